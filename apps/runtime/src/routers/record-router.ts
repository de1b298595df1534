import Type from 'typebox'
import { auditedRead } from '../audit/audited-read.ts'
import { type ServiceRecord, recordKinds } from '../integrations/service-records.ts'
import { maskNumber } from '../people/mask-personal.ts'
import { input, mayDo, procedureFor, router } from '../procedure.ts'

const closed = { additionalProperties: false } as const
const id = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })

/** What flows left for people to do. It tells of callers, so each look is audited; those who do not work it see neither numbers nor fields (R78). */
export const recordRouter = router({
  list: procedureFor('records.read')
    .input(input(Type.Object({ kind: Type.Optional(Type.Enum([...recordKinds])), state: Type.Optional(Type.Enum(['open', 'done'])), before: Type.Optional(id), limit: Type.Integer({ minimum: 1, maximum: 200 }) }, closed)))
    .query(async ({ ctx, input: page }) => {
      const records = await auditedRead(ctx, { action: 'records.list', subject: 'record' }, () => ctx.records.list(page), { oncePer: page.before === undefined ? 'hour' : 'minute' })
      return mayDo(ctx.actor, 'records.work') ? records : records.map(masked)
    }),

  /** Who is to be called back, in the order in which it is their turn. */
  callbacks: procedureFor('records.read')
    .input(input(Type.Object({}, closed)))
    .query(async ({ ctx }) => {
      const callbacks = await auditedRead(ctx, { action: 'records.callbacks', subject: 'callback' }, () => ctx.callbacks.list(), { oncePer: 'hour' })
      return mayDo(ctx.actor, 'records.work') ? callbacks : callbacks.map((callback) => ({ ...callback, number: maskNumber(callback.number) }))
    }),

  setDone: procedureFor('records.work')
    .input(input(Type.Object({ id, done: Type.Boolean() }, closed)))
    .mutation(async ({ ctx, input: { id: record, done } }) => ({ changed: await ctx.records.setDone(ctx.actor, record, done) })),
})

function masked(record: ServiceRecord): ServiceRecord {
  return { ...record, title: '•••', number: maskNumber(record.number), fields: Object.fromEntries(Object.keys(record.fields).map((name) => [name, '•••'])) }
}
