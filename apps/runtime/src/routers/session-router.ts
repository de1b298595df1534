import Type from 'typebox'
import { auditedRead } from '../audit/audited-read.ts'
import { maskNumber, maskTrace } from '../people/mask-personal.ts'
import { input, mayDo, procedureFor, router } from '../procedure.ts'

const id = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const limit = Type.Integer({ minimum: 1, maximum: 500 })
const closed = { additionalProperties: false } as const

/** Sessions and their traces, page by page. Both tell of callers, so each look is told in the audit log, and whole numbers are for roles with `session.personal` (R78). */
export const sessionRouter = router({
  list: procedureFor('session.read')
    .input(input(Type.Object({ before: Type.Optional(id), limit }, closed)))
    .query(async ({ ctx, input: page }) => {
      const sessions = await auditedRead(ctx, { action: 'sessions.list', subject: 'session' }, () => ctx.sessions.list(page), { oncePer: page.before === undefined ? 'hour' : 'minute' })
      if (mayDo(ctx.actor, 'session.personal')) return sessions
      return sessions.map((session) => ({ ...session, callerNumber: maskNumber(session.callerNumber), outcome: maskTrace(session.outcome) }))
    }),

  trace: procedureFor('session.read')
    .input(input(Type.Object({ id, after: Type.Optional(Type.Integer({ minimum: 0 })), limit }, closed)))
    .query(async ({ ctx, input: { id: session, after, limit: size } }) => {
      const events = await auditedRead(ctx, { action: 'sessions.trace', subject: `session/${session}` }, () => ctx.sessions.trace(session, { after, limit: size }), { oncePer: 'minute' })
      return mayDo(ctx.actor, 'session.personal') ? events : events.map((event) => ({ ...event, body: maskTrace(event.body) }))
    }),
})
