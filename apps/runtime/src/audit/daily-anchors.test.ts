import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { makeDatabase, query } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { system } from '../people/actor.ts'
import { appendAnchors, newestAnchor, readAnchorFile } from './anchor-file.ts'
import { proveAudit } from './audit-proof.ts'
import { AuditWriter } from './audit-writer.ts'
import { DailyAnchors } from './daily-anchors.ts'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-anchors-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

let database: TestDatabase
let audit: AuditWriter
let folder: string
let outside: string
let now: Date
const logged: unknown[] = []
const kept: DailyAnchors[] = []

beforeEach(async () => {
  database = await makeDatabase()
  now = new Date('2026-11-22T03:00:00Z')
  audit = new AuditWriter(database.pool, () => now, { waiting: () => {}, recovered: () => {}, lost: () => {} })
  folder = fs.mkdtempSync(path.join(root, 'data-'))
  outside = path.join(folder, 'outside')
  logged.length = 0
})
afterEach(async () => {
  for (const anchors of kept.splice(0)) await anchors.stop()
  await audit.stop()
})

async function start(folders: string[]): Promise<DailyAnchors> {
  const log = { info: (about: object) => void logged.push(about), error: (about: object, text: string) => void logged.push(text) }
  const anchors = new DailyAnchors({ pool: database.pool, audit, folders, clock: () => now, timeZone: async () => 'Asia/Tokyo', log })
  kept.push(anchors)
  await anchors.start()
  await audit.flush()
  return anchors
}

const act = (subject: string) => audit.append(system, { action: 'test', subject })
const head = async () => (await database.pool.query('select n::int as entries, hash from audit_entry order by n desc limit 1')).rows[0]
const days = (of = folder) => readAnchorFile(of)?.anchors.map(({ date, entries }) => `${date} ${entries}`)

test('at start the state goes to the file, to the log and, as an entry, into the audit log', async () => {
  await act('a')
  const before = await head()
  await start([folder])
  expect(readAnchorFile(folder)?.anchors).toMatchObject([{ date: '2026-11-22', madeAt: now.toISOString(), ...before, releases: 0 }])
  expect(logged).toMatchObject([before])
  const { rows } = await database.pool.query('select action, subject, body from audit_entry where n = 2')
  expect([rows[0].action, rows[0].subject, JSON.parse(rows[0].body).detail]).toMatchObject(['audit.anchor', 'audit/1', before])
})

test("once a day of the contact center's clock while it runs, and not again on the same day", async () => {
  const anchors = await start([folder])
  now = new Date('2026-11-22T14:59:59Z')
  await anchors.look()
  expect(days()).toEqual(['2026-11-22 0'])
  now = new Date('2026-11-22T15:00:00Z')
  await anchors.look()
  await anchors.look()
  expect(days()).toEqual(['2026-11-22 0', '2026-11-23 1'])
})

test('days on which it did not run are made up at the next start, with the last entry of each', async () => {
  await (await start([folder])).stop()
  now = new Date('2026-11-23T05:00:00Z')
  await act('another runtime worked on Monday')
  now = new Date('2026-11-26T05:00:00Z')
  await act('and on Thursday')
  await start([folder])
  expect(days()).toEqual(['2026-11-22 0', '2026-11-23 2', '2026-11-24 2', '2026-11-25 2', '2026-11-26 3'])
  expect(await proveAudit(database, [{ path: folder, anchors: readAnchorFile(folder)?.anchors ?? [] }])).toMatchObject({ ok: true, anchor: { date: '2026-11-26', entries: 3 } })
})

test('a folder outside that is not there is told once, never made, and written as soon as it is there', async () => {
  const anchors = await start([folder, outside])
  await anchors.look()
  expect(logged.filter((line) => line === 'an anchor of the audit log could not be written')).toHaveLength(1)
  expect([fs.existsSync(outside), days()]).toEqual([false, ['2026-11-22 0']])
  expect(anchors.places().map(({ fault }) => fault === null)).toEqual([true, false])
  fs.mkdirSync(outside)
  await anchors.look()
  expect(days(outside)).toEqual(['2026-11-22 1'])
  expect(anchors.places().map(({ fault }) => fault)).toEqual([null, null])
  expect(days()).toHaveLength(1)
})

test('what was added until the runtime stops is anchored as well, so that a tail cut while nothing runs is found', async () => {
  const anchors = await start([folder])
  await act('a')
  await act('b')
  await anchors.stop()
  expect(days()).toEqual(['2026-11-22 0', '2026-11-22 3'])
  await audit.flush()
  await anchors.stop()
  expect(days()).toHaveLength(2)
})

test('the proof names the tail that an administrator of the database cut away', async () => {
  for (const n of [1, 2, 3, 4]) await act(`call/${n}`)
  await start([folder])
  await query(database.superuserUrl, 'alter table audit_entry disable trigger all; delete from audit_entry where n > 2; alter table audit_entry enable trigger all')
  const files = [{ path: folder, anchors: readAnchorFile(folder)?.anchors ?? [] }]
  const proof = await proveAudit(database, files)
  expect(proof).toMatchObject({ ok: false, entries: 2, firstBroken: { entry: 3, why: 'cut' } })
  expect(proof.said.ja).toContain('3 番以降')
  expect(proof.againstSaid.en).toContain('2026-11-22')
})

test('a line that was cut or changed is named, and neither hides the others nor spoils the next', async () => {
  await start([folder])
  const file = path.join(folder, 'madoguchi-anchors.txt')
  fs.appendFileSync(file, '2026-11-22\t2026-')
  appendAnchors(folder, [{ date: '2026-11-23', madeAt: now.toISOString(), entries: 7, hash: 'a'.repeat(64), releases: 1, releaseHash: 'b'.repeat(64) }])
  const read = readAnchorFile(folder)
  expect(read?.unreadable).toEqual([3])
  expect(newestAnchor(read?.anchors ?? [])).toMatchObject({ date: '2026-11-23', entries: 7 })
  expect(fs.readFileSync(file, 'utf8').split('\n')).toHaveLength(5)
})
