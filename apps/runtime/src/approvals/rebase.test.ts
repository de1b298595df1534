import { beforeEach, expect, test } from 'vitest'
import { makeDatabase } from '../../test/make-database.ts'
import type { Actor } from '../people/actor.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import { approveRequest } from './approve-request.ts'
import { requestApprovalOfFolder } from './request-approval.ts'
import { type ApprovalWorld, makeApprovalWorld, refusedWith } from './testing/approval-world.ts'

let world: ApprovalWorld
let author: Actor
let approver: Actor
beforeEach(async () => {
  world = await makeApprovalWorld()
  author = await world.person('supervisor')
  approver = await world.person('administrator')
})

/** Another release lands, made from a folder: the draft does not know of it when the requests of these tests are made. */
async function land(changes: Record<string, (document: ReturnType<typeof JSON.parse>) => unknown>): Promise<number> {
  const { number } = (await world.context.releases.liveRelease()) ?? { number: 0 }
  const files = await world.context.releases.releaseFiles(number)
  for (const [path, change] of Object.entries(changes)) files.set(path, JSON.stringify(change(JSON.parse(files.get(path) ?? '{}'))))
  const { id } = await requestApprovalOfFolder(world.context, author, { files, audio: new Map() }, { message: '別の変更' })
  return (await world.as(approver).approvals.approve({ id })).release ?? 0
}
const ask = async (draftRevision: number) => (await world.as(author).approvals.request({ message: '説明', draftRevision })).id
const describeLines = (text: string) => (lines: object) => ({ ...lines, description: text })
const titleLines = (text: string) => (lines: object) => ({ ...lines, title: { ja: text } })
const liveText = async (path: string) => JSON.parse((await world.context.releases.releaseFiles((await world.context.releases.liveRelease())?.number ?? 0)).get(path) ?? 'null')
const get = (id: number) => world.as(approver).approvals.get({ id })

test('a request whose base does not run any more is refused; one click makes it a change against what runs', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  const live = await land({ 'call/main.json': (flow) => ({ ...flow, description: '別' }) })
  expect(await get(id)).toMatchObject({ rebase: 'clean', baseRelease: 1, live, decidable: { ok: false, why: { ja: expect.stringContaining(`第${live}版`) } } })
  await expect(world.as(approver).approvals.approve({ id })).rejects.toMatchObject({ cause: { code: 'APPROVAL_REBASE_NEEDED', data: { base: 1, live } } })
  expect(await world.as(author).approvals.rebase({ id })).toEqual({ id })
  expect(await get(id)).toMatchObject({ rebase: 'not-needed', baseRelease: live, snapshot: 2, state: 'open', changedDocuments: ['numbers/lines'], decidable: { ok: true } })
  expect(await world.as(author).approvals.rebase({ id })).toEqual({ id })
  expect((await get(id)).snapshot).toBe(2)
  await world.as(approver).approvals.approve({ id })
  expect([(await liveText('numbers/lines.json')).description, (await liveText('call/main.json')).description]).toEqual(['私', '別'])
  expect(await world.entries(`approval-request/${id}`)).toEqual(['approvals.request', 'approvals.rebase', 'approvals.approve'])
})

test('one document that both changed in other places is merged', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  await land({ 'numbers/lines.json': titleLines('回線') })
  expect((await get(id)).rebase).toBe('clean')
  await world.as(author).approvals.rebase({ id })
  await world.as(approver).approvals.approve({ id })
  expect(await liveText('numbers/lines.json')).toMatchObject({ description: '私', title: { ja: '回線' } })
})

test('the same place changed by both is a conflict with three texts, which the author resolves and nobody else', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  await land({ 'numbers/lines.json': describeLines('別') })
  expect((await get(id)).rebase).toBe('conflicts')
  const { base, files } = await world.as(approver).approvals.files({ id })
  const clash = { path: 'numbers/lines.json', base: base['numbers/lines.json'], mine: files['numbers/lines.json'], theirs: JSON.stringify(await liveText('numbers/lines.json')), places: ['/description'] }
  await expect(world.as(author).approvals.rebase({ id })).rejects.toMatchObject({ cause: { code: 'APPROVAL_CONFLICT', data: { documents: [clash] } } })
  const resolved = { 'numbers/lines.json': JSON.stringify({ ...(await liveText('numbers/lines.json')), description: '両方' }) }
  await expect(world.as(approver).approvals.rebase({ id, resolved })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'not-author'))
  await expect(world.as(author).approvals.rebase({ id, resolved: { 'call/main.json': '{}' } })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'place'))
  expect(await get(id)).toMatchObject({ snapshot: 1, state: 'open' })
  await world.as(author).approvals.rebase({ id, resolved })
  await expect(world.as(approver).approvals.approve({ id, snapshot: 1 })).rejects.toMatchObject(refusedWith('APPROVAL_REFUSED', 'changed'))
  await world.as(approver).approvals.approve({ id, snapshot: 2 })
  expect((await liveText('numbers/lines.json')).description).toBe('両方')
})

test('a re-base whose result has problems is refused with them, and the request stays', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  await land({ 'call/main.json': (flow) => ({ ...flow, description: '別' }) })
  world.context.gate = async () => [{ code: 'x', severity: 'error', document: 'call/main', pointer: '', message: { ja: 'だめ', en: 'no' } }]
  await expect(world.as(author).approvals.rebase({ id })).rejects.toMatchObject(refusedWith('BUNDLE_HAS_PROBLEMS'))
  expect(await get(id)).toMatchObject({ snapshot: 1, baseRelease: 1 })
})

test('a text that citizens hear, released meanwhile, is not counted as changed by the re-based request', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  await land({ 'prompts/common.json': (prompts) => ({ ...prompts, prompts: { sorry: { ...prompts.prompts.sorry, text: { ja: '失礼します。' } } } }) })
  await world.as(author).approvals.rebase({ id })
  expect(await get(id)).toMatchObject({ needsPrefecture: false, citizenTexts: [] })
})

test('the draft takes in what a release brought, so the next request brings nothing back that others changed', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  await world.edit('call/main.json', (flow) => ({ ...flow, description: 'あとの編集' }))
  await land({ 'bundle.json': (bundle) => ({ ...bundle, description: '別' }) })
  await world.as(author).approvals.rebase({ id })
  const { release } = await world.as(approver).approvals.approve({ id })
  const overview = await world.context.drafts.overview()
  expect([overview.baseRelease, overview.documents.filter(({ change }) => change !== 'same').map(({ path }) => path)]).toEqual([release, ['call/main.json']])
  const next = await ask(overview.revision)
  expect((await get(next)).changedDocuments).toEqual(['call/main'])
})

test('where that would decide for a person the draft and its base stay, and the next request is re-based', async () => {
  await world.edit('numbers/lines.json', describeLines('書きかけ'))
  const before = await world.context.drafts.files()
  await land({ 'numbers/lines.json': describeLines('別') })
  expect(await world.context.drafts.files()).toEqual(before)
  expect((await world.context.drafts.overview()).baseRelease).toBe(1)
  expect((await get(await ask(before.revision))).rebase).toBe('conflicts')
})

test('a change that somebody discarded after it was frozen does not count as undone once it is released', async () => {
  const id = await ask(await world.edit('numbers/lines.json', describeLines('私')))
  const { revision } = await world.context.drafts.load('numbers/lines.json')
  await world.context.drafts.discard('numbers/lines.json', revision, '編集者')
  await world.as(approver).approvals.approve({ id })
  expect((await world.context.drafts.overview()).documents.filter(({ change }) => change !== 'same')).toEqual([])
})

test('an installation without a release gets its first one by approval as well', async () => {
  const files = await world.context.releases.releaseFiles(1)
  const database = await makeDatabase()
  await database.pool.query(`insert into person (id, login_name, name, organisation, organisation_kind, enabled_at, created_at) values ($1, 'a', '県', '県', 'prefecture', now(), now())`, [approver.id])
  await database.pool.query(`insert into person_role values ($1, 'administrator', 'test', now())`, [approver.id])
  const context = { ...world.context, database }
  const { id } = await requestApprovalOfFolder(context, author, { files, audio: (await world.context.releases.releaseBundle(1)).audio }, { message: '最初' })
  expect(await approveRequest(context, approver, { id })).toEqual({ release: 1 })
  expect(await new ReleaseStore(database, '1', () => new Date()).releaseBundle(1)).toEqual(await world.context.releases.releaseBundle(1))
})
