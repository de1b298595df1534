import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, vi } from 'vitest'
import { atEndOfFile } from '../../test/clean-up.ts'
import { type TestDatabase, makeDatabase } from '../../test/make-database.ts'
import { makePerson } from '../../test/make-person.ts'
import { approveRequest } from '../approvals/approve-request.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { DraftStore } from '../drafts/draft-store.ts'
import { makeApiToken } from '../people/access.ts'
import type { Actor } from '../people/actor.ts'
import { makeKey } from '../people/installation-key.ts'
import { actorOfPerson } from '../people/log-in.ts'
import { type People, makePeople } from '../people/people.ts'
import type { Role } from '../people/roles.ts'
import { gate } from '../releases/gate.ts'
import { main } from './main.ts'

// import, export and publish against a real database, which is empty at first: what moving an installation needs (R41).
const shipped = fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url))
const folders = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-move-'))
atEndOfFile(() => {
  vi.unstubAllEnvs()
  fs.rmSync(folders, { recursive: true, force: true })
})

async function madoguchi(...argv: string[]): Promise<{ status: number; out: string }> {
  let out = ''
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      out += String(text)
      return true
    }),
  )
  const status = await main(argv)
  for (const spy of spies) spy.mockRestore()
  return { status, out }
}

let database: TestDatabase
let people: People
let author: { id: string; name: string }
let approver: Actor
const drafts = () => new DraftStore(database, () => new Date())
const context = () => ({ database, gate, productVersion: '1', clock: () => new Date() })

async function tokenOf(...roles: Role[]): Promise<string> {
  const { id } = await makePerson(people, roles)
  return (await makeApiToken(people, await actorOfPerson(database.pool, id, new Date(), 'test'), { title: '試験', days: 1 })).token
}
/** What a command may have left behind. */
const written = async () => (await database.pool.query('select (select count(*) from approval_request)::int as requests, (select count(*) from release)::int as releases, (select count(*) from audio)::int as audio, (select count(*) from draft_document)::int as documents, (select count(*) from audit_entry)::int as entries')).rows[0]
const audited = async (action: string) => (await database.pool.query('select actor, subject from audit_entry where action = $1 order by n', [action])).rows
const approve = (id: number) => approveRequest(context(), approver, { id })

beforeAll(async () => {
  database = await makeDatabase()
  people = makePeople(database, () => new Date(), makeKey('the key of a test installation'))
  vi.stubEnv('DATABASE_URL', database.url)
  author = await makePerson(people, ['supervisor'])
  approver = await actorOfPerson(database.pool, (await makePerson(people, ['administrator'])).id, new Date(), 'test')
  const actor = await actorOfPerson(database.pool, author.id, new Date(), 'test')
  vi.stubEnv('MADOGUCHI_TOKEN', (await makeApiToken(people, actor, { title: '試験', days: 1 })).token)
})

async function withToken<T>(token: string | undefined, act: () => Promise<T>): Promise<T> {
  const before = process.env['MADOGUCHI_TOKEN']
  vi.stubEnv('MADOGUCHI_TOKEN', token)
  try {
    return await act()
  } finally {
    vi.stubEnv('MADOGUCHI_TOKEN', before)
  }
}

it.each([['no token', undefined], ['an empty token', ''], ['a wrong token', 'mdg_wrong']])('with %s import and publish end with status 2, one clear line and nothing written', async (_, token) => {
  const before = await written()
  for (const argv of [['publish', shipped, '-m', 'm'], ['import', shipped]]) {
    const { status, out } = await withToken(token, () => madoguchi(...argv))
    expect([status, out.trim().split('\n').length, out]).toEqual([2, 1, expect.stringContaining('MADOGUCHI_TOKEN')])
  }
  expect(await written()).toEqual(before)
})

it('a token whose owner may not do this is refused and told in the audit log, and nothing else is written', async () => {
  const token = await tokenOf('agent')
  const before = await written()
  for (const argv of [['publish', shipped, '-m', 'm'], ['import', shipped], ['export', path.join(folders, 'no')]]) {
    expect(await withToken(token, () => madoguchi(...argv))).toMatchObject({ status: 1, out: expect.stringContaining('権限がありません') })
  }
  expect(await written()).toEqual({ ...before, entries: before.entries + 3 })
  expect((await audited('permission.refused')).map(({ subject }) => subject)).toEqual(['publish', 'import', 'export'])
  expect(fs.existsSync(path.join(folders, 'no'))).toBe(false)
})

it('publish makes an approval request of the person, printing its id; approved, it is the release that export writes unchanged', async () => {
  const made = await madoguchi('publish', shipped, '-m', '最初の版', '--json')
  const { ok, request, problems } = JSON.parse(made.out)
  expect([made.status, ok, request, problems]).toEqual([0, true, expect.any(Number), expect.any(Array)])
  expect(await audited('approvals.request')).toEqual([{ actor: author.id, subject: `approval-request/${request}` }])
  expect((await written()).releases).toBe(0)
  await expect(approveRequest(context(), await actorOfPerson(database.pool, author.id, new Date(), 'test'), { id: request })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' })
  expect(await approve(request)).toEqual({ release: 1 })
  const copy = path.join(folders, 'copy')
  expect(await madoguchi('export', copy)).toMatchObject({ status: 0 })
  const [before, after] = await Promise.all([readBundleFolder(shipped), readBundleFolder(copy)])
  expect([...after.bundle.files]).toEqual([...before.bundle.files])
  // Audio is named by its content, and reading a folder compares the two.
  expect([[...after.bundle.audio.keys()], after.problems]).toEqual([[...before.bundle.audio.keys()], []])
})

it('export is told as the token\'s person, or as the operator of the machine', async () => {
  expect(await withToken(undefined, () => madoguchi('export', path.join(folders, 'by-operator')))).toMatchObject({ status: 0 })
  expect(await audited('releases.export')).toEqual([author.id, 'operator'].map((actor) => ({ actor, subject: 'release/1' })))
  expect(await withToken('mdg_wrong', () => madoguchi('export', path.join(folders, 'never')))).toMatchObject({ status: 2 })
  expect(fs.existsSync(path.join(folders, 'never'))).toBe(false)
})

it('says that there is nothing to publish when nothing changed', async () => {
  const { status, out } = await madoguchi('publish', shipped, '-m', 'again')
  expect([status, out]).toEqual([1, expect.stringContaining('公開するものがありません')])
})

it.each(['tomorrow', '2027-04-01T00:00', '2027-13-45T00:00Z'])('--at %s, which names no instant, is a wrong usage', async (at) => {
  expect(await madoguchi('publish', shipped, '-m', 'm', '--at', at)).toMatchObject({ status: 2 })
})

it('refuses a folder with problems or a broken scenario, and nothing is written', async () => {
  const broken = path.join(folders, 'broken')
  fs.cpSync(shipped, broken, { recursive: true })
  fs.writeFileSync(path.join(broken, 'queue/tax.json'), '{"kind":"queue"')
  const before = await written()
  const { status, out } = await madoguchi('publish', broken, '-m', 'broken', '--json')
  expect([status, JSON.parse(out)]).toMatchObject([1, { ok: false, request: null, problems: expect.arrayContaining([expect.objectContaining({ document: 'queue/tax' })]) }])
  expect((await madoguchi('import', broken)).status).toBe(2)
  fs.cpSync(shipped, broken, { recursive: true })
  const flow = path.join(broken, 'call/after-hours.json')
  fs.writeFileSync(flow, fs.readFileSync(flow, 'utf8').replace('"1": "item-1-reissue"', '"1": "item-2-address"'))
  expect(await madoguchi('publish', broken, '-m', 'broken')).toMatchObject({ status: 1, out: expect.stringContaining('scenario-failed') })
  expect(await written()).toEqual(before)
})

it('publish leaves the draft and the work of others in it alone, and waits where a time is given', async () => {
  const path1 = 'queue/tax.json'
  const draft = await drafts().load(path1)
  await drafts().save({ path: path1, content: draft.content.replace('{', '{ '), baseRevision: draft.revision, by: 'ほかの人' })
  const before = await drafts().files()
  const changed = path.join(folders, 'changed')
  fs.cpSync(shipped, changed, { recursive: true })
  const lines = JSON.parse(fs.readFileSync(path.join(changed, 'numbers/lines.json'), 'utf8'))
  fs.writeFileSync(path.join(changed, 'numbers/lines.json'), JSON.stringify({ ...lines, description: 'フォルダーから' }))
  const { request } = JSON.parse((await madoguchi('publish', changed, '-m', '時間を決めて', '--at', '2999-04-01T00:00:00+09:00', '--json')).out)
  expect(await drafts().files()).toEqual(before)
  expect(await approve(request)).toEqual({ release: null })
})

it('import replaces the draft as the person, but not the unpublished work of others, unless told to', async () => {
  const before = await drafts().files()
  const refusal = await madoguchi('import', shipped)
  expect([refusal.status, refusal.out]).toEqual([1, expect.stringContaining('queue/tax.json: ほかの人')])
  expect(await drafts().files()).toEqual(before)
  expect(JSON.parse((await madoguchi('import', shipped, '--replace', '--json')).out)).toMatchObject({ documents: (await readBundleFolder(shipped)).bundle.files.size, audio: 23, problems: [] })
  expect((await drafts().load('queue/tax.json')).updatedBy).toBe(author.name)
  expect(await audited('drafts.import')).toEqual([{ actor: author.id, subject: 'draft' }])
  expect((await madoguchi('import', shipped)).status).toBe(0)
})

it('a release is read like a folder', async () => {
  expect(JSON.parse((await madoguchi('simulate', 'release:1', '--to', '0570012229', '--at', '2026-11-22T20:00', '--json')).out)).toMatchObject({ release: 1, flow: 'main' })
  expect(JSON.parse((await madoguchi('diff', 'release:1', 'release:1', '--behaviour', '--json')).out), 'two releases of the one installation').toEqual({ structure: [], behaviour: [] })
  expect((await madoguchi('check', 'release:99')).out).toContain('第99版はありません')
})
