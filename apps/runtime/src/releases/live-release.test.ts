import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase, query } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { LiveRelease } from './live-release.ts'
import { ReleaseStore } from './release-store.ts'

let database: TestDatabase
let store: ReleaseStore
let live: LiveRelease

beforeEach(async () => {
  database = await makeDatabase()
  store = new ReleaseStore(database, '1', () => new Date())
  live = new LiveRelease(database, store)
  await live.start()
})
afterEach(() => live.stop())

const publish = (id: string) => store.createRelease({ files: makeFiles({ 'bundle.json': { id } }), audio: new Map(), message: id, author: 'a' })

test('a runtime that published nothing itself hears of a release at once', async () => {
  expect(live.current).toBeUndefined()
  const changes = live.changes(AbortSignal.timeout(5_000))
  await publish('a')
  expect((await changes.next()).value).toMatchObject({ number: 1 })
  expect(live.current?.number).toBe(1)
})

test('what was published while the connection was lost is known after it is back', async () => {
  await publish('a')
  await vi.waitFor(() => expect(live.current?.number).toBe(1))
  await query(database.superuserUrl, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'madoguchi live'`)
  await publish('b')
  await vi.waitFor(() => expect(live.current?.number).toBe(2), 5_000)
})

test('a reader that goes away leaves no listener and no open end', async () => {
  const reader = new AbortController()
  const changes = live.changes(reader.signal)
  const next = changes.next()
  const aborted = once(reader.signal, 'abort')
  reader.abort()
  await aborted
  expect(await Promise.race([next, wait(1_000, 'hangs')])).toMatchObject({ done: true })
})
