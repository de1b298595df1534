/** A session as it begins. Times are instants; event times are milliseconds since `startedAt`. */
export interface SessionStart {
  /** UUID version 7 (newSessionId). */
  id: string
  releaseNumber: number
  dialledLine: string
  /** Personal. Null when the caller withholds it. */
  callerNumber: string | null
  channel: 'simulated' | 'freeswitch'
  instance: string | null
  startedAt: Date
  seed: string
}

/** One write about a session. Each may come twice (after a spool was replayed) and means the same then. */
export type SessionRecord =
  | ({ record: 'start' } & Omit<SessionStart, 'startedAt'> & { startedAt: string })
  | { record: 'event'; sessionId: string; n: number; atMs: number; kind: string; body: unknown }
  | { record: 'journal'; sessionId: string; n: number; operation: unknown; startedMs: number; answer: unknown }
  | { record: 'end'; sessionId: string; endedAt: string; outcome: unknown }

/** The session a record is about. */
export function sessionOf(record: SessionRecord): string {
  return record.record === 'start' ? record.id : record.sessionId
}

/**
 * JSON that Postgres takes as jsonb: it refuses U+0000 and lone surrogates, which both can come from outside (a SIP header, an HTTP body).
 * They become U+FFFD; a trace with a strange character is better than none.
 */
export function toStoredJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? member.replace(/\p{Surrogate}|\0/gu, '\ufffd') : member))
}

const mostLevels = 100
const tooDeep = '\ufffd'

/**
 * A copy to keep: what the caller changes later is not what happened now. A plugin or a server may send a value so deep that neither this process
 * nor PostgreSQL can follow it, and one such record would hold up those of every call; from the hundredth level on there is U+FFFD instead.
 */
export function recordedCopy(value: unknown, levels = mostLevels): unknown {
  if (typeof value !== 'object' || value === null || ('toJSON' in value && typeof value.toJSON === 'function')) return value
  if (levels === 0) return tooDeep
  if (Array.isArray(value)) return value.map((part) => recordedCopy(part, levels - 1))
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, recordedCopy(part, levels - 1)]))
}
