import Type from 'typebox'
import { input, procedure, router } from '../procedure.ts'

const id = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const limit = Type.Integer({ minimum: 1, maximum: 500 })
const closed = { additionalProperties: false } as const

/** Sessions and their traces, page by page. */
export const sessionRouter = router({
  list: procedure.input(input(Type.Object({ before: Type.Optional(id), limit }, closed))).query(({ ctx, input: page }) => ctx.sessions.list(page)),

  trace: procedure
    .input(input(Type.Object({ id, after: Type.Optional(Type.Integer({ minimum: 0 })), limit }, closed)))
    .query(({ ctx, input: { id: session, after, limit: size } }) => ctx.sessions.trace(session, { after, limit: size })),
})
