import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDatabase } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import type { Actor } from '../people/actor.ts'
import { AuditWriter } from './audit-writer.ts'
import { type AuditedContext, auditedRead } from './audited-read.ts'
import { verifyAudit } from './verify-audit.ts'

const actor: Actor = { id: 'p-1', name: '花子', organisation: '埼玉県', roles: ['auditor'], from: '::1' }
let now = new Date('2026-11-22T10:00:00Z')
let database: TestDatabase
const told: string[] = []
const report = { waiting: (entries: number) => void told.push(`waiting ${entries}`), recovered: () => void told.push('recovered'), lost: (entries: number) => void told.push(`lost ${entries}`) }
const writers: AuditWriter[] = []

function makeWriter(pool: pg.Pool = database.pool, queueLimit?: number): AuditWriter {
  const writer = new AuditWriter(pool, () => now, report, queueLimit)
  writers.push(writer)
  return writer
}

beforeEach(async () => {
  told.length = 0
  now = new Date('2026-11-22T10:00:00Z')
  database = await makeDatabase()
})
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.stop()
})

const fact = (subject: string) => ({ action: 'sessions.trace', subject })
const subjects = async (): Promise<string[]> => (await database.pool.query('select subject from audit_entry order by n')).rows.map(({ subject }) => subject)

/** A pool whose database can be taken away and given back. */
function breakable(): { pool: pg.Pool; away: boolean } {
  const pool = new pg.Pool({ connectionString: database.url }).on('error', () => {})
  const state = { pool, away: false }
  const connect = pool.connect.bind(pool)
  pool.connect = (() => (state.away ? Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })) : connect())) as typeof pool.connect
  return state
}

test('entries of many requests stand in the log in the order in which they were given, in far fewer transactions', async () => {
  const writer = makeWriter()
  await Promise.all(Array.from({ length: 1_200 }, (_, n) => writer.append(actor, fact(`session/${n}`))))
  expect(await subjects()).toEqual(Array.from({ length: 1_200 }, (_, n) => `session/${n}`))
  expect(await verifyAudit(database)).toEqual({ ok: true, entries: 1_200, releases: 0 })
  const { rows } = await database.pool.query('select count(distinct xmin::text)::int as transactions from audit_entry')
  expect(rows[0].transactions).toBeLessThanOrEqual(5)
})

test('with the database away whoever waits is refused, what cannot be refused is written when it is back', async () => {
  const state = breakable()
  const writer = makeWriter(state.pool)
  state.away = true
  writer.note(actor, fact('noted'))
  await expect(writer.append(actor, fact('asked'))).rejects.toThrow('away')
  expect(told).toEqual(['waiting 1'])
  state.away = false
  await writer.flush()
  expect(await subjects()).toEqual(['noted'])
  expect(told).toEqual(['waiting 1', 'recovered'])
  await state.pool.end()
})

test('what does not fit into the queue is counted, and the count stands in the log itself', async () => {
  const state = breakable()
  const writer = makeWriter(state.pool, 3)
  state.away = true
  for (const n of [1, 2, 3, 4, 5]) writer.note(actor, fact(`noted/${n}`))
  await expect(writer.append(actor, fact('asked'))).rejects.toThrow('full')
  state.away = false
  await writer.flush()
  expect(await subjects()).toEqual(['noted/1', 'noted/2', 'noted/3', 'audit'])
  const { rows } = await database.pool.query('select body from audit_entry order by n desc limit 1')
  expect(JSON.parse(rows[0].body)).toMatchObject({ action: 'audit.lost', detail: { entries: 2 } })
  expect(told).toEqual(['lost 1', 'lost 1'])
  await state.pool.end()
})

test('stopping writes what waits; what cannot be written is counted', async () => {
  const good = makeWriter()
  good.note(actor, fact('last'))
  await good.stop()
  expect(await subjects()).toEqual(['last'])
  const state = breakable()
  const bad = makeWriter(state.pool)
  state.away = true
  bad.note(actor, fact('gone'))
  await bad.stop()
  expect(told.at(-1)).toBe('lost 1')
  await expect(bad.append(actor, fact('late'))).rejects.toThrow('stops')
  await state.pool.end()
})

test('one entry that the database refuses fails alone', async () => {
  const writer = makeWriter()
  // A clock gone mad is the one thing in a body that the database can refuse.
  now = new Date('+100000-01-01T00:00:00Z')
  const refused = writer.append(actor, fact('refused'))
  now = new Date('2026-11-22T10:00:00Z')
  const others = [1, 2, 3].map((n) => writer.append(actor, fact(`sound/${n}`)))
  await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^22/) })
  await Promise.all(others)
  expect(await subjects()).toEqual(['sound/1', 'sound/2', 'sound/3'])
})

test('a batch that was written half before the database went away is not written twice', async () => {
  const pool = new pg.Pool({ connectionString: database.url }).on('error', () => {})
  const connect = pool.connect.bind(pool)
  let connections = 0
  // The whole batch, its first half, and that half's two entries; then the database is away once.
  pool.connect = (() => (++connections === 5 ? Promise.reject(new Error('away')) : connect())) as typeof pool.connect
  const writer = makeWriter(pool)
  writer.note(actor, fact('first'))
  now = new Date('+100000-01-01T00:00:00Z')
  writer.note(actor, fact('refused'))
  now = new Date('2026-11-22T10:00:00Z')
  writer.note(actor, fact('third'))
  writer.note(actor, fact('fourth'))
  await writer.flush()
  expect(told).toEqual(['lost 1', 'waiting 2'])
  await writer.flush()
  expect(await subjects()).toEqual(['first', 'third', 'fourth', 'audit'])
  await pool.end()
})

const context = (audit: AuditWriter, who = actor): AuditedContext => ({ actor: who, audit, clock: () => now })

test('a sensitive read is given out once its entry stands in the log, and not at all without', async () => {
  const state = breakable()
  const audit = makeWriter(state.pool)
  expect(await auditedRead(context(audit), fact('session/1'), () => 'trace')).toBe('trace')
  expect(await subjects()).toEqual(['session/1'])
  state.away = true
  await expect(auditedRead(context(audit), fact('session/2'), () => 'trace')).rejects.toThrow('away')
  await expect(auditedRead(context(audit), fact('session/3'), () => Promise.reject(new Error('no such session')))).rejects.toThrow('no such session')
  state.away = false
  await audit.flush()
  expect(await subjects()).toEqual(['session/1'])
  await state.pool.end()
})

test('what a screen refreshes by itself is told once an hour', async () => {
  const audit = makeWriter()
  const read = () => auditedRead(context(audit), fact('session'), () => 1, { oncePer: 'hour' })
  await read()
  now = new Date(now.getTime() + 3_599_999)
  await read()
  expect(await subjects()).toHaveLength(1)
  now = new Date(now.getTime() + 1)
  await read()
  expect(await subjects()).toHaveLength(2)
})

test('pages are told once a minute for each person and subject, also when they are asked for at once', async () => {
  const audit = makeWriter()
  const read = (subject: string, who = actor) => auditedRead(context(audit, who), fact(subject), () => 1, { oncePer: 'minute' })
  await Promise.all([read('sessions'), read('sessions'), read('session/1')])
  await read('sessions', { ...actor, id: 'p-2' })
  now = new Date(now.getTime() + 59_999)
  await read('sessions')
  expect((await subjects()).toSorted()).toEqual(['session/1', 'sessions', 'sessions'])
  now = new Date(now.getTime() + 1)
  await read('sessions')
  expect(await subjects()).toHaveLength(4)
})

test('an entry that failed is told by the next look, within the same minute', async () => {
  const state = breakable()
  const audit = makeWriter(state.pool)
  const read = () => auditedRead(context(audit), fact('sessions'), () => 1, { oncePer: 'minute' })
  state.away = true
  await expect(read()).rejects.toThrow('away')
  state.away = false
  await read()
  expect(await subjects()).toEqual(['sessions'])
  await state.pool.end()
})
