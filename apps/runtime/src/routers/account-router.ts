import Type from 'typebox'
import { endLogIn, listLogIns, listTokens, makeApiToken, revokeApiToken } from '../people/access.ts'
import { beginSecondFactor, changePassword, confirmSecondFactor, removeSecondFactor } from '../people/account.ts'
import { input, procedureForOneself, procedureWhileOwing, router } from '../procedure.ts'

const closed = { additionalProperties: false } as const
const password = Type.String({ minLength: 1, maxLength: 1_000 })
/** Of one of the person's own log-ins or tokens. */
const id = Type.String({ pattern: '^[0-9a-f]{16}$' })

/** One's own account: password, second factor, where one is logged in, tokens for the command line. */
export const accountRouter = router({
  /** Ends every other log-in of the person; this browser gets a new token. */
  changePassword: procedureWhileOwing.input(input(Type.Object({ current: password, next: password }, closed))).mutation(async ({ ctx, input: given }) => {
    const token = await changePassword(ctx.people, ctx.actor, given, ctx.visit)
    if (token !== undefined) ctx.visit?.keep({ token })
    return {}
  }),

  /** The secret goes into an authenticator app; it counts once a code of it was confirmed. */
  beginSecondFactor: procedureForOneself.mutation(async ({ ctx }) => {
    const { uri, secret, pending } = await beginSecondFactor(ctx.people, ctx.actor)
    ctx.visit?.keepPendingSecondFactor(pending)
    return { uri, secret }
  }),

  confirmSecondFactor: procedureForOneself
    .input(input(Type.Object({ code: Type.String({ pattern: '^[0-9]{6}$' }) }, closed)))
    .mutation(({ ctx, input: { code } }) => confirmSecondFactor(ctx.people, ctx.actor, code, ctx.visit?.pendingSecondFactor)),

  removeSecondFactor: procedureForOneself.input(input(Type.Object({ password }, closed))).mutation(async ({ ctx, input: given }) => {
    await removeSecondFactor(ctx.people, ctx.actor, given.password)
    return {}
  }),

  logIns: procedureForOneself.query(({ ctx }) => listLogIns(ctx.people, ctx.actor, ctx.logIn?.tokenHash)),

  endLogIn: procedureForOneself.input(input(Type.Object({ id }, closed))).mutation(async ({ ctx, input: which }) => {
    await endLogIn(ctx.people, ctx.actor, which.id)
    return {}
  }),

  tokens: procedureForOneself.query(({ ctx }) => listTokens(ctx.people, ctx.actor)),

  makeToken: procedureForOneself
    .input(input(Type.Object({ title: Type.String({ minLength: 1, maxLength: 100 }), days: Type.Integer({ minimum: 1, maximum: 365 }) }, closed)))
    .mutation(({ ctx, input: wanted }) => makeApiToken(ctx.people, ctx.actor, wanted)),

  revokeToken: procedureForOneself.input(input(Type.Object({ id }, closed))).mutation(async ({ ctx, input: which }) => {
    await revokeApiToken(ctx.people, ctx.actor, which.id)
    return {}
  }),
})
