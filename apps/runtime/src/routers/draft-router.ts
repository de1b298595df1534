import Type from 'typebox'
import { bundleLimits, documentPathPattern } from '../bundles/bundle-files.ts'
import { input, procedure, router } from '../procedure.ts'

const path = Type.String({ pattern: documentPathPattern, maxLength: 130 })
const revision = Type.Integer({ minimum: 0 })
const person = Type.String({ minLength: 1, maxLength: 100 })
const closed = { additionalProperties: false } as const

/** The draft: what the editor loads and saves. A stale save answers CONFLICT with both texts (DraftConflict). */
export const draftRouter = router({
  overview: procedure.query(({ ctx }) => ctx.drafts.overview()),

  /** Everything at once, as the editor and the checker in the browser need it. */
  files: procedure.query(async ({ ctx }) => {
    const { revision: now, files } = await ctx.drafts.files()
    return { revision: now, files: Object.fromEntries(files) }
  }),

  load: procedure.input(input(Type.Object({ path }, closed))).query(({ ctx, input: { path: wanted } }) => ctx.drafts.load(wanted)),

  save: procedure
    .input(input(Type.Object({ path, content: Type.String({ maxLength: bundleLimits.documentBytes }), baseRevision: Type.Union([revision, Type.Null()]), by: person }, closed)))
    .mutation(({ ctx, input: save }) => ctx.drafts.save(save)),

  remove: procedure
    .input(input(Type.Object({ path, baseRevision: revision, by: person }, closed)))
    .mutation(({ ctx, input: { path: gone, baseRevision, by } }) => ctx.drafts.remove(gone, baseRevision, by)),

  discard: procedure
    .input(input(Type.Object({ path, baseRevision: Type.Union([revision, Type.Null()]), by: person }, closed)))
    .mutation(({ ctx, input: { path: back, baseRevision, by } }) => ctx.drafts.discard(back, baseRevision, by)),

  reset: procedure
    .input(input(Type.Object({ release: Type.Integer({ minimum: 1 }), draftRevision: revision, by: person }, closed)))
    .mutation(async ({ ctx, input: { release, draftRevision, by } }) =>
      ctx.drafts.resetTo({ number: release, files: await ctx.releases.releaseFiles(release) }, by, draftRevision),
    ),
})
