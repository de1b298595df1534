import { beforeAll, expect, test } from 'vitest'
import { makeDatabase, query } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import type { Actor } from '../people/actor.ts'
import { appendBodies } from './append-audit.ts'
import { type AuditFact, toAuditBody } from './audit-body.ts'
import { toExport } from './audit-export.ts'
import { auditHash } from './audit-hash.ts'
import { type AuditFilter, exportEntries, getEntry, listEntries, searchChoices } from './audit-search.ts'

let database: TestDatabase
const hanako: Actor = { id: 'p-1', name: '花子', organisation: '埼玉県', roles: ['administrator'], from: '127.0.0.1' }
const taro: Actor = { ...hanako, id: 'p-2', name: '太郎, "係長"', roles: ['deputy'], actingFor: '総括' }
const entries: [Actor, AuditFact, string][] = [
  [hanako, { action: 'drafts.save', subject: 'call/main' }, '2026-11-20T00:00:00Z'],
  [hanako, { action: 'drafts.save', subject: 'call/mainline' }, '2026-11-20T01:00:00Z'],
  [taro, { action: 'drafts.discard', subject: 'call/main' }, '2026-11-21T00:00:00Z'],
  [taro, { action: 'releases.publish', subject: 'release/12', reason: '100% "変更"_A\\B', detail: { from: 11, list: [{ note: 'Café' }] } }, '2026-11-22T00:00:00Z'],
  [hanako, { action: 'releases', subject: 'release/120', reason: '=1+1' }, '2026-11-23T00:00:00Z'],
]

beforeAll(async () => {
  database = await makeDatabase()
  await appendBodies(database.pool, entries.map(([actor, fact, at]) => toAuditBody(actor, fact, new Date(at))))
})

test.each<[AuditFilter & { before?: number }, number[]]>([
  [{}, [5, 4, 3, 2, 1]],
  [{ before: 3 }, [2, 1]],
  [{ person: 'p-2' }, [4, 3]],
  [{ person: '太郎' }, []],
  [{ action: 'drafts' }, [3, 2, 1]],
  [{ action: 'drafts.save' }, [2, 1]],
  [{ action: 'releases' }, [5, 4]],
  [{ action: 'draft' }, []],
  [{ subject: 'call' }, [3, 2, 1]],
  [{ subject: 'call/main' }, [3, 1]],
  [{ subject: 'release/12' }, [4]],
  [{ from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' }, [3]],
  [{ from: '2026-11-21T09:00:00+09:00', to: '2026-11-22T09:00:00.001+09:00' }, [4, 3]],
  [{ text: '太郎, "係長"' }, [4, 3]],
  [{ text: 'café' }, [4]],
  [{ text: '100%' }, [4]],
  [{ text: '1%' }, []],
  [{ text: '"変更"_A\\B' }, [4]],
  [{ text: '変更"xA' }, []],
  [{ text: '11' }, [4]],
  [{ text: 'actingFor' }, []],
  [{ person: 'p-1', action: 'drafts', subject: 'call/main', text: '埼玉' }, [1]],
])('a search by %o finds %j', async (filter, found) => {
  expect((await listEntries(database.pool, { ...filter, limit: 50 })).map(({ n }) => n)).toEqual(found)
})

test('an entry is told whole, with its place in the chain', async () => {
  const told = await getEntry(database.pool, 4)
  expect(told).toMatchObject({ n: 4, action: 'releases.publish', who: { name: taro.name, actingFor: '総括' }, detail: { from: 11 }, sound: { hash: true, previous: true, next: true } })
  expect(auditHash(4, told.previousHash, told.body)).toBe(told.hash)
  expect((await getEntry(database.pool, 1)).sound).toEqual({ hash: true, previous: true, next: true })
  expect((await getEntry(database.pool, 5)).sound).toEqual({ hash: true, previous: true, next: null })
  await expect(getEntry(database.pool, 6)).rejects.toMatchObject({ code: 'NO_SUCH_AUDIT_ENTRY' })
})

test('an altered entry says so where it is shown', async () => {
  const other = await makeDatabase()
  await appendBodies(other.pool, entries.map(([actor, fact, at]) => toAuditBody(actor, fact, new Date(at))))
  await query(other.ownerUrl, `alter table audit_entry disable trigger all; update audit_entry set body = 'x' where n = 2`)
  expect((await getEntry(other.pool, 2)).sound).toEqual({ hash: false, previous: true, next: true })
  expect(await listEntries(other.pool, { limit: 50 })).toHaveLength(5)
})

test('people and actions to choose from are listed once, by one name', async () => {
  expect(await searchChoices(database.pool)).toEqual({
    people: [{ id: 'p-1', name: '花子' }, { id: 'p-2', name: taro.name }],
    actions: ['drafts.discard', 'drafts.save', 'releases', 'releases.publish'],
  })
  expect(await searchChoices((await makeDatabase()).pool)).toEqual({ people: [], actions: [] })
})

const page = (after: number, limit = 50) => exportEntries(database.pool, { after, upTo: 5, limit })

test('a CSV has a byte-order mark and a header once, is quoted as RFC 4180 says, and computes nothing in a spreadsheet', async () => {
  const options = { language: 'ja', timeZone: 'Asia/Tokyo' } as const
  const first = toExport('csv', await page(0, 3), { ...options, first: true })
  const rest = toExport('csv', await page(3), { ...options, first: false })
  const lines = (first + rest).split('\r\n')
  expect(lines).toHaveLength(7)
  expect(lines[0]).toMatch(/^\uFEFF番号,日時 \(Asia\/Tokyo\),利用者ID/)
  expect(lines[1]).toMatch(/^1,2026-11-20 09:00:00\.000,p-1,花子,埼玉県,administrator,,drafts\.save,call\/main,,127\.0\.0\.1,,/)
  expect(lines[4]).toContain(`"太郎, ""係長""",埼玉県,deputy,総括,releases.publish,release/12,"100% ""変更""_A\\B"`)
  expect(lines[5]).toContain(`,'=1+1,`)
})

test('from JSON Lines every hash can be computed again', async () => {
  const lines = toExport('jsonl', await page(0), { language: 'ja', timeZone: 'Asia/Tokyo', first: true }).trimEnd().split('\n').map((line) => JSON.parse(line))
  expect(lines).toHaveLength(5)
  for (const [index, { n, previousHash, hash, body }] of lines.entries()) {
    expect(auditHash(n, previousHash, body)).toBe(hash)
    expect(previousHash).toBe(lines[index - 1]?.hash ?? '0'.repeat(64))
  }
})
