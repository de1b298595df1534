import { beforeEach, expect, test } from 'vitest'
import { makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { loadFirstRelease } from '../releases/load-first-release.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import { DraftStore } from './draft-store.ts'

let database: TestDatabase
let drafts: DraftStore
let releases: ReleaseStore
const clock = () => new Date('2026-11-22T00:00:00Z')
const first = makeFiles({ 'bundle.json': { id: 'a' }, 'call/main.json': { id: 'main' } })

beforeEach(async () => {
  database = await makeDatabase()
  drafts = new DraftStore(database, clock)
  releases = new ReleaseStore(database, '1', clock)
  await loadFirstRelease(database, async () => ({ files: first, audio: new Map() }), { message: 'm', author: 'a', productVersion: '1', now: clock() })
})

const save = async (path: string, content: string, baseRevision: number | null, by = '花子') => drafts.save({ path, content, baseRevision, by })

test('the first release is the draft', async () => {
  expect((await drafts.files()).files).toEqual(first)
  const overview = await drafts.overview()
  expect(overview).toMatchObject({ baseRelease: 1, removed: [] })
  expect(overview.documents.map(({ path, change }) => [path, change])).toEqual([['bundle.json', 'same'], ['call/main.json', 'same']])
})

test('a save over the newest revision counts the whole draft on', async () => {
  const before = await drafts.load('call/main.json')
  const saved = await save('call/main.json', '{"n":1}', before.revision)
  expect(saved.revision).toBe((await drafts.overview()).revision)
  expect(saved.revision).toBeGreaterThan(before.revision)
  expect(await drafts.load('call/main.json')).toMatchObject({ content: '{"n":1}', updatedBy: '花子', revision: saved.revision })
})

test('a stale save is refused with what the other wrote and what both began from', async () => {
  const { revision, content } = await drafts.load('call/main.json')
  const theirs = await save('call/main.json', '{"theirs":1}', revision, '太郎')
  await expect(save('call/main.json', '{"mine":1}', revision)).rejects.toMatchObject({
    code: 'DRAFT_CONFLICT',
    data: { path: 'call/main.json', base: content, theirs: { content: '{"theirs":1}', revision: theirs.revision, updatedBy: '太郎' } },
  })
  expect((await drafts.load('call/main.json')).content).toBe('{"theirs":1}')
})

test('of many who save over the same revision at once exactly one wins', async () => {
  const { revision } = await drafts.load('call/main.json')
  // Ten open connections first: else opening them one after another keeps the saves apart.
  await Promise.all(Array.from({ length: 10 }, () => database.pool.query('select pg_sleep(0.1)')))
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => save('call/main.json', `{"n":${n}}`, revision)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
  expect(refusals).toEqual(Array.from({ length: 9 }, () => 'DRAFT_CONFLICT'))
})

test('people who edit different documents do not disturb each other', async () => {
  const [bundle, main] = [await drafts.load('bundle.json'), await drafts.load('call/main.json')]
  await Promise.all([save('bundle.json', '{"b":1}', bundle.revision), save('call/main.json', '{"c":1}', main.revision)])
  expect((await drafts.files()).files).toEqual(new Map([['bundle.json', '{"b":1}'], ['call/main.json', '{"c":1}']]))
})

test('two who create the same document: the second learns of the first', async () => {
  await save('call/new.json', '{"first":1}', null)
  await expect(save('call/new.json', '{"second":1}', null)).rejects.toMatchObject({ data: { base: null, theirs: { content: '{"first":1}' } } })
})

test('saving into a document that someone removed is a conflict that still holds the base', async () => {
  const { revision, content } = await drafts.load('call/main.json')
  await drafts.remove('call/main.json', revision, '太郎')
  await expect(save('call/main.json', '{"mine":1}', revision)).rejects.toMatchObject({ data: { theirs: null, base: content } })
  expect((await drafts.overview()).removed).toEqual(['call/main.json'])
})

test('saving what is there already changes no revision', async () => {
  const { revision, content } = await drafts.load('call/main.json')
  expect(await save('call/main.json', content, revision)).toEqual({ revision })
})

test('discard puts a document back to the release, brings a removed one back and takes a new one out', async () => {
  const main = await drafts.load('call/main.json')
  const saved = await save('call/main.json', '{"n":1}', main.revision)
  await drafts.discard('call/main.json', saved.revision, '花子')
  expect((await drafts.load('call/main.json')).content).toBe(main.content)
  const added = await save('call/new.json', '{}', null)
  await drafts.discard('call/new.json', added.revision, '花子')
  await drafts.remove('bundle.json', (await drafts.load('bundle.json')).revision, '花子')
  await drafts.discard('bundle.json', null, '花子')
  expect((await drafts.files()).files).toEqual(first)
})

test('a reset makes the draft equal to a release, unless someone changed it meanwhile', async () => {
  const { revision } = await save('call/new.json', '{}', null)
  await save('call/other.json', '{}', null)
  const release = { number: 1, files: await releases.releaseFiles(1) }
  await expect(drafts.resetTo(release, '花子', revision)).rejects.toMatchObject({ code: 'DRAFT_CHANGED' })
  await drafts.resetTo(release, '花子')
  expect((await drafts.files()).files).toEqual(first)
})

test('a document beyond the limit is refused and what was there stays', async () => {
  const { revision, content } = await drafts.load('call/main.json')
  await expect(save('call/main.json', ' '.repeat(5_000_001), revision)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' })
  expect((await drafts.load('call/main.json')).content).toBe(content)
})

test('old revisions are kept within bounds', async () => {
  let { revision } = await drafts.load('call/main.json')
  await database.pool.query(`insert into draft_revision select 'call/main.json', -n, '', now(), 'x' from generate_series(1, 300) n`)
  revision = (await save('call/main.json', '{"n":1}', revision)).revision
  const { rows } = await database.pool.query(`select count(*)::int as n, max(revision) as newest from draft_revision where path = 'call/main.json'`)
  expect(rows[0]).toEqual({ n: 200, newest: revision })
})
