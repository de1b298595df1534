import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { makeAudio, makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase, query } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { sha256 } from './hashes.ts'
import { ReleaseStore } from './release-store.ts'
import { verifyChain } from './verify-chain.ts'

let database: TestDatabase
let now = new Date('2026-11-22T00:00:00Z')
let store: ReleaseStore

beforeEach(async () => {
  database = await makeDatabase()
  now = new Date('2026-11-22T00:00:00Z')
  store = new ReleaseStore(database, '1.2.3', () => now)
})

const make = (documents: Record<string, unknown>, more: object = {}) =>
  store.createRelease({ files: makeFiles(documents), audio: new Map(), message: '変更', author: '県 太郎', ...more })

test('each release continues the hash of the one before, and the chain verifies', async () => {
  const audio = makeAudio(50)
  const first = await make({ 'bundle.json': { id: 'a' } }, { audio: new Map([[audio.sha, audio.file]]) })
  const second = await make({ 'bundle.json': { id: 'b' }, 'call/main.json': { id: 'main', layout: { a: [1, 2] } } })
  expect([first.number, second.number]).toEqual([1, 2])
  expect((await store.release(2)).previousHash).toBe(first.releaseHash)
  expect((await store.release(1)).previousHash).toBeNull()
  expect(await verifyChain(database.pool)).toEqual({ ok: true, releases: 2 })
})

test('what was stored comes back byte for byte, audio too', async () => {
  const audio = makeAudio(50)
  const text = '{\n  "id" : "窓口 𠮷",\t"n": 1.0 }\n'
  await store.createRelease({ files: new Map([['bundle.json', text]]), audio: new Map([[audio.sha, audio.file]]), message: 'm', author: 'a' })
  const bundle = await store.releaseBundle(1)
  expect([...bundle.files]).toEqual([['bundle.json', text]])
  expect(Buffer.compare(bundle.audio.get(audio.sha)?.bytes ?? new Uint8Array(), audio.file.bytes)).toBe(0)
})

test.each([
  ['a message', `update release set message = 'x' where number = 1`, 1, 'release-hash'],
  ['the author', `update release set author = 'x' where number = 2`, 2, 'release-hash'],
  ['the approver', `update release set approver = 'x' where number = 2`, 2, 'release-hash'],
  ['who approved', `update release set approver_id = gen_random_uuid() where number = 2`, 2, 'release-hash'],
  ['what it brings back', `update release set rollback_of = null where number = 2`, 2, 'release-hash'],
  ['the date of effect', `update release set effective_at = effective_at + interval '1 ms' where number = 1`, 1, 'release-hash'],
  ['a document hash', `update release_document set content_hash = repeat('0', 64) where release_number = 1`, 1, 'document'],
  ['a removed document', `delete from release_document where release_number = 1 and path = 'call/main.json'`, 1, 'content-hash'],
  ['a removed release', `delete from release_audio; delete from release_document where release_number = 1; delete from release where number = 1`, 2, 'number'],
])('someone who gets around the triggers and changes %s is found', async (_, sql, number, why) => {
  await make({ 'bundle.json': { id: 'a' }, 'call/main.json': { id: 'main' } })
  await make({ 'bundle.json': { id: 'b' } }, { authorId: randomUUID(), approver: '県 花子', approverId: randomUUID(), rollbackOf: 1 })
  await query(database.superuserUrl, `begin; set local session_replication_role = 'replica'; ${sql}; commit`)
  expect(await verifyChain(database.pool)).toEqual({ ok: false, releases: expect.any(Number), firstBroken: { number, why } })
})

test('layout is no part of what a release means, but of its hash', async () => {
  const at = (x: number) => ({ 'call/main.json': { id: 'main', layout: { a: [x, 0] } } })
  const [first, moved] = [await make(at(0)), await make(at(1))]
  expect(moved.contentHash).toBe(first.contentHash)
  const { rows } = await database.pool.query('select count(distinct layout_hash)::int as n from release_document')
  expect(rows[0].n).toBe(2)
})

test('releases made at the same moment get numbers without gap or repetition, and one chain', async () => {
  const made = await Promise.all(Array.from({ length: 12 }, (_, n) => make({ 'bundle.json': { id: `b${n}` } })))
  expect(made.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1))
  expect(await verifyChain(database.pool)).toEqual({ ok: true, releases: 12 })
})

test('a release whose audio is missing is not made, and nothing of it stays', async () => {
  await expect(make({ 'bundle.json': { id: 'a' } }, { storedAudio: ['0'.repeat(64)] })).rejects.toMatchObject({ code: 'AUDIO_MISSING' })
  const { rows } = await database.pool.query('select (select count(*) from release)::int as releases, (select count(*) from document_version)::int as texts')
  expect(rows[0]).toEqual({ releases: 0, texts: 0 })
})

test('what ran at a time is one question, to the millisecond', async () => {
  const first = now
  await make({ 'bundle.json': { id: 'a' } })
  now = new Date('2026-11-25T00:00:00Z')
  await make({ 'bundle.json': { id: 'b' } })
  expect(await store.liveAt(new Date(first.getTime() - 1))).toBeUndefined()
  expect((await store.liveAt(first))?.number).toBe(1)
  expect((await store.liveAt(new Date(now.getTime() - 1)))?.number).toBe(1)
  expect((await store.liveAt(now))?.number).toBe(2)
})

test('a runtime whose clock is behind runs the same release as all others', async () => {
  await make({ 'bundle.json': { id: 'a' } })
  now = new Date('2026-11-21T00:00:00Z')
  expect((await store.liveRelease())?.number).toBe(1)
})

test('releases with the first shape of hash still verify, and nobody can pass one off as it by taking ids away', async () => {
  await make({ 'bundle.json': { id: 'a' } })
  const { rows } = await database.pool.query('select content_hash, layout_hash from release_document')
  const shape1 = sha256(JSON.stringify(['madoguchi release 1', 1, null, '県 太郎', null, '変更', now.toISOString(), '1.2.3', [['bundle.json', rows[0].content_hash, rows[0].layout_hash]], []]))
  const set = (sql: string) => query(database.superuserUrl, `begin; set local session_replication_role = 'replica'; ${sql}; commit`)
  await set(`update release set release_hash = '${shape1}'`)
  expect(await verifyChain(database.pool)).toEqual({ ok: true, releases: 1 })
  for (const column of ['rollback_of = 1', 'author_id = gen_random_uuid()', 'approver_id = gen_random_uuid()']) {
    await set(`update release set rollback_of = null, author_id = null, approver_id = null; update release set ${column}`)
    expect(await verifyChain(database.pool), column).toMatchObject({ ok: false, firstBroken: { number: 1, why: 'release-hash' } })
  }
})

test('the list comes newest first, page by page', async () => {
  for (let n = 0; n < 5; n++) await make({ 'bundle.json': { id: `b${n}` } })
  const page = await store.list({ limit: 2 })
  expect(page.map(({ number }) => number)).toEqual([5, 4])
  expect((await store.list({ before: 4, limit: 10 })).map(({ number }) => number)).toEqual([3, 2, 1])
  await expect(store.releaseFiles(9)).rejects.toMatchObject({ code: 'NO_SUCH_RELEASE' })
})
