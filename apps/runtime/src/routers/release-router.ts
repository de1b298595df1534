import Type from 'typebox'
import { input, procedureFor, router } from '../procedure.ts'
import { rollBack } from '../releases/roll-back.ts'
import { verifyChain } from '../releases/verify-chain.ts'
import { toInstant } from './instant-input.ts'
import { instant } from './person-id.ts'

const number = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const closed = { additionalProperties: false } as const

/** Releases: what runs, what ran, and bringing back what ran. New content comes by approval (approval-router.ts). */
export const releaseRouter = router({
  live: procedureFor('release.read').query(({ ctx }) => ctx.releases.liveRelease().then((release) => release ?? null)),

  list: procedureFor('release.read')
    .input(input(Type.Object({ before: Type.Optional(number), limit: Type.Integer({ minimum: 1, maximum: 200 }) }, closed)))
    .query(({ ctx, input: page }) => ctx.releases.list(page)),

  get: procedureFor('release.read').input(input(Type.Object({ number }, closed))).query(({ ctx, input: wanted }) => ctx.releases.release(wanted.number)),

  files: procedureFor('release.compare')
    .input(input(Type.Object({ number }, closed)))
    .query(async ({ ctx, input: wanted }) => Object.fromEntries(await ctx.releases.releaseFiles(wanted.number))),

  /** The release that ran at a time; null before the first. */
  liveAt: procedureFor('release.read')
    .input(input(Type.Object({ at: instant }, closed)))
    .query(({ ctx, input: { at } }) => ctx.releases.liveAt(toInstant(at)).then((release) => release ?? null)),

  rollBack: procedureFor('release.roll-back')
    .input(input(Type.Object({ number, message: Type.String({ minLength: 1, maxLength: 2_000, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' }) }, closed)))
    .mutation(({ ctx, input: wanted }) => rollBack(ctx, ctx.actor, wanted)),

  verify: procedureFor('audit.read').query(({ ctx }) => verifyChain(ctx.database.pool)),
})
