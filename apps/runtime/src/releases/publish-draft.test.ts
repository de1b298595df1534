import { beforeEach, expect, test } from 'vitest'
import { makeAudio, makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { DraftStore } from '../drafts/draft-store.ts'
import { loadFirstRelease } from './load-first-release.ts'
import { publishDraft } from './publish-draft.ts'
import type { Gate } from './publish-draft.ts'
import { ReleaseStore } from './release-store.ts'

let database: TestDatabase
let drafts: DraftStore
let releases: ReleaseStore
const clock = () => new Date('2026-11-22T00:00:00Z')
const open: Gate = async () => []
const audio = makeAudio(80)
const bundle = { files: makeFiles({ 'bundle.json': { id: 'a' }, 'prompts/p.json': { sha256: audio.sha, textHash: '0'.repeat(64) } }), audio: new Map([[audio.sha, audio.file]]) }
const about = { message: 'm', author: 'a', productVersion: '1', now: clock() }

beforeEach(async () => {
  database = await makeDatabase()
  drafts = new DraftStore(database, clock)
  releases = new ReleaseStore(database, '1', clock)
  await loadFirstRelease(database, async () => bundle, about)
})

const publish = (draftRevision: number, gate = open) => publishDraft(database, gate, { ...about, draftRevision })

test('the draft becomes the next release with the audio that its documents name', async () => {
  const { revision } = await drafts.save({ path: 'call/main.json', content: '{}', baseRevision: null, by: 'a' })
  expect(await publish(revision)).toMatchObject({ number: 2 })
  const released = await releases.releaseBundle(2)
  expect([...released.files.keys()]).toEqual(['bundle.json', 'call/main.json', 'prompts/p.json'])
  expect([...released.audio.keys()]).toEqual([audio.sha])
  expect(await drafts.overview()).toMatchObject({ baseRelease: 2, removed: [] })
})

test('a draft that someone changed after the person looked is refused, also when it changes during the check', async () => {
  const { revision } = await drafts.save({ path: 'call/main.json', content: '{}', baseRevision: null, by: 'a' })
  await expect(publish(revision - 1)).rejects.toMatchObject({ code: 'DRAFT_CHANGED' })
  const slow: Gate = async () => {
    await drafts.save({ path: 'call/other.json', content: '{}', baseRevision: null, by: 'b' })
    return []
  }
  await expect(publish(revision, slow)).rejects.toMatchObject({ code: 'DRAFT_CHANGED' })
  expect(await releases.list({ limit: 10 })).toHaveLength(1)
})

test('an error among the problems refuses, a warning does not', async () => {
  const { revision } = await drafts.save({ path: 'call/main.json', content: '{}', baseRevision: null, by: 'a' })
  const finding = (severity: 'error' | 'warning') => ({ code: 'x', severity, document: 'call/main', pointer: '', message: { ja: 'だめ', en: 'no' } })
  await expect(publish(revision, async () => [finding('warning'), finding('error')])).rejects.toMatchObject({ code: 'BUNDLE_HAS_PROBLEMS', data: { problems: [{}, {}] } })
  expect(await publish(revision, async () => [finding('warning')])).toMatchObject({ number: 2 })
})

test('a draft without a change is not published', async () => {
  const { revision } = await drafts.overview()
  await expect(publish(revision)).rejects.toMatchObject({ code: 'NOTHING_TO_PUBLISH' })
  expect(await releases.list({ limit: 10 })).toHaveLength(1)
})

test('two who publish the same draft at once make one release', async () => {
  const { revision } = await drafts.save({ path: 'call/main.json', content: '{}', baseRevision: null, by: 'a' })
  const outcomes = await Promise.allSettled([publish(revision), publish(revision)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('of several runtimes that start on one empty database one loads the bundle, also when a first attempt failed', async () => {
  const empty = await makeDatabase()
  const broken = loadFirstRelease(empty, async () => ({ files: new Map([['bundle.json', '{']]), audio: bundle.audio }), about)
  await expect(broken).rejects.toThrow()
  const loaded = await Promise.all([1, 2, 3].map(() => loadFirstRelease(empty, async () => bundle, about)))
  expect(loaded.filter((release) => release !== undefined)).toHaveLength(1)
  expect(await new ReleaseStore(empty, '1', clock).list({ limit: 10 })).toHaveLength(1)
})
