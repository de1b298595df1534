import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { query } from '../../test/make-database.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { connect } from '../database/open-database.ts'
import type { Database } from '../database/open-database.ts'
import type { Actor } from '../people/actor.ts'
import { LiveRelease } from '../releases/live-release.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeLogger } from '../server/logger.ts'
import { type ApprovalWorld, makeApprovalWorld, refusedWith } from './testing/approval-world.ts'
import { WaitingReleases } from './waiting-releases.ts'

let world: ApprovalWorld
let author: Actor
let approver: Actor
/** Added to the clock of every runtime here. */
let aheadMs = 0
const clock = () => new Date(Date.now() + aheadMs)
const stops: Array<() => Promise<void>> = []

beforeEach(async () => {
  aheadMs = 0
  world = await makeApprovalWorld({ clock })
  author = await world.person('supervisor')
  approver = await world.person('administrator')
})
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** Another runtime on the same database, with connections of its own. */
async function startRuntime(gate: RuntimeContext['gate'] = async () => []) {
  const database: Database = connect(world.context.database.url, false, undefined, async () => {})
  const logged: string[] = []
  const live = new LiveRelease(database, new ReleaseStore(database, '1', clock))
  await live.start()
  const waiting = new WaitingReleases({ database, live, gate, clock, productVersion: '1', log: makeLogger({ write: (line) => void logged.push(line) }) })
  stops.push(async () => {
    await waiting.stop()
    await live.stop()
    await database.close()
  })
  await waiting.start()
  return { live, logged }
}

async function approved(effectiveMs: number, change: () => Promise<number> = world.editLines): Promise<number> {
  const draftRevision = await change()
  const { id } = await world.as(author).approvals.request({ message: '時間を決めた変更', draftRevision, effectiveAt: new Date(clock().getTime() + effectiveMs).toISOString() })
  expect(await world.as(approver).approvals.approve({ id })).toEqual({ release: null })
  return id
}
const get = (id: number) => world.as(approver).approvals.get({ id })
const editFlow = (text: string) => () => world.edit('call/main.json', (flow) => ({ ...flow, description: text }))
const hour = 3_600_000

test('an approved request waits without a release, and becomes one at its time in every runtime, without anybody doing anything', async () => {
  const [one, two] = [await startRuntime(), await startRuntime()]
  const id = await approved(3_000)
  expect([(await get(id)).state, await world.releases()]).toEqual(['waiting', 1])
  await expect(world.as(approver).approvals.approve({ id })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'waiting'))
  const due = Date.parse((await get(id)).effectiveAt ?? '')
  await vi.waitFor(() => expect([one.live.current?.number, two.live.current?.number, world.context.live.current?.number]).toEqual([2, 2, 2]), 10_000)
  const { effectiveAt, approver: name } = await world.context.releases.release(2)
  expect(Date.parse(effectiveAt) - due).toBeGreaterThanOrEqual(0)
  expect(Date.parse(effectiveAt) - due).toBeLessThan(5_000)
  expect([(await get(id)).releaseNumber, name]).toEqual([2, approver.name])
  expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.approve', 'approvals.released'])
})

test('of many runtimes that reach the time together one makes the release', async () => {
  const id = await approved(hour)
  aheadMs = 2 * hour
  await Promise.all([1, 2, 3, 4].map(() => startRuntime()))
  await vi.waitFor(async () => expect((await get(id)).state).toBe('released'))
  expect(await world.releases()).toBe(2)
})

test('times that passed while nobody ran are made up at the start, in their order', async () => {
  const first = await approved(hour)
  const second = await approved(2 * hour, editFlow('二つ目'))
  aheadMs = 50 * hour
  await startRuntime()
  expect([(await get(first)).releaseNumber, (await get(second)).releaseNumber]).toEqual([2, 3])
  expect(await verifyAudit(world.context.database)).toMatchObject({ ok: true, releases: 3 })
})

test('another release that landed before is kept: the one that waits is rebuilt on it and needs no second approval', async () => {
  const id = await approved(hour)
  await startRuntime()
  const files = await world.context.releases.releaseFiles(1)
  files.set('bundle.json', JSON.stringify({ ...JSON.parse(files.get('bundle.json') ?? ''), description: '先に公開' }))
  await world.context.releases.createRelease({ files, audio: new Map(), storedAudio: [], message: '先', author: 'a' })
  await vi.waitFor(async () => expect(await get(id)).toMatchObject({ state: 'waiting', baseRelease: 2, snapshot: 2, changedDocuments: ['numbers/lines'] }), 5_000)
  aheadMs = 2 * hour
  await startRuntime()
  expect(await get(id)).toMatchObject({ state: 'released', releaseNumber: 3 })
  const released = await world.context.releases.releaseFiles(3)
  expect([JSON.parse(released.get('bundle.json') ?? '').description, JSON.parse(released.get('numbers/lines.json') ?? '').description]).toEqual(['先に公開', expect.stringContaining('変更')])
  expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.approve', 'approvals.rebuilt', 'approvals.released'])
})

test('where both changed one document it becomes stale, with an alarm, and takes effect only after a new approval', async () => {
  const id = await approved(hour)
  const { logged } = await startRuntime()
  const files = await world.context.releases.releaseFiles(1)
  files.set('numbers/lines.json', JSON.stringify({ ...JSON.parse(files.get('numbers/lines.json') ?? ''), title: { ja: '回線' } }))
  await world.context.releases.createRelease({ files, audio: new Map(), storedAudio: [], message: '先', author: 'a' })
  await vi.waitFor(async () => expect((await get(id)).state).toBe('stale'), 5_000)
  expect(logged.filter((line) => line.includes('needs approval again') && line.includes('numbers/lines.json') && line.includes('"level":40'))).toHaveLength(1)
  await expect(world.as(approver).approvals.approve({ id })).rejects.toMatchObject({ cause: { code: 'APPROVAL_REBASE_NEEDED' } })
  aheadMs = 2 * hour
  await startRuntime()
  expect(await world.releases()).toBe(2)
  await world.as(author).approvals.rebase({ id })
  expect(await get(id)).toMatchObject({ state: 'open', decidedBy: null })
  expect(await world.as(approver).approvals.approve({ id })).toEqual({ release: 3 })
  expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.approve', 'approvals.stale', 'approvals.rebase', 'approvals.approve'])
})

test('a rebuilt release that has problems becomes stale, and so does one that was tampered with; neither keeps another one waiting', async () => {
  const [broken, tampered] = [await approved(hour), await approved(2 * hour, editFlow('x'))]
  const sound = await approved(3 * hour, () => world.edit('prompts/common.json', (prompts) => ({ ...prompts, description: 'y' })))
  const { superuserUrl } = world.context.database as unknown as { superuserUrl: string }
  await query(superuserUrl, `begin; set local session_replication_role = 'replica'; delete from approval_document where request_id = ${tampered} and path = 'bundle.json'; commit`)
  const files = await world.context.releases.releaseFiles(1)
  files.set('bundle.json', JSON.stringify({ ...JSON.parse(files.get('bundle.json') ?? ''), description: '先に公開' }))
  await world.context.releases.createRelease({ files, audio: new Map(), storedAudio: [], message: '先', author: 'a' })
  let asked = 0
  aheadMs = 4 * hour
  await startRuntime(async () => (++asked === 1 ? [{ code: 'x', severity: 'error', document: 'call/main', pointer: '', message: { ja: 'だめ', en: 'no' } }] : []))
  expect([(await get(broken)).state, (await get(tampered)).state]).toEqual(['stale', 'stale'])
  // It was frozen from a draft that held the changes of the others, which are not live; so it is a change of those documents too.
  expect(await get(sound)).toMatchObject({ state: 'released', releaseNumber: 3 })
})

test('a runtime killed with -9 while it makes the release loses its lock, and another one makes it, once', { timeout: 30_000 }, async () => {
  const id = await approved(0.3 * hour)
  const files = await world.context.releases.releaseFiles(1)
  files.set('bundle.json', JSON.stringify({ ...JSON.parse(files.get('bundle.json') ?? ''), description: '先に公開' }))
  await world.context.releases.createRelease({ files, audio: new Map(), storedAudio: [], message: '先', author: 'a' })
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('testing/killed-runtime.ts', import.meta.url)), world.context.database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  aheadMs = hour
  await startRuntime()
  expect([(await get(id)).state, await world.releases()]).toEqual(['waiting', 2])
  child.kill('SIGKILL')
  await ended
  await vi.waitFor(async () => expect(await get(id)).toMatchObject({ state: 'released', releaseNumber: 3 }), 10_000)
  expect(await world.releases()).toBe(3)
  expect(await verifyAudit(world.context.database)).toMatchObject({ ok: true })
})

test('one that waits can be withdrawn by its author and sent back by others, and then its time means nothing', async () => {
  const [withdrawn, returned] = [await approved(hour), await approved(hour)]
  await world.as(author).approvals.withdraw({ id: withdrawn })
  await world.as(approver).approvals.sendBack({ id: returned, message: '取りやめ' })
  aheadMs = 2 * hour
  await startRuntime()
  expect(await world.releases()).toBe(1)
})

test('a time that has come before anybody approved makes the release at once', async () => {
  const draftRevision = await world.editLines()
  const { id } = await world.as(author).approvals.request({ message: 'm', draftRevision, effectiveAt: new Date(clock().getTime() + hour).toISOString() })
  aheadMs = 2 * hour
  expect(await world.as(approver).approvals.approve({ id })).toEqual({ release: 2 })
})
