import Type from 'typebox'
import { input, procedure, router } from '../procedure.ts'
import { publishDraft } from '../releases/publish-draft.ts'
import { verifyChain } from '../releases/verify-chain.ts'

const number = Type.Integer({ minimum: 1 })
const closed = { additionalProperties: false } as const

/** Releases: what runs, what ran, and making the next one of the draft. */
export const releaseRouter = router({
  live: procedure.query(({ ctx }) => ctx.releases.liveRelease().then((release) => release ?? null)),

  list: procedure
    .input(input(Type.Object({ before: Type.Optional(number), limit: Type.Integer({ minimum: 1, maximum: 200 }) }, closed)))
    .query(({ ctx, input: page }) => ctx.releases.list(page)),

  get: procedure.input(input(Type.Object({ number }, closed))).query(({ ctx, input: wanted }) => ctx.releases.release(wanted.number)),

  files: procedure
    .input(input(Type.Object({ number }, closed)))
    .query(async ({ ctx, input: wanted }) => Object.fromEntries(await ctx.releases.releaseFiles(wanted.number))),

  publish: procedure
    .input(
      input(
        Type.Object(
          { message: Type.String({ minLength: 1, maxLength: 2_000 }), author: Type.String({ minLength: 1, maxLength: 100 }), draftRevision: Type.Integer({ minimum: 0 }) },
          closed,
        ),
      ),
    )
    .mutation(({ ctx, input: request }) => publishDraft(ctx.database, ctx.gate, { ...request, productVersion: ctx.productVersion, now: ctx.clock() })),

  verify: procedure.query(({ ctx }) => verifyChain(ctx.database.pool)),
})
