import type pg from 'pg'
import Type from 'typebox'
import type { Static } from 'typebox'
import { StatedError } from '../stated-error.ts'
import { type AuditBody, readAuditBody } from './audit-body.ts'
import { auditHash, beforeFirst } from './audit-hash.ts'

const instant = Type.String({ format: 'date-time', maxLength: 40 })

/** What an auditor looks for; everything given must hold. */
export const AuditFilter = {
  /** The id of the person, as the entry holds it. */
  person: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** The action itself, or what stands in front of its dot: `releases` finds `releases.publish`. */
  action: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** The subject itself or what lies under it: `call` finds `call/main`. */
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  /** First instant, ISO 8601. */
  from: Type.Optional(instant),
  /** First instant that does not belong to the period any more. */
  to: Type.Optional(instant),
  /** Stands in any text of the entry; capital and small letters are alike. */
  text: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
}
const filterObject = Type.Object(AuditFilter)
export type AuditFilter = Static<typeof filterObject>

/** An entry in the list. `n` is its place in the chain, from 1. */
export interface AuditLine {
  n: number
  at: string
  action: string
  subject: string
  who: AuditBody['who']
  from: string
  reason: string | null
}

/** An entry with its place in the chain, each hash computed again from the stored bytes. */
export interface AuditDetail extends AuditLine {
  /** Absent where the entry has none. */
  detail?: unknown
  /** The stored text, byte for byte. */
  body: string
  previousHash: string
  hash: string
  sound: {
    /** The hash is that of number, previous hash and body. */
    hash: boolean
    /** It continues the entry before it. */
    previous: boolean
    /** The entry after it continues this one; null for the last. */
    next: boolean | null
  }
}

export interface StoredEntry {
  n: string
  at: Date
  body: string
  previous_hash: string
  hash: string
}

const slowestMs = 20_000

/** Entries that fit, newest first, beginning below `before`. @throws StatedError AUDIT_SEARCH_TOO_LARGE when the search takes too long */
export async function listEntries(pool: pg.Pool, { before, limit, ...filter }: AuditFilter & { before?: number; limit: number }): Promise<AuditLine[]> {
  const { where, values } = toCondition(filter)
  const rows = await readEntries(pool, `${where} and ($${values.length + 1}::bigint is null or n < $${values.length + 1}) order by n desc limit $${values.length + 2}`, [...values, before ?? null, limit])
  return rows.map(toLine)
}

/** Entries that fit, oldest first, with numbers above `after` up to `upTo`. @throws StatedError AUDIT_SEARCH_TOO_LARGE */
export function exportEntries(pool: pg.Pool, { after, upTo, limit, ...filter }: AuditFilter & { after: number; upTo: number; limit: number }): Promise<StoredEntry[]> {
  const { where, values } = toCondition(filter)
  return readEntries(pool, `${where} and n > $${values.length + 1} and n <= $${values.length + 2} order by n limit $${values.length + 3}`, [...values, after, upTo, limit])
}

/** The number of the last entry; 0 before the first. */
export async function lastEntry(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: string }>('select n from audit_entry order by n desc limit 1')
  return Number(rows[0]?.n ?? 0)
}

/** One entry with its neighbours in the chain. @throws StatedError NO_SUCH_AUDIT_ENTRY */
export async function getEntry(pool: pg.Pool, n: number): Promise<AuditDetail> {
  const { rows } = await pool.query<StoredEntry>('select n, at, body, previous_hash, hash from audit_entry where n between $1::bigint - 1 and $1::bigint + 1', [n])
  const at = (number: number) => rows.find((row) => Number(row.n) === number)
  const row = at(n)
  if (row === undefined) {
    throw new StatedError('NO_SUCH_AUDIT_ENTRY', { ja: `監査ログに ${n} 番の記録はありません。番号を確認してください。`, en: `The audit log has no entry ${n}. Check the number.` })
  }
  const [next, detail] = [at(n + 1), readAuditBody(row.body)?.detail]
  return {
    ...toLine(row),
    ...(detail === undefined ? {} : { detail }),
    body: row.body,
    previousHash: row.previous_hash,
    hash: row.hash,
    sound: {
      hash: auditHash(row.n, row.previous_hash, row.body) === row.hash,
      previous: row.previous_hash === (n === 1 ? beforeFirst : at(n - 1)?.hash),
      next: next === undefined ? null : next.previous_hash === row.hash,
    },
  }
}

/** Whom and what there is to look for: each person once with the name of their last entry, each action once. */
export async function searchChoices(pool: pg.Pool): Promise<{ people: { id: string; name: string }[]; actions: string[] }> {
  const people = await pool.query<{ value: string; body: string }>(
    `${distinctOf('actor')} select value, (select body from audit_entry where actor = value order by n desc limit 1) as body from found where value is not null order by 1`,
  )
  const actions = await pool.query<{ value: string }>(`${distinctOf('action')} select value from found where value is not null order by 1`)
  return { people: people.rows.map(({ value, body }) => ({ id: value, name: readAuditBody(body)?.who.name ?? value })), actions: actions.rows.map(({ value }) => value) }
}

/** Jumps from value to value along the index; `select distinct` would read the whole log. */
function distinctOf(column: 'actor' | 'action'): string {
  return `with recursive found (value) as (
    (select ${column} from audit_entry order by ${column} limit 1)
    union all select (select ${column} from audit_entry where ${column} > found.value order by ${column} limit 1) from found where found.value is not null
  )`
}

export function toLine({ n, at, body }: StoredEntry): AuditLine {
  const told = readAuditBody(body)
  // A row that somebody altered is shown as far as it can be read; verification names it.
  const who = told?.who ?? { id: '', name: '?', organisation: '', roles: [] }
  return { n: Number(n), at: told?.at ?? at.toISOString(), action: told?.action ?? '?', subject: told?.subject ?? '?', who, from: told?.from ?? '?', reason: told?.reason ?? null }
}

function toCondition({ person, action, subject, from, to, text }: AuditFilter): { where: string; values: unknown[] } {
  const values: unknown[] = []
  const parts = ['true']
  const add = (value: unknown, part: (place: string) => string) => value !== undefined && parts.push(part(`$${values.push(value)}`))
  add(person, (place) => `actor = ${place}`)
  add(action, (place) => `(action = ${place} or starts_with(action, ${place} || '.'))`)
  add(subject, (place) => `(subject = ${place} or starts_with(subject, ${place} || '/'))`)
  add(from, (place) => `at >= ${place}::timestamptz`)
  add(to, (place) => `at < ${place}::timestamptz`)
  if (text !== undefined) {
    // The stored text holds names of members as well, and escapes quotes: it is looked through first since that is fast, then the values.
    add(like(JSON.stringify(text).slice(1, -1)), (place) => `body ilike ${place}`)
    add(like(text), (place) => `exists (select from jsonb_path_query(body::jsonb - 'at', 'strict $.**') as v where jsonb_typeof(v) in ('string', 'number') and v #>> '{}' ilike ${place})`)
  }
  return { where: parts.join(' and '), values }
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

async function readEntries(pool: pg.Pool, rest: string, values: unknown[]): Promise<StoredEntry[]> {
  const client = await pool.connect()
  try {
    await client.query('begin read only')
    await client.query(`set local statement_timeout = ${slowestMs}`)
    const { rows } = await client.query<StoredEntry>(`select n, at, body, previous_hash, hash from audit_entry where ${rest}`, values)
    return rows
  } catch (cause) {
    throw isTimeout(cause) ? tooLarge(cause) : cause
  } finally {
    await client.query('rollback').then(() => client.release(), (fault: Error) => client.release(fault))
  }
}

const isTimeout = (cause: unknown) => cause instanceof Error && 'code' in cause && cause.code === '57014'

function tooLarge(cause: unknown): StatedError {
  return new StatedError(
    'AUDIT_SEARCH_TOO_LARGE',
    {
      ja: `検索に ${slowestMs / 1000} 秒以上かかるため、中止しました。期間か人を指定して、範囲を狭めてください。監査ログは変更していません。`,
      en: `The search was ended after ${slowestMs / 1000} seconds. Give a period or a person to narrow it. The audit log was not changed.`,
    },
    { cause },
  )
}
