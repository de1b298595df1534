import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBrowser } from '../../test/make-browser.ts'
import type { Answer, Browser } from '../../test/make-browser.ts'
import { logInCookie, makePerson, password } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from '../server/make-server.ts'
import { actorOfToken } from '../people/access.ts'

// Accounts of other people, acting periods and tokens, as the studio asks for them.

let nowMs = Date.parse('2026-11-22T09:00:00+09:00')
let context: RuntimeContext
let server: FastifyInstance
let admin: Browser
let adminId: string

beforeAll(async () => {
  context = await makeRuntimeContext({ clock: () => new Date(nowMs) })
  server = await makeServer(context)
  const { id, loginName } = await makePerson(context.people, ['administrator'], { name: '県 担当' })
  adminId = id
  admin = await loggedIn(loginName)
})
afterAll(() => server.close())

async function loggedIn(loginName: string, given = password): Promise<Browser> {
  const browser = makeBrowser(server)
  expect((await browser.mutate('logIn.withPassword', { loginName, password: given })).status).toBe(200)
  return browser
}

const newPerson = { name: '新人 一郎', organisation: '受託者', organisationKind: 'contractor', roles: ['supervisor'] }
const refusal = async (answer: Promise<Answer>) => (await answer).response.json().error?.data.stated.data?.why
const lastAudit = async (action: string) => JSON.parse((await context.database.pool.query('select body from audit_entry where action = $1 order by n desc limit 1', [action])).rows[0]?.body ?? 'null')
const personOf = async (id: string) => (await admin.query('people.list')).data.find((person: { id: string }) => person.id === id)

test('an account made by an administrator begins with a temporary password that must be changed, and the audit log holds no password', async () => {
  const { data } = await admin.mutate('people.create', { ...newPerson, loginName: 'Ichiro.S' })
  expect(data.temporaryPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  const browser = makeBrowser(server)
  expect((await browser.mutate('logIn.withPassword', { loginName: 'ichiro.s', password: data.temporaryPassword })).data).toEqual({ next: 'change-password' })
  const entry = await lastAudit('people.create')
  expect(entry).toMatchObject({ who: { id: adminId, name: '県 担当' }, subject: `person/${data.id}`, detail: { loginName: 'ichiro.s', roles: ['supervisor'] } })
  expect(JSON.stringify(entry)).not.toContain(data.temporaryPassword)
  expect(await personOf(data.id)).toMatchObject({ loginName: 'ichiro.s', roles: ['supervisor'], state: 'active', secondFactor: false, demo: false })
})

test.each([
  ['a name that is taken', { loginName: 'taken' }, 'name-taken'],
  ['an auditor with a second role', { roles: ['auditor', 'supervisor'] }, 'auditor-alone'],
  ['an administrator who is not of the prefecture', { roles: ['administrator'] }, 'administrator-of-prefecture'],
  ['a third organisation without a reason (R77)', { organisationKind: 'other' }, 'third-organisation'],
  ['a third organisation with an empty reason', { organisationKind: 'other', approvalReason: '  ' }, 'third-organisation'],
  ['an expiry in the past', { validUntil: '2020-01-01T00:00:00+09:00' }, 'date-past'],
])('%s is refused and makes nobody', async (_, wrong, why) => {
  if (why === 'name-taken') await makePerson(context.people, ['agent'], { loginName: 'taken' })
  const before = (await admin.query('people.list')).data.length
  expect(await refusal(admin.mutate('people.create', { ...newPerson, loginName: 'somebody', ...wrong }))).toBe(why)
  expect((await admin.query('people.list')).data).toHaveLength(before)
})

test.each([{ loginName: 'a b' }, { loginName: 'あ' }, { roles: [] }, { roles: ['king'] }, { name: ' ' }, { extra: 1 }, { validUntil: 'tomorrow' }])('the input %o is refused', async (wrong) => {
  expect((await admin.mutate('people.create', { ...newPerson, loginName: 'somebody', ...wrong })).code).toBe('INPUT_INVALID')
})

test('an account of a third organisation keeps who of the prefecture allowed it and why (R77)', async () => {
  const { data } = await admin.mutate('people.create', { ...newPerson, loginName: 'third', organisationKind: 'other', approvalReason: '音声の点検のため' })
  expect(await context.database.prisma.person.findUnique({ where: { id: data.id } })).toMatchObject({ approvalReason: '音声の点検のため', approvedBy: adminId })
  const { loginName } = await makePerson(context.people, ['administrator'], { organisationKind: 'contractor' })
  const outsider = await loggedIn(loginName)
  expect(await refusal(outsider.mutate('people.create', { ...newPerson, loginName: 'fourth', organisationKind: 'other', approvalReason: '理由' }))).toBe('approver-of-prefecture')
})

test('there is one general manager (R73)', async () => {
  const { data } = await admin.mutate('people.create', { ...newPerson, loginName: 'boss', roles: ['general-manager'] })
  expect(await refusal(admin.mutate('people.create', { ...newPerson, loginName: 'boss2', roles: ['general-manager'] }))).toBe('one-general-manager')
  await admin.mutate('people.setRoles', { id: data.id, roles: ['supervisor'] })
  expect((await admin.mutate('people.create', { ...newPerson, loginName: 'boss3', roles: ['general-manager'] })).status).toBe(200)
})

test('new roles count at once: the person\'s log-ins end', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  const browser = await loggedIn(loginName)
  expect((await browser.query('drafts.overview')).status).toBe(200)
  expect((await admin.mutate('people.setRoles', { id, roles: ['agent'] })).status).toBe(200)
  expect((await browser.query('drafts.overview')).code).toBe('LOG_IN_FIRST')
  expect((await (await loggedIn(loginName)).query('drafts.overview')).code).toBe('NOT_ALLOWED')
  expect(await lastAudit('people.setRoles')).toMatchObject({ subject: `person/${id}`, detail: { before: ['supervisor'], roles: ['agent'] } })
})

test('a disabled account is out at once with its tokens, and comes back by being enabled', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  const browser = await loggedIn(loginName)
  const { token } = (await browser.mutate('account.makeToken', { title: 'x', days: 1 })).data
  await admin.mutate('people.disable', { id })
  expect(await personOf(id)).toMatchObject({ state: 'disabled' })
  expect((await browser.query('drafts.overview')).code).toBe('LOG_IN_FIRST')
  expect((await makeBrowser(server).mutate('logIn.withPassword', { loginName, password })).code).toBe('LOG_IN_REFUSED')
  await admin.mutate('people.enable', { id })
  await loggedIn(loginName)
  await expect(actorOfToken(context.database, token, new Date(nowMs))).rejects.toMatchObject({ code: 'LOG_IN_FIRST' })
})

test('an account unused for 45 days is enabled again by an administrator', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  await context.database.pool.query(`update person set enabled_at = $2 where id = $1`, [id, new Date(nowMs - 46 * 86_400_000)])
  expect(await personOf(id)).toMatchObject({ state: 'unused' })
  await admin.mutate('people.enable', { id })
  expect(await personOf(id)).toMatchObject({ state: 'active' })
  await loggedIn(loginName)
})

test('a locked account is shown and unlocked', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  const browser = makeBrowser(server, { address: '10.9.9.9' })
  for (let n = 0; n < 5; n++) await browser.mutate('logIn.withPassword', { loginName, password: 'wrong wrong wrong' })
  expect(await personOf(id)).toMatchObject({ state: 'locked', lockedUntil: new Date(nowMs + 60_000).toISOString() })
  await admin.mutate('people.unlock', { id })
  expect(await personOf(id)).toMatchObject({ state: 'active', lockedUntil: null })
  await loggedIn(loginName)
})

test('a reset password ends log-ins and tokens, works once, and must be changed', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  const browser = await loggedIn(loginName)
  const { temporaryPassword } = (await admin.mutate('people.resetPassword', { id })).data
  expect((await browser.query('drafts.overview')).code).toBe('LOG_IN_FIRST')
  expect((await makeBrowser(server).mutate('logIn.withPassword', { loginName, password })).code).toBe('LOG_IN_FAILED')
  expect((await makeBrowser(server).mutate('logIn.withPassword', { loginName, password: temporaryPassword })).data).toEqual({ next: 'change-password' })
  expect(JSON.stringify(await lastAudit('people.resetPassword'))).not.toContain(temporaryPassword)
})

test('nobody changes their own account here, and an administrator always remains', async () => {
  for (const [procedure, more] of [['setRoles', { roles: ['auditor'] }], ['disable', {}], ['resetPassword', {}], ['update', { validUntil: null }]] as const) {
    expect(await refusal(admin.mutate(`people.${procedure}`, { id: adminId, ...more }))).toBe('oneself')
  }
  await context.database.pool.query(`delete from person_role where role = 'administrator' and person_id <> $1`, [adminId])
  const other = await makePerson(context.people, ['administrator'])
  const second = await loggedIn(other.loginName)
  const [one, two] = await Promise.all([admin.mutate('people.disable', { id: other.id }), second.mutate('people.disable', { id: adminId })])
  expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1)
  // Whichever won: bring back what the other tests need.
  await context.database.pool.query('update person set disabled_at = null')
  admin = await loggedIn((await context.database.prisma.person.findUnique({ where: { id: adminId } }))?.loginName ?? '')
})

test('a token acts as its person with the roles of now, until it is revoked, expires, or its person may not log in', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  const browser = await loggedIn(loginName)
  const { token } = (await browser.mutate('account.makeToken', { title: '夜間の取り込み', days: 7 })).data
  expect(await actorOfToken(context.database, token, new Date(nowMs))).toMatchObject({ id, roles: ['supervisor'], from: 'command line' })
  const [listed] = (await browser.query('account.tokens')).data
  expect(listed).toMatchObject({ title: '夜間の取り込み', lastUsedAt: new Date(nowMs).toISOString(), revokedAt: null })
  expect(JSON.stringify(await context.database.prisma.apiToken.findMany())).not.toContain(token)
  await context.database.pool.query('update person_role set role = $2 where person_id = $1', [id, 'agent'])
  expect(await actorOfToken(context.database, token, new Date(nowMs))).toMatchObject({ roles: ['agent'] })
  const refusedAt = (at: number, given = token) => expect(actorOfToken(context.database, given, new Date(at))).rejects.toMatchObject({ code: 'LOG_IN_FIRST' })
  await refusedAt(nowMs + 7 * 86_400_000)
  await refusedAt(nowMs, `${token}x`)
  await refusedAt(nowMs, '')
  const stranger = await loggedIn((await makePerson(context.people, ['agent'])).loginName)
  await stranger.mutate('account.revokeToken', { id: listed.id })
  await actorOfToken(context.database, token, new Date(nowMs))
  await browser.mutate('account.revokeToken', { id: listed.id })
  await refusedAt(nowMs)
})

test('a deputy has the manager\'s powers inside an acting period only, begun by somebody else, one at a time (R74)', async () => {
  await context.database.pool.query(`delete from person_role where role = 'general-manager'`)
  const manager = await makePerson(context.people, ['general-manager'], { name: '総括 花子' })
  const [deputy, other] = [await makePerson(context.people, ['deputy'], { name: '代替 次郎' }), await makePerson(context.people, ['deputy'])]
  const boss = await loggedIn(manager.loginName)
  const browser = await loggedIn(deputy.loginName)
  expect((await browser.query('logIn.me')).data.person).toMatchObject({ actingFor: null, permissions: [] })
  expect(await refusal(boss.mutate('acting.start', { personId: adminId, reason: '休暇' }))).toBe('no-deputy')
  expect(await refusal(boss.mutate('acting.start', { personId: deputy.id, reason: '休暇', until: '2020-01-01T00:00:00Z' }))).toBe('past')
  const until = new Date(nowMs + 3_600_000).toISOString()
  const { id } = (await boss.mutate('acting.start', { personId: deputy.id, reason: '急病', until })).data
  expect((await browser.query('logIn.me')).data.person).toMatchObject({ actingFor: '総括 花子', permissions: expect.arrayContaining(['approval.decide', 'people.read']) })
  expect((await boss.query('acting.current')).data).toMatchObject({ id, personId: deputy.id, name: '代替 次郎', reason: '急病', endsAt: until, endedBy: null })
  expect(await refusal(boss.mutate('acting.start', { personId: other.id, reason: '二人目' }))).toBe('another')
  expect(await refusal(browser.mutate('acting.start', { personId: deputy.id, reason: '延長' }))).toBe('oneself')
  expect((await browser.query('people.list')).status).toBe(200)
  await browser.mutate('drafts.reset', { release: 1, draftRevision: (await browser.query('drafts.overview')).data.revision })
  expect(await lastAudit('drafts.reset')).toMatchObject({ who: { id: deputy.id, actingFor: '総括 花子' } })
  nowMs += 3_600_000
  expect((await browser.query('people.list')).code).toBe('NOT_ALLOWED')
  expect((await boss.query('acting.current')).data).toBeNull()
  const again = (await boss.mutate('acting.start', { personId: deputy.id, reason: '出張' })).data
  expect((await browser.query('people.list')).status).toBe(200)
  nowMs += 60_000
  await boss.mutate('acting.end', { id: again.id })
  expect((await browser.query('people.list')).code).toBe('NOT_ALLOWED')
  expect(await refusal(boss.mutate('acting.end', { id: again.id }))).toBe('over')
  expect(await lastAudit('acting.start')).toMatchObject({ subject: `person/${deputy.id}`, reason: '出張' })
  expect((await boss.query('acting.list')).data).toHaveLength(2)
})

test('it is told whether somebody leads the center (R73)', async () => {
  await context.database.pool.query(`delete from person_role where role in ('general-manager', 'deputy')`)
  const at = async () => (await admin.query('acting.leadership')).data
  expect(await at()).toEqual({ generalManager: null, actingDeputy: null, present: false })
  const deputy = await makePerson(context.people, ['deputy'], { name: '代替 三郎' })
  expect(await at()).toMatchObject({ present: false })
  await admin.mutate('acting.start', { personId: deputy.id, reason: '不在' })
  expect(await at()).toEqual({ generalManager: null, actingDeputy: { name: '代替 三郎' }, present: true })
  await makePerson(context.people, ['general-manager'], { name: '総括 花子' })
  expect(await at()).toMatchObject({ generalManager: { name: '総括 花子' }, present: true })
})

test('callers\' numbers and what they entered are whole for supervisors, masked for administrators and auditors, absent for agents (R78)', async () => {
  const id = '018bcfe5-6800-7fff-bfff-0a0b0c0d0e0f'
  await context.database.pool.query(
    `insert into session (id, release_number, dialled_line, caller_number, channel, started_at, outcome, seed) values ($1, 1, '0570012229', '09012345678', 'simulated', now(), '{"kind":"transfer","target":"080-1111-2222"}', '1')`,
    [id],
  )
  await context.database.pool.query(`insert into session_event (session_id, n, at_ms, kind, body) values ($1, 0, 0, 'pressed', '{"keys":"12345678"}'), ($1, 1, 5, 'pressed', '{"keys":"2"}'), ($1, 2, 9, 'heard', '{"text":"09012345678 でよろしいですか"}')`, [id])
  const seen = async (role: 'supervisor' | 'administrator' | 'auditor' | 'agent') => {
    const browser = makeBrowser(server, { cookie: await logInCookie(context.people, [role]) })
    const list = await browser.query('sessions.list', { limit: 10 })
    return `${list.response.body} ${(await browser.query('sessions.trace', { id, limit: 10 })).response.body}`
  }
  expect(await seen('supervisor')).toMatch(/09012345678.*12345678/)
  for (const role of ['administrator', 'auditor'] as const) {
    const masked = await seen(role)
    expect(masked).toContain('090-****-5678')
    expect(masked).toContain('080-****-2222')
    expect(masked).toContain('"keys":"2"')
    expect(masked).not.toMatch(/12345678|1111/)
  }
  expect(await seen('agent')).not.toMatch(/5678/)
})
