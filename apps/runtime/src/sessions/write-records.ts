import type pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { toStoredJson } from './session-record.ts'
import type { SessionRecord } from './session-record.ts'

type Of<Kind extends SessionRecord['record']> = Extract<SessionRecord, { record: Kind }>

/**
 * Writes records in one transaction, a statement a table: thousands of rows cost four round trips. Prisma's createMany does a tenth of that.
 * Repeating it changes nothing, so a batch whose commit was not confirmed is simply sent again.
 */
export async function writeRecords(pool: pg.Pool, records: readonly SessionRecord[]): Promise<void> {
  const of = <Kind extends SessionRecord['record']>(kind: Kind) => records.filter((record): record is Of<Kind> => record.record === kind)
  await inTransaction(pool, async (client) => {
    await client.query(startSql, [rows(of('start'))])
    await client.query(eventSql, [rows(of('event'))])
    await client.query(journalSql, [rows(newestAnswer(of('journal')))])
    await client.query(endSql, [rows(of('end'))])
  })
}

function rows(records: readonly SessionRecord[]): string {
  return toStoredJson(records)
}

/** One statement may touch a row once only; of a question and its answer in the same batch the answer is kept. */
function newestAnswer(entries: readonly Of<'journal'>[]): Of<'journal'>[] {
  const byKey = new Map<string, Of<'journal'>>()
  for (const entry of entries) {
    const key = `${entry.sessionId} ${entry.n}`
    const before = byKey.get(key)
    byKey.set(key, { ...entry, answer: entry.answer ?? before?.answer ?? null })
  }
  return [...byKey.values()]
}

const startSql = `
  insert into session (id, release_number, dialled_line, caller_number, channel, instance, started_at, seed)
  select * from jsonb_to_recordset($1::jsonb) as r
    (id uuid, "releaseNumber" int, "dialledLine" text, "callerNumber" text, channel text, instance text, "startedAt" timestamptz, seed text)
  on conflict do nothing`

const eventSql = `
  insert into session_event (session_id, n, at_ms, kind, body)
  select * from jsonb_to_recordset($1::jsonb) as r ("sessionId" uuid, n int, "atMs" int, kind text, body jsonb)
  on conflict do nothing`

// A JSON null of an unanswered question becomes an SQL null; an answer once stored is never taken back by a late repetition.
const journalSql = `
  insert into journal_entry (session_id, n, operation, started_ms, answer)
  select "sessionId", n, operation, "startedMs", nullif(answer, 'null') from jsonb_to_recordset($1::jsonb) as r
    ("sessionId" uuid, n int, operation jsonb, "startedMs" int, answer jsonb)
  on conflict (session_id, n) do update set answer = coalesce(excluded.answer, journal_entry.answer)`

const endSql = `
  update session set ended_at = r."endedAt", outcome = r.outcome
  from jsonb_to_recordset($1::jsonb) as r ("sessionId" uuid, "endedAt" timestamptz, outcome jsonb) where session.id = r."sessionId"`
