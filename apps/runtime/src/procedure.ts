import { TRPCError, initTRPC } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'
import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'
import type { RuntimeContext } from './runtime-context.ts'
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
  DOCUMENT_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  NO_SUCH_DOCUMENT: 'NOT_FOUND',
  NO_SUCH_RELEASE: 'NOT_FOUND',
  NO_SUCH_SESSION: 'NOT_FOUND',
  CALLS_EXHAUSTED: 'TOO_MANY_REQUESTS',
  NOTHING_TO_PUBLISH: 'PRECONDITION_FAILED',
  AUDIO_MISSING: 'PRECONDITION_FAILED',
  INPUT_INVALID: 'BAD_REQUEST',
  USAGE: 'BAD_REQUEST',
}

const unexpected = {
  ja: '処理できませんでした。データは変更していません。もう一度試すか、記録（ログ）を確認してください。',
  en: 'The request failed and changed nothing. Try again, or look into the log.',
}

/** Errors reach the studio as `data.stated`: a code, the words in both languages, and what belongs to it (a conflict, problems). No stack. */
const t = initTRPC.context<RuntimeContext>().create({
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
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof StatedError)) return result
  throw new TRPCError({ code: classOf[result.error.cause.code], cause: result.error.cause })
})

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
