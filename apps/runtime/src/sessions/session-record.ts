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
