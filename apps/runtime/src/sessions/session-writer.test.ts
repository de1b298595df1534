import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import { RecordSpool } from './record-spool.ts'
import { newSessionId } from './session-id.ts'
import { toStoredJson } from './session-record.ts'
import type { SessionStart } from './session-record.ts'
import { SessionStore } from './session-store.ts'
import { SessionWriter } from './session-writer.ts'

let database: TestDatabase
let folder: string
let writer: SessionWriter
const report = { lost: vi.fn(), refused: vi.fn(), spooling: vi.fn(), recovered: vi.fn() }
/** A pool whose server is not there: what the runtime sees while the database restarts. */
const nowhere = new pg.Pool({ connectionString: 'postgresql://x:y@127.0.0.1:1/none', connectionTimeoutMillis: 200 })

beforeAll(async () => {
  database = await makeDatabase()
  await new ReleaseStore(database, '1', () => new Date()).createRelease({ files: makeFiles({ 'bundle.json': { id: 'a' } }), audio: new Map(), message: 'm', author: 'a' })
})
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-spool-'))
  vi.clearAllMocks()
  writer = new SessionWriter(database.pool, new RecordSpool(folder), report)
})
afterEach(async () => {
  await writer.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const session = (more: Partial<SessionStart> = {}): SessionStart => ({
  id: newSessionId(new Date(), randomBytes(10)),
  releaseNumber: 1,
  dialledLine: '0480000000',
  callerNumber: '0312345678',
  channel: 'simulated',
  instance: null,
  startedAt: new Date('2026-11-22T00:00:00Z'),
  seed: 's',
  ...more,
})
const events = (id: string, from: number, to: number, into = writer) => {
  for (let n = from; n < to; n++) into.event(id, { n, atMs: n * 10, kind: 'step', body: { n } })
}
const storedEvents = async (id: string) => (await new SessionStore(database).trace(id, { limit: 100_000 })).map(({ n }) => n)
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

test('a session with trace, journal and outcome is stored', async () => {
  const { id, ...rest } = session()
  writer.begin({ id, ...rest })
  events(id, 0, 3)
  writer.journal(id, { n: 0, operation: { op: 'ask' }, startedMs: 5 })
  writer.journal(id, { n: 0, operation: { op: 'ask' }, startedMs: 5, answer: { keys: '4' } })
  writer.journal(id, { n: 1, operation: { op: 'wait' }, startedMs: 9 })
  writer.end(id, new Date('2026-11-22T00:00:30Z'), { kind: 'hangup' })
  await writer.flush()
  expect(await storedEvents(id)).toEqual([0, 1, 2])
  const stored = await database.prisma.session.findUniqueOrThrow({ where: { id }, include: { journal: { orderBy: { n: 'asc' } } } })
  expect(stored).toMatchObject({ callerNumber: '0312345678', outcome: { kind: 'hangup' }, endedAt: new Date('2026-11-22T00:00:30Z') })
  expect(stored.journal.map(({ answer }) => answer)).toEqual([{ keys: '4' }, null])
  expect((await database.pool.query('select from journal_entry where session_id = $1 and answer is null', [id])).rowCount).toBe(1)
})

test('records that come again, because their commit was not confirmed, change nothing', async () => {
  const start = session()
  for (const body of ['first', 'again']) {
    writer.begin(start)
    writer.event(start.id, { n: 0, atMs: 0, kind: 'heard', body })
    writer.journal(start.id, { n: 0, operation: {}, startedMs: 0, answer: 1 })
    await writer.flush()
  }
  expect(report.refused).not.toHaveBeenCalled()
  expect((await new SessionStore(database).trace(start.id, { limit: 9 })).map(({ body }) => body)).toEqual(['first'])
})

test('an answer that came once is not taken back by its question coming again', async () => {
  const { id } = session()
  writer.begin(session({ id }))
  writer.journal(id, { n: 0, operation: { op: 'ask' }, startedMs: 5, answer: { keys: '4' } })
  await writer.flush()
  writer.journal(id, { n: 0, operation: { op: 'ask' }, startedMs: 5 })
  await writer.flush()
  expect((await database.prisma.journalEntry.findFirstOrThrow({ where: { sessionId: id } })).answer).toEqual({ keys: '4' })
})

test('thousands of events are written in batches, in order and without waiting', async () => {
  const { id } = session()
  const before = performance.now()
  writer.begin(session({ id }))
  events(id, 0, 10_000)
  expect(performance.now() - before).toBeLessThan(1_000)
  await writer.flush()
  expect(await storedEvents(id)).toEqual(upTo(10_000))
})

test('while the database is away everything goes to disk in a closed folder, and a later start brings it in', async () => {
  const { id } = session()
  const away = new SessionWriter(nowhere, new RecordSpool(folder), report)
  away.begin(session({ id }))
  events(id, 0, 50, away)
  await away.flush()
  events(id, 50, 60, away)
  await away.stop()
  expect(report.spooling).toHaveBeenCalledTimes(1)
  const [file] = fs.readdirSync(folder)
  expect(fs.statSync(path.join(folder, file ?? '')).mode & 0o077).toBe(0)
  const next = new SessionWriter(database.pool, new RecordSpool(folder), report)
  await vi.waitFor(async () => expect(await storedEvents(id)).toEqual(upTo(60)), 5_000)
  await next.stop()
  expect(fs.readdirSync(folder)).toEqual([])
  expect(report.lost).not.toHaveBeenCalled()
})

test('traces of calls that go on through a restart of the database are complete and in order', async () => {
  const { id } = session()
  let gone = false
  // The pool of the runtime over a restart: the same object first fails, then works.
  const pool = { connect: () => (gone ? nowhere.connect() : database.pool.connect()) } as unknown as pg.Pool
  const through = new SessionWriter(pool, new RecordSpool(folder), report)
  through.begin(session({ id }))
  events(id, 0, 10, through)
  await through.flush()
  gone = true
  events(id, 10, 20, through)
  await vi.waitFor(() => expect(through.spooling).toBe(true))
  events(id, 20, 30, through)
  gone = false
  events(id, 30, 40, through)
  await vi.waitFor(() => expect(report.recovered).toHaveBeenCalledTimes(1), 5_000)
  await through.stop()
  expect(await storedEvents(id)).toEqual(upTo(40))
})

test('memory is bounded: beyond the limit records go to disk, beyond the disk limit they are counted', async () => {
  const away = new SessionWriter(nowhere, new RecordSpool(folder, 20_000), report, 100)
  const { id } = session()
  for (let n = 0; n < 1_000; n++) {
    events(id, n, n + 1, away)
    expect(away.waiting).toBeLessThanOrEqual(101)
  }
  await away.stop()
  expect(report.lost).toHaveBeenCalled()
  expect(fs.readdirSync(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0)).toBeLessThanOrEqual(20_000)
})

test('a record that the database refuses is reported and holds up no other', async () => {
  const [good, bad] = [session(), session({ releaseNumber: 999 })]
  writer.begin(good)
  events(good.id, 0, 5)
  writer.begin(bad)
  events(bad.id, 0, 2)
  events(good.id, 5, 10)
  await writer.flush()
  expect(await storedEvents(good.id)).toEqual(upTo(10))
  expect(report.refused.mock.calls.map(([id, record]) => [id, record])).toEqual([[bad.id, 'start'], [bad.id, 'event'], [bad.id, 'event']])
  expect(report.spooling).not.toHaveBeenCalled()
})

test('a spool whose last line was cut by a crash loses only that line', async () => {
  const { id } = session()
  const away = new SessionWriter(nowhere, new RecordSpool(folder), report)
  away.begin(session({ id }))
  events(id, 0, 3, away)
  await away.stop()
  const file = path.join(folder, fs.readdirSync(folder)[0] ?? '')
  fs.truncateSync(file, fs.statSync(file).size - 7)
  const next = new SessionWriter(database.pool, new RecordSpool(folder), report)
  await vi.waitFor(async () => expect(await storedEvents(id)).toEqual([0, 1]), 5_000)
  await next.stop()
})

test('what the caller changes after an event is not what the trace says', async () => {
  const { id } = session()
  const body = { heard: 'before' }
  writer.begin(session({ id }))
  writer.event(id, { n: 0, atMs: 0, kind: 'heard', body })
  body.heard = 'after'
  await writer.flush()
  expect((await new SessionStore(database).trace(id, { limit: 1 }))[0]?.body).toEqual({ heard: 'before' })
})

test('any JSON value can be stored, whatever characters a caller or a server sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json().map((text) => JSON.parse(text)), fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', 'a\udc00b', '\\u0000')), async (value) => {
      const { rows } = await database.pool.query('select $1::jsonb as value', [toStoredJson({ value })])
      expect(rows[0].value).toHaveProperty('value')
    }),
    { numRuns: 60 },
  )
})

test('sessions are listed newest first, page by page', async () => {
  const ids = upTo(3).map((n) => newSessionId(new Date(Date.now() + 60_000 + n), randomBytes(10)))
  for (const id of ids) writer.begin(session({ id }))
  await writer.flush()
  const store = new SessionStore(database)
  const page = await store.list({ limit: 2 })
  expect(page.map(({ id }) => id)).toEqual([ids[2], ids[1]])
  expect((await store.list({ before: page[1]?.id, limit: 1 }))[0]?.id).toBe(ids[0])
  await expect(store.trace(newSessionId(new Date(), randomBytes(10)), { limit: 1 })).rejects.toMatchObject({ code: 'NO_SUCH_SESSION' })
})

// What a plugin sets or a server answers may nest deeper than the store, or this process, can follow.
test.each([2_500, 50_000])('a value %i levels deep holds up no other call', async (levels) => {
  const deep: unknown = JSON.parse('['.repeat(levels) + ']'.repeat(levels))
  const [strange, other] = [session(), session()]
  for (const start of [strange, other]) writer.begin(start)
  events(other.id, 0, 1)
  writer.event(strange.id, { n: 0, atMs: 0, kind: 'set', body: { name: 'x', value: deep } })
  writer.journal(strange.id, { n: 0, operation: { op: 'service.ask' }, startedMs: 0, answer: { result: { output: deep } } })
  events(strange.id, 1, 2)
  events(other.id, 1, 3)
  await writer.flush()
  expect(await storedEvents(other.id)).toEqual([0, 1, 2])
  expect((await storedEvents(strange.id)).at(-1)).toBe(1)
  expect(report.lost).not.toHaveBeenCalled()
  expect(writer.spooling).toBe(false)
})
