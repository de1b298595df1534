import Type from 'typebox'
import { currentActing, endActing, leadership, listActing, startActing } from '../people/acting-periods.ts'
import { input, procedureFor, router } from '../procedure.ts'
import { instant, personId } from './person-id.ts'

const closed = { additionalProperties: false } as const

/** When a deputy acts for the general manager (R74), and whether anybody leads the center now (R73). */
export const actingRouter = router({
  current: procedureFor('people.read').query(({ ctx }) => currentActing(ctx.database, ctx.clock())),

  list: procedureFor('people.read').query(({ ctx }) => listActing(ctx.database)),

  /** For everybody who works here: without reasons and times. */
  leadership: procedureFor('release.read').query(({ ctx }) => leadership(ctx.database, ctx.clock())),

  start: procedureFor('acting.manage')
    .input(input(Type.Object({ personId, reason: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }), until: Type.Optional(instant) }, closed)))
    .mutation(({ ctx, input: { until, ...wanted } }) => startActing(ctx.database, ctx.actor, { ...wanted, until: until === undefined ? undefined : new Date(until) }, ctx.clock())),

  end: procedureFor('acting.manage').input(input(Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, closed))).mutation(async ({ ctx, input: { id } }) => {
    await endActing(ctx.database, ctx.actor, id, ctx.clock())
    // The powers end with the period, not when somebody next looks.
    await ctx.people.watch.look()
    return {}
  }),
})
