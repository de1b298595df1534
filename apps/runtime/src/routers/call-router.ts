import { tracked } from '@trpc/server'
import Type from 'typebox'
import { input, procedureFor, router } from '../procedure.ts'

const closed = { additionalProperties: false } as const
const sessionId = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const oneCall = input(Type.Object({ sessionId }, closed))
const number = Type.String({ pattern: '^(anonymous|\\+?[0-9][0-9-]{2,19})$' })

/** Calls placed from the studio's telephone to the live release. They change nothing that is kept, so their audit entries wait for no transaction. */
export const callRouter = router({
  dial: procedureFor('call.try')
    .input(
      input(
        Type.Object(
          { to: number, from: number, at: Type.Optional(Type.String({ maxLength: 40 })), agents: Type.Integer({ minimum: 0, maximum: 1000 }), waiting: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })), faults: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 10 }) },
          closed,
        ),
      ),
    )
    .mutation(async ({ ctx, input: request }) => {
      const call = await ctx.calls.dial(request)
      const { to, at, agents, faults } = request
      ctx.audit.note(ctx.actor, { action: 'calls.dial', subject: `session/${call.sessionId}`, detail: { to, at, agents, faults, release: call.release } })
      return call
    }),

  /** Server-sent events; a reader that reconnects goes on after the last one it saw. */
  events: procedureFor('call.try')
    .input(input(Type.Object({ sessionId, lastEventId: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })) }, closed)))
    .subscription(async function* ({ ctx, input: wanted, signal }) {
      const until = AbortSignal.any([ctx.stopping, ...(signal ? [signal] : [])])
      for await (const { seq, message } of ctx.calls.messages(wanted.sessionId, Number(wanted.lastEventId ?? 0), until)) yield tracked(String(seq), message)
    }),

  press: procedureFor('call.try')
    .input(input(Type.Object({ sessionId, key: Type.String({ pattern: '^[0-9*#]$' }) }, closed)))
    .mutation(({ ctx, input: { sessionId: id, key } }) => {
      ctx.calls.press(id, key)
      ctx.audit.note(ctx.actor, { action: 'calls.press', subject: `session/${id}` })
    }),

  hangup: procedureFor('call.try').input(oneCall).mutation(({ ctx, input: { sessionId: id } }) => {
    ctx.calls.hangup(id)
    ctx.audit.note(ctx.actor, { action: 'calls.hangup', subject: `session/${id}` })
  }),

  /** Jumps to the end of what is spoken or waited for now. */
  skip: procedureFor('call.try').input(oneCall).mutation(({ ctx, input: { sessionId: id } }) => {
    ctx.calls.skip(id)
    ctx.audit.note(ctx.actor, { action: 'calls.skip', subject: `session/${id}` })
  }),
})
