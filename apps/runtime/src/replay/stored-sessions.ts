import type { RecordedSession } from '@madoguchi/engine'
import type { JournalEntry, Outcome } from '@madoguchi/sdk'
import type pg from 'pg'

/** A session that has ended, with everything a replay needs. */
export interface StoredSession {
  id: string
  release: number
  dialledLine: string
  recorded: RecordedSession
}

/** Sessions that began in [from, to) and have ended. */
export interface Period {
  from: Date
  to: Date
}

type SessionRow = { id: string; release_number: number; dialled_line: string; caller_number: string | null; started_at: Date; seed: string; outcome: unknown }
type JournalRow = { session_id: string; n: number; operation: JournalEntry['operation']; started_ms: number; answer: JournalEntry['answer'] | null }

/** How many journals lie in memory at once. */
const batch = 50
/** Entries of one journal that are fetched; what is longer is replayed as far as it goes. */
const longestJournal = 5_000

/** How many sessions there are to replay. */
export async function countSessions(pool: pg.Pool, { from, to }: Period): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('select count(*) from session where started_at >= $1 and started_at < $2 and ended_at is not null', [from, to])
  return Number(rows[0]?.count ?? 0)
}

/** The newest sessions of a period, at most `limit`, those of one release together. Journals are read in small batches, since they hold what callers pressed. */
export async function* storedSessions(pool: pg.Pool, { from, to }: Period, limit: number): AsyncGenerator<StoredSession> {
  const { rows } = await pool.query<SessionRow>(
    `select * from (
       select id, release_number, dialled_line, caller_number, started_at, seed, outcome from session
       where started_at >= $1 and started_at < $2 and ended_at is not null order by started_at desc, id desc limit $3
     ) newest order by release_number desc, id desc`,
    [from, to, limit],
  )
  for (let first = 0; first < rows.length; first += batch) {
    const part = rows.slice(first, first + batch)
    const journals = await journalsOf(pool, part.map(({ id }) => id))
    for (const row of part) yield toStoredSession(row, journals.get(row.id) ?? [])
  }
}

async function journalsOf(pool: pg.Pool, ids: string[]): Promise<Map<string, JournalEntry[]>> {
  const { rows } = await pool.query<JournalRow>('select session_id, n, operation, started_ms, answer from journal_entry where session_id = any($1::uuid[]) and n < $2 order by session_id, n', [ids, longestJournal])
  const journals = new Map<string, JournalEntry[]>()
  for (const { session_id: id, n, operation, started_ms: startedMs, answer } of rows) {
    const journal = journals.get(id) ?? []
    journal.push({ n, operation, startedMs, ...(answer === null ? {} : { answer }) })
    journals.set(id, journal)
  }
  return journals
}

function toStoredSession(row: SessionRow, journal: JournalEntry[]): StoredSession {
  const start = { to: row.dialled_line, from: row.caller_number ?? 'anonymous', startedAtMs: row.started_at.getTime(), seed: Number(row.seed) || 0 }
  const outcome = toOutcome(row.outcome)
  return { id: row.id, release: row.release_number, dialledLine: row.dialled_line, recorded: { start, journal, ...(outcome && { outcome }) } }
}

const kinds: ReadonlySet<unknown> = new Set<Outcome['kind']>(['hangup', 'transfer', 'agent', 'voicemail', 'abandoned', 'failover', 'error'])

/** Stored JSON may be of an older product: what is no outcome counts as not stored. */
function toOutcome(value: unknown): Outcome | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !kinds.has(value.kind)) return undefined
  const { target, cause } = value as { target?: unknown; cause?: unknown }
  return { kind: value.kind as Outcome['kind'], ...(typeof target === 'string' && { target }), ...(typeof cause === 'string' && { cause }) }
}
