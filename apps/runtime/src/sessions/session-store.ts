import type { JournalEntry } from '@madoguchi/sdk'
import type { Database } from '../database/open-database.ts'
import { StatedError } from '../stated-error.ts'

/** A session in the list. The caller's number is personal; who may see it is decided by the caller of the store. */
export interface SessionSummary {
  id: string
  releaseNumber: number
  dialledLine: string
  callerNumber: string | null
  channel: string
  instance: string | null
  startedAt: string
  endedAt: string | null
  outcome: unknown
}

export interface StoredEvent {
  n: number
  atMs: number
  kind: string
  body: unknown
}

/** Reads sessions back; writing is the SessionWriter's. */
export class SessionStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Newest first; `before` is the last id of the page before. */
  async list(options: { before?: string | undefined; limit: number }): Promise<SessionSummary[]> {
    // Version 7 ids sort by time, so the id alone is the place in the list, also when sessions begin in the same millisecond.
    const where = options.before === undefined ? {} : { id: { lt: options.before } }
    const found = await this.#database.prisma.session.findMany({ where, orderBy: { id: 'desc' }, take: options.limit, omit: { seed: true } })
    return found.map((session) => ({ ...session, startedAt: session.startedAt.toISOString(), endedAt: session.endedAt?.toISOString() ?? null }))
  }

  /**
   * Ends simulated sessions that a killed runtime left open, at their last event: their telephone was in that runtime, so nobody can go on with
   * them. Only for a database that one runtime uses. Returns how many there were.
   */
  async closeLost(): Promise<number> {
    const { rowCount } = await this.#database.pool.query(
      `update session set outcome = '{"kind": "error", "cause": "runtime-lost"}',
         ended_at = started_at + coalesce((select max(at_ms) from session_event where session_id = session.id), 0) * interval '1 millisecond'
       where ended_at is null and channel = 'simulated'`,
    )
    return rowCount ?? 0
  }

  /** What a session was asked and answered, and the seed of its chances: enough to go on with it. @throws StatedError NO_SUCH_SESSION */
  async journal(sessionId: string): Promise<{ seed: number; journal: JournalEntry[] }> {
    const session = await this.#database.prisma.session.findUnique({ where: { id: sessionId }, select: { seed: true } })
    if (session === null) throw new StatedError('NO_SUCH_SESSION', { ja: 'この対応の記録はありません。', en: 'There is no such session.' })
    const { rows } = await this.#database.pool.query<{ n: number; operation: JournalEntry['operation']; startedMs: number; answer: JournalEntry['answer'] | null }>(
      'select n, operation, started_ms as "startedMs", answer from journal_entry where session_id = $1 order by n',
      [sessionId],
    )
    return { seed: Number(session.seed), journal: rows.map(({ answer, ...entry }) => (answer === null || answer === undefined ? entry : { ...entry, answer })) }
  }

  /** Events of one session in order, after number `after`. @throws StatedError NO_SUCH_SESSION */
  async trace(sessionId: string, options: { after?: number | undefined; limit: number }): Promise<StoredEvent[]> {
    const session = await this.#database.prisma.session.findUnique({ where: { id: sessionId }, select: { id: true } })
    if (session === null) throw new StatedError('NO_SUCH_SESSION', { ja: 'この対応の記録はありません。', en: 'There is no such session.' })
    return this.#database.prisma.sessionEvent.findMany({
      where: { sessionId, n: { gt: options.after ?? -1 } },
      orderBy: { n: 'asc' },
      take: options.limit,
      select: { n: true, atMs: true, kind: true, body: true },
    })
  }
}
