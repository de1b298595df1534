import { TRPCError, initTRPC } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'
import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'
import type { Actor } from './people/actor.ts'
import { type Permission, allows } from './people/roles.ts'
import { isAsyncIterable, untilEnded } from './until-ended.ts'
import type { RequestContext } from './runtime-context.ts'
import { StatedError } from './stated-error.ts'
import type { StatedErrorCode } from './stated-error.ts'

/** The HTTP-like class of each stated error; total, so a new code cannot be forgotten. */
const classOf: Record<StatedErrorCode, TRPC_ERROR_CODE_KEY> = {
  DATA_FOLDER_IN_USE: 'INTERNAL_SERVER_ERROR',
  DATA_FOLDER_UNUSABLE: 'INTERNAL_SERVER_ERROR',
  DATABASE_BINARIES_MISSING: 'INTERNAL_SERVER_ERROR',
  DATABASE_NOT_STARTED: 'INTERNAL_SERVER_ERROR',
  DATABASE_UNREACHABLE: 'INTERNAL_SERVER_ERROR',
  MIGRATION_CHANGED: 'INTERNAL_SERVER_ERROR',
  MIGRATION_FAILED: 'INTERNAL_SERVER_ERROR',
  MIGRATION_UNKNOWN: 'INTERNAL_SERVER_ERROR',
  PORT_IN_USE: 'INTERNAL_SERVER_ERROR',
  TELEPHONY_UNUSABLE: 'INTERNAL_SERVER_ERROR',
  PORT_INVALID: 'BAD_REQUEST',
  BUNDLE_UNREADABLE: 'BAD_REQUEST',
  BUNDLE_TARGET_NOT_EMPTY: 'PRECONDITION_FAILED',
  BUNDLE_HAS_PROBLEMS: 'UNPROCESSABLE_CONTENT',
  DRAFT_CONFLICT: 'CONFLICT',
  DRAFT_CHANGED: 'CONFLICT',
  DRAFT_WORK_OF_OTHERS: 'CONFLICT',
  DOCUMENT_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  NO_SUCH_DOCUMENT: 'NOT_FOUND',
  NO_SUCH_RELEASE: 'NOT_FOUND',
  RELEASE_TOO_NEW: 'INTERNAL_SERVER_ERROR',
  NO_SUCH_SESSION: 'NOT_FOUND',
  CALLS_EXHAUSTED: 'TOO_MANY_REQUESTS',
  PLUGIN_UNREADABLE: 'UNPROCESSABLE_CONTENT',
  PLUGIN_REFUSED: 'UNPROCESSABLE_CONTENT',
  NOTHING_TO_PUBLISH: 'PRECONDITION_FAILED',
  NO_SUCH_APPROVAL: 'NOT_FOUND',
  APPROVAL_REFUSED: 'PRECONDITION_FAILED',
  APPROVAL_REBASE_NEEDED: 'CONFLICT',
  APPROVAL_CONFLICT: 'CONFLICT',
  AUDIO_MISSING: 'PRECONDITION_FAILED',
  SPEECH_NOT_INSTALLED: 'PRECONDITION_FAILED',
  SPEECH_IMPOSSIBLE: 'UNPROCESSABLE_CONTENT',
  LOG_IN_FIRST: 'UNAUTHORIZED',
  LOG_IN_FAILED: 'BAD_REQUEST',
  LOG_IN_REFUSED: 'FORBIDDEN',
  LOG_IN_LIMITED: 'TOO_MANY_REQUESTS',
  TOO_BUSY: 'TOO_MANY_REQUESTS',
  CHANGE_PASSWORD_FIRST: 'FORBIDDEN',
  PASSWORD_UNSUITABLE: 'BAD_REQUEST',
  PASSWORD_WRONG: 'BAD_REQUEST',
  CODE_WRONG: 'BAD_REQUEST',
  NO_SUCH_PERSON: 'NOT_FOUND',
  PERSON_REFUSED: 'PRECONDITION_FAILED',
  ACTING_REFUSED: 'PRECONDITION_FAILED',
  NOT_ALLOWED: 'FORBIDDEN',
  NO_SUCH_AUDIT_ENTRY: 'NOT_FOUND',
  AUDIT_SEARCH_TOO_LARGE: 'UNPROCESSABLE_CONTENT',
  INPUT_INVALID: 'BAD_REQUEST',
  USAGE: 'BAD_REQUEST',
}

const unexpected = {
  ja: '処理できませんでした。データは変更していません。もう一度試すか、記録（ログ）を確認してください。',
  en: 'The request failed and changed nothing. Try again, or look into the log.',
}

/** Who may call a procedure; a test holds every procedure against it. */
export interface ProcedureMeta {
  permission: Permission | 'oneself' | 'anybody'
}

/** Errors reach the studio as `data.stated`: a code, the words in both languages, and what belongs to it (a conflict, problems). No stack. */
const t = initTRPC.context<RequestContext>().meta<ProcedureMeta>().create({
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 15_000 } },
  errorFormatter({ shape, error }) {
    const stated = error.cause instanceof StatedError ? error.cause : undefined
    const said = stated?.said ?? unexpected
    const { code, httpStatus, path } = shape.data
    return { ...shape, message: said.en, data: { code, httpStatus, path, stated: { code: stated?.code ?? null, said, data: stated?.data ?? null } } }
  },
})

export const router = t.router

/** A procedure whose stated errors get their class; everything else stays an internal error, logged and not shown. */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof StatedError)) return result
  throw new TRPCError({ code: classOf[result.error.cause.code], cause: result.error.cause })
})

/**
 * A procedure for those whose roles give the permission; `ctx.actor` is who asks. Nothing is allowed that no permission names (deny by default).
 * A refusal is audited. A subscription ends with its log-in, and when its person may no longer do this.
 * @throws StatedError LOG_IN_FIRST, CHANGE_PASSWORD_FIRST, NOT_ALLOWED
 */
export const procedureFor = (permission: Permission) =>
  procedure.meta({ permission }).use(async ({ ctx, next, path, type }) => {
    const { actor } = ctx
    if (actor === undefined) throw notYet(ctx)
    if (!mayDo(actor, permission)) {
      await ctx.audit.append(actor, { action: 'permission.refused', subject: path, detail: { permission } })
      throw notAllowed(permission)
    }
    const result = await next({ ctx: { ...ctx, actor } })
    if (type !== 'subscription' || !result.ok || ctx.logIn === undefined || !isAsyncIterable(result.data)) return result
    const watch = ctx.people.watch.watch(ctx.logIn.tokenHash, (logIn) => logIn.complete && !logIn.mustChangePassword && mayDo(logIn.actor, permission))
    return { ...result, data: untilLogInEnds(result.data, watch) }
  })

/** A procedure for everybody who has logged in, about themselves: their second factor, their tokens. */
export const procedureForOneself = procedure.meta({ permission: 'oneself' }).use(({ ctx, next }) => {
  if (ctx.actor === undefined) throw notYet(ctx)
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})

/** As procedureForOneself, and also while a new password is owed: changing it, and logging out. */
export const procedureWhileOwing = procedure.meta({ permission: 'oneself' }).use(({ ctx, next }) => {
  const actor = ctx.actor ?? (ctx.logIn?.complete === true ? ctx.logIn.actor : undefined)
  if (actor === undefined) throw notYet(ctx)
  return next({ ctx: { ...ctx, actor } })
})

/** A procedure for those who have not logged in yet: logging in, and what the log-in page needs to know. */
export const openProcedure = procedure.meta({ permission: 'anybody' })

/** @throws TRPCError LOG_IN_FIRST into the stream, so that the browser learns why it ended */
function untilLogInEnds(events: AsyncIterable<unknown>, watch: { ended: AbortSignal; done(): void }): AsyncIterable<unknown> {
  const why = () => new TRPCError({ code: 'UNAUTHORIZED', cause: logInFirst() })
  return untilEnded(events, watch.ended, why, () => watch.done())
}

/** What stands between this request and an actor. */
function notYet({ logIn }: RequestContext): StatedError {
  if (logIn?.complete !== true || !logIn.mustChangePassword) return logInFirst()
  return new StatedError('CHANGE_PASSWORD_FIRST', { ja: '先にパスワードを変更してください。', en: 'Change your password first.' })
}

export function logInFirst(): StatedError {
  return new StatedError('LOG_IN_FIRST', { ja: 'ログインしてください。入力した内容は失われていません。', en: 'Log in first. Nothing you entered is lost.' })
}

/** Whether a person may do this now; inside an acting period a deputy may do what the general manager may (R74). */
export function mayDo(actor: Actor, permission: Permission): boolean {
  return allows(actor.roles, permission, actor.actingFor !== undefined)
}

function notAllowed(permission: Permission): StatedError {
  return new StatedError('NOT_ALLOWED', {
    ja: `この操作をする権限がありません（${permission}）。必要なときは、県担当者に役割の変更を依頼してください。何も変更していません。`,
    en: `Your role does not allow this (${permission}). Ask an administrator for another role if you need it. Nothing was changed.`,
  })
}

/**
 * Input of a procedure by a TypeBox schema, checked by the interpreting validator (no code is generated, so it also runs under our CSP).
 * @throws StatedError INPUT_INVALID naming the first wrong place
 */
export function input<const Schema extends TSchema>(schema: Schema): (value: unknown) => Static<Schema> {
  return (value) => {
    if (Value.Check(schema, value)) return value
    const first = Value.Errors(schema, value)[0]
    const place = first === undefined ? '' : `${first.instancePath || '/'} ${first.message}`
    throw new StatedError('INPUT_INVALID', { ja: `入力が正しくありません: ${place}`, en: `The input is not valid: ${place}` })
  }
}
