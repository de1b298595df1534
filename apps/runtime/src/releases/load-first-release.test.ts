import { expect, test } from 'vitest'
import { makeAudio, makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase } from '../../test/make-database.ts'
import { loadFirstRelease } from './load-first-release.ts'
import { ReleaseStore } from './release-store.ts'

const clock = () => new Date('2026-11-22T00:00:00Z')
const audio = makeAudio(80)
const bundle = { files: makeFiles({ 'bundle.json': { id: 'a' } }), audio: new Map([[audio.sha, audio.file]]) }
const about = { message: 'm', author: 'a', productVersion: '1', now: clock() }

test('of several runtimes that start on one empty database one loads the bundle, also when a first attempt failed', async () => {
  const empty = await makeDatabase()
  const broken = loadFirstRelease(empty, async () => ({ files: new Map([['bundle.json', '{']]), audio: bundle.audio }), about)
  await expect(broken).rejects.toThrow()
  const loaded = await Promise.all([1, 2, 3].map(() => loadFirstRelease(empty, async () => bundle, about)))
  expect(loaded.filter((release) => release !== undefined)).toHaveLength(1)
  expect(await new ReleaseStore(empty, '1', clock).list({ limit: 10 })).toHaveLength(1)
})
