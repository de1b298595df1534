import Type from 'typebox'
import { appendAudit } from '../audit/append-audit.ts'
import { bundleLimits, documentPathPattern } from '../bundles/bundle-files.ts'
import type { Told } from '../drafts/draft-store.ts'
import type { Actor } from '../people/actor.ts'
import { input, procedureFor, router } from '../procedure.ts'

const path = Type.String({ pattern: documentPathPattern, maxLength: 130 })
const revision = Type.Integer({ minimum: 0 })
const closed = { additionalProperties: false } as const

/** The draft: what the editor loads and saves. A stale save answers CONFLICT with both texts (DraftConflict). */
export const draftRouter = router({
  overview: procedureFor('draft.read').query(({ ctx }) => ctx.drafts.overview()),

  /** Everything at once, as the editor and the checker in the browser need it. */
  files: procedureFor('draft.read').query(async ({ ctx }) => {
    const { revision: now, files } = await ctx.drafts.files()
    return { revision: now, files: Object.fromEntries(files) }
  }),

  load: procedureFor('draft.read').input(input(Type.Object({ path }, closed))).query(({ ctx, input: { path: wanted } }) => ctx.drafts.load(wanted)),

  save: procedureFor('draft.edit')
    .input(input(Type.Object({ path, content: Type.String({ maxLength: bundleLimits.documentBytes }), baseRevision: Type.Union([revision, Type.Null()]) }, closed)))
    .mutation(({ ctx, input: save }) => ctx.drafts.save({ ...save, by: ctx.actor.name }, told(ctx, 'drafts.save', save.path))),

  remove: procedureFor('draft.edit')
    .input(input(Type.Object({ path, baseRevision: revision }, closed)))
    .mutation(({ ctx, input: { path: gone, baseRevision } }) => ctx.drafts.remove(gone, baseRevision, ctx.actor.name, told(ctx, 'drafts.remove', gone))),

  discard: procedureFor('draft.edit')
    .input(input(Type.Object({ path, baseRevision: Type.Union([revision, Type.Null()]) }, closed)))
    .mutation(({ ctx, input: { path: back, baseRevision } }) => ctx.drafts.discard(back, baseRevision, ctx.actor.name, told(ctx, 'drafts.discard', back))),

  reset: procedureFor('draft.edit')
    .input(input(Type.Object({ release: Type.Integer({ minimum: 1 }), draftRevision: revision }, closed)))
    .mutation(async ({ ctx, input: { release, draftRevision } }) =>
      ctx.drafts.resetTo({ number: release, files: await ctx.releases.releaseFiles(release) }, ctx.actor.name, draftRevision, told(ctx, 'drafts.reset', `release/${release}`)),
    ),
})

/** The draft is told of by revision, not by content: the content stands under that revision. */
function told({ actor, clock }: { actor: Actor; clock: () => Date }, action: string, subject: string): Told {
  return (client, reached) => appendAudit(client, actor, { action, subject, detail: { draftRevision: reached } }, clock())
}
