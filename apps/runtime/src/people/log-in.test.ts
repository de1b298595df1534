import type { FastifyInstance } from 'fastify'
import { TOTP } from 'otpauth'
import { Secret } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeBrowser } from '../../test/make-browser.ts'
import type { Browser } from '../../test/make-browser.ts'
import { makePerson, password } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from '../server/make-server.ts'
import { unusedDays } from './account-row.ts'
import { idleMs, longestMs } from './log-in-store.ts'
import { logInWithPassword } from './log-in.ts'

// Logging in as a browser does it, over HTTP, on the real database.

const minute = 60_000
const day = 86_400_000
let nowMs = Date.parse('2026-11-22T09:00:00+09:00')
let context: RuntimeContext & { logged: string[] }
let server: FastifyInstance
let office = 0

beforeAll(async () => {
  context = await makeRuntimeContext({ clock: () => new Date(nowMs) })
  server = await makeServer(context)
})
afterAll(() => server.close())
// Each test from an address of its own, a year after the one before: limits of one do not reach into another.
beforeEach(() => {
  nowMs += 365 * day
  office++
})

const browser = (more = {}) => makeBrowser(server, { address: `10.0.0.${office}`, ...more })
const audited = async (action: string) => (await context.database.pool.query<{ body: string }>('select body from audit_entry where action = $1 order by n', [action])).rows.map(({ body }) => JSON.parse(body))
const logIn = (at: Browser, loginName: string, given = password) => at.mutate('logIn.withPassword', { loginName, password: given })

test('the right password lets in, the cookie is out of reach for scripts, and the database holds only its hash', async () => {
  const { id, loginName, name } = await makePerson(context.people, ['supervisor'])
  const at = browser()
  expect(await logIn(at, ` ${loginName.toUpperCase()} `)).toMatchObject({ status: 200, data: { next: 'done' } })
  expect((await at.query('logIn.me')).data.person).toMatchObject({ id, name, roles: ['supervisor'], actingFor: null, mustChangePassword: false, secondFactor: false, permissions: expect.arrayContaining(['draft.edit', 'session.personal']) })
  const token = at.cookies.get('madoguchi_log_in') ?? ''
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const { rows } = await context.database.pool.query('select * from log_in where person_id = $1', [id])
  expect(JSON.stringify(rows)).not.toContain(token)
  expect((await at.query('drafts.overview')).status).toBe(200)
  expect((await audited('log-in.success')).at(-1)).toMatchObject({ who: { id, name }, from: `10.0.0.${office}`, subject: `person/${id}`, detail: { how: 'password' } })
})

test('the cookie is httpOnly, same-site, for the whole site and not longer than a shift', async () => {
  const { loginName } = await makePerson(context.people, ['agent'])
  const { response } = await logIn(browser(), loginName)
  const [cookie] = response.cookies.filter(({ name }) => name === 'madoguchi_log_in')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: longestMs / 1000 })
  expect(response.headers['cache-control']).toBe('no-store')
})

test('a wrong password and an unknown name get the same answer, and neither the log nor the audit log holds what was typed', async () => {
  const { loginName } = await makePerson(context.people, ['agent'])
  const wrong = await logIn(browser(), loginName, 'SECRET-as-typed-1')
  const unknown = await logIn(browser(), 'secret-as-typed-2', 'SECRET-as-typed-3')
  expect([wrong.status, wrong.code]).toEqual([400, 'LOG_IN_FAILED'])
  expect(unknown.response.json().error.data.stated).toEqual(wrong.response.json().error.data.stated)
  expect(JSON.stringify(await audited('log-in.failure'))).not.toMatch(/as-typed/i)
  expect(context.logged.join('')).not.toMatch(/as-typed/i)
  expect((await audited('log-in.failure')).at(-1)).toMatchObject({ who: { id: 'nobody' }, subject: 'log-in' })
})

test('an unknown name costs the same hash as a wrong password, so that time tells nothing', async () => {
  const { loginName } = await makePerson(context.people, ['agent'])
  const verify = vi.spyOn(context.people.passwords, 'verify')
  const fastest = async (name: string) => {
    const times: number[] = []
    for (let n = 0; n < 4; n++) {
      const before = performance.now()
      await logIn(browser({ address: `10.1.${office}.${n}` }), name, 'wrong wrong wrong')
      times.push(performance.now() - before)
    }
    return Math.min(...times)
  }
  const [known, unknown] = [await fastest(loginName), await fastest('nobody-here')]
  expect(verify).toHaveBeenCalledTimes(8)
  expect(unknown).toBeGreaterThan(known / 4)
  verify.mockRestore()
})

test('five failures lock the account for a minute, each further one for twice as long, also for the right password; an unknown name looks the same', async () => {
  const { id, loginName } = await makePerson(context.people, ['agent'])
  for (const name of [loginName, 'nobody-at-all']) {
    for (let n = 0; n < 5; n++) expect((await logIn(browser(), name, 'wrong wrong wrong')).code).toBe('LOG_IN_FAILED')
    expect(await logIn(browser(), name)).toMatchObject({ status: 429, code: 'LOG_IN_LIMITED' })
  }
  nowMs += minute + 1
  expect((await logIn(browser(), loginName, 'wrong wrong wrong')).code).toBe('LOG_IN_FAILED')
  nowMs += minute + 1
  expect((await logIn(browser(), loginName)).code).toBe('LOG_IN_LIMITED')
  nowMs += minute
  expect((await logIn(browser(), loginName)).data).toEqual({ next: 'done' })
  expect((await context.database.prisma.person.findUnique({ where: { id } }))?.failedLogIns).toBe(0)
})

test('guesses at one moment count one by one: behind the lock that the first of them made even the right one is refused', async () => {
  const { loginName } = await makePerson(context.people, ['agent'])
  const { passwords } = context.people
  const verify = passwords.verify.bind(passwords)
  let others: Promise<unknown> = Promise.resolve()
  // The right one has looked at an open account like all the others, and its proof comes last.
  const held = vi.spyOn(passwords, 'verify').mockImplementation(async (hash, given) => {
    const right = await verify(hash, given)
    if (right) await others
    return right
  })
  const wrong = Array.from({ length: 11 }, (_, n) => logIn(browser(), loginName, `wrong wrong ${n}`))
  others = Promise.all(wrong)
  const { code } = await logIn(browser(), loginName, password)
  held.mockRestore()
  expect(code).toBe('LOG_IN_LIMITED')
})

test('ten thousand attempts from one place burn no processor, lock few accounts, and stop neither other places nor a browser people know', async () => {
  const staff = await Promise.all(Array.from({ length: 30 }, () => makePerson(context.people, ['agent'])))
  const [victim, colleague] = staff.map(({ loginName }) => loginName)
  const atDesk = browser()
  await logIn(atDesk, victim ?? '')
  const verify = vi.spyOn(context.people.passwords, 'verify')
  const entries = async () => Number((await context.database.pool.query('select count(*) from audit_entry')).rows[0].count)
  const before = await entries()
  const queries = vi.spyOn(context.database.pool, 'query')
  const attacker = { address: `10.0.0.${office}`, userAgent: 'attack', known: undefined, tokenHash: undefined }
  const codes = new Map<string, number>()
  for (let n = 0; n < 10_000; n++) {
    const loginName = n % 2 === 0 ? (victim ?? '') : n % 3 === 0 ? `name-${n}` : (staff[n % 30]?.loginName ?? '')
    const code = await logInWithPassword(context.people, { loginName, password: `guess number ${n}` }, attacker).then(() => 'in', (fault: { code: string }) => fault.code)
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  expect(codes.get('in')).toBeUndefined()
  expect(codes.get('LOG_IN_FAILED')).toBeLessThanOrEqual(40)
  expect(verify.mock.calls.length).toBeLessThanOrEqual(40)
  // Once limited, an attempt costs the database nothing.
  expect(queries.mock.calls.length).toBeLessThan(200)
  queries.mockRestore()
  expect((await entries()) - before).toBeLessThanOrEqual(45)
  const { rows } = await context.database.pool.query('select from person where locked_until > $1', [new Date(nowMs)])
  expect(rows.length).toBeLessThanOrEqual(8)
  verify.mockRestore()
  expect((await logIn(browser(), colleague ?? '')).code).toBe('LOG_IN_LIMITED')
  expect((await logIn(browser({ address: '10.200.0.1' }), victim ?? '')).code).toBe('LOG_IN_LIMITED')
  expect((await logIn(atDesk, victim ?? '')).data).toEqual({ next: 'done' })
  expect((await logIn(browser({ address: '10.200.0.1' }), colleague ?? '')).data).toEqual({ next: 'done' })
  nowMs += 10 * minute
  expect((await logIn(browser(), colleague ?? '')).data).toEqual({ next: 'done' })
})

test('a known browser that fails five times itself is known no longer', async () => {
  const { loginName } = await makePerson(context.people, ['agent'])
  const at = browser()
  await logIn(at, loginName)
  for (let n = 0; n < 5; n++) await logIn(at, loginName, 'wrong wrong wrong')
  expect((await logIn(at, loginName)).code).toBe('LOG_IN_LIMITED')
})

test('an account that must change its password may do that and log out, nothing else; then everything, under a new token', async () => {
  const { loginName } = await makePerson(context.people, ['administrator'], { mustChangePassword: true })
  const at = browser()
  expect((await logIn(at, loginName)).data).toEqual({ next: 'change-password' })
  const first = at.cookies.get('madoguchi_log_in')
  expect((await at.query('logIn.me')).data.person).toMatchObject({ mustChangePassword: true, permissions: [] })
  for (const path of ['drafts.overview', 'people.list', 'account.tokens', 'status.now']) expect(await at.query(path)).toMatchObject({ status: 403, code: 'CHANGE_PASSWORD_FIRST' })
  expect((await at.mutate('account.makeToken', { title: 't', days: 1 })).code).toBe('CHANGE_PASSWORD_FIRST')
  expect((await at.ask(`/audio/${'0'.repeat(64)}.wav`)).statusCode).toBe(401)
  expect((await at.mutate('account.changePassword', { current: 'not this one', next: 'a good long password' })).code).toBe('PASSWORD_WRONG')
  for (const next of ['short', 'aaaaaaaaaaaaaaaa', password]) expect((await at.mutate('account.changePassword', { current: password, next })).code).toBe('PASSWORD_UNSUITABLE')
  expect((await at.mutate('account.changePassword', { current: password, next: 'a good long password' })).status).toBe(200)
  expect(at.cookies.get('madoguchi_log_in')).not.toBe(first)
  expect((await at.query('people.list')).status).toBe(200)
  expect((await browser({ cookie: `madoguchi_log_in=${first}` }).query('people.list')).code).toBe('LOG_IN_FIRST')
})

test.each([
  ['disabled', { disabled_at: () => new Date(nowMs) }],
  ['expired', { valid_until: () => new Date(nowMs) }],
  ['unused', { enabled_at: () => new Date(nowMs - unusedDays * day - 1) }],
])('an account that is %s is refused after the right password, and told why only then', async (why, columns) => {
  const { id, loginName } = await makePerson(context.people, ['agent'])
  for (const [column, value] of Object.entries(columns)) await context.database.pool.query(`update person set ${column} = $2 where id = $1`, [id, value()])
  expect((await logIn(browser(), loginName, 'wrong wrong wrong')).code).toBe('LOG_IN_FAILED')
  const refused = await logIn(browser(), loginName)
  expect(refused).toMatchObject({ status: 403, code: 'LOG_IN_REFUSED' })
  expect(refused.response.json().error.data.stated.data).toEqual({ why })
  expect((await audited('log-in.refused')).at(-1)).toMatchObject({ subject: `person/${id}`, detail: { why } })
})

test('an account that expires or is disabled while logged in is out with its next request', async () => {
  for (const column of ['valid_until', 'disabled_at']) {
    const { id, loginName } = await makePerson(context.people, ['supervisor'])
    const at = browser()
    await logIn(at, loginName)
    expect((await at.query('drafts.overview')).status).toBe(200)
    await context.database.pool.query(`update person set ${column} = $2 where id = $1`, [id, new Date(nowMs)])
    expect((await at.query('drafts.overview')).code).toBe('LOG_IN_FIRST')
  }
})

test('a log-in ends two hours after its last use, and after a shift even when used', async () => {
  const { loginName } = await makePerson(context.people, ['supervisor'])
  const [idle, busy] = [browser(), browser()]
  await logIn(idle, loginName)
  await logIn(busy, loginName)
  for (let at = 0; at < longestMs; at += idleMs / 2) {
    expect((await busy.query('drafts.overview')).status).toBe(200)
    nowMs += idleMs / 2
    if (at >= idleMs / 2) expect((await idle.query('drafts.overview')).status).toBe(401)
  }
  expect((await busy.query('drafts.overview')).code).toBe('LOG_IN_FIRST')
})

test.each(['', 'x', 'A'.repeat(43), '../../etc/passwd', `' or 1=1 --`, '\u0000'.repeat(3)])('a forged cookie %j is nobody', async (token) => {
  expect((await browser({ cookie: `madoguchi_log_in=${encodeURIComponent(token)}` }).query('drafts.overview')).code).toBe('LOG_IN_FIRST')
})

test('the stored hash of a log-in, its id, and a token with one bit changed open nothing', async () => {
  const { id, loginName } = await makePerson(context.people, ['supervisor'])
  const at = browser()
  await logIn(at, loginName)
  const token = at.cookies.get('madoguchi_log_in') ?? ''
  const changed = Buffer.from(token, 'base64url')
  changed[7] = (changed[7] ?? 0) ^ 1
  const { rows } = await context.database.pool.query<{ token_hash: string }>('select token_hash from log_in where person_id = $1', [id])
  for (const guess of [rows[0]?.token_hash ?? '', rows[0]?.token_hash.slice(0, 16) ?? '', changed.toString('base64url')]) {
    expect((await browser({ cookie: `madoguchi_log_in=${guess}` }).query('drafts.overview')).code).toBe('LOG_IN_FIRST')
  }
})

test('logging out ends the log-in itself, not only the cookie', async () => {
  const { loginName } = await makePerson(context.people, ['supervisor'])
  const at = browser()
  await logIn(at, loginName)
  const token = at.cookies.get('madoguchi_log_in')
  expect((await at.mutate('logIn.out')).status).toBe(200)
  expect(at.cookies.has('madoguchi_log_in')).toBe(false)
  expect((await browser({ cookie: `madoguchi_log_in=${token}` }).query('drafts.overview')).code).toBe('LOG_IN_FIRST')
})

test('logging in again in a browser ends the log-in that was there', async () => {
  const { loginName } = await makePerson(context.people, ['supervisor'])
  const at = browser()
  await logIn(at, loginName)
  const token = at.cookies.get('madoguchi_log_in')
  await logIn(at, loginName)
  expect((await browser({ cookie: `madoguchi_log_in=${token}` }).query('drafts.overview')).code).toBe('LOG_IN_FIRST')
})

const codeOf = (secret: string, stepsOn = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: nowMs + stepsOn * 30_000 })

/** Somebody with a second factor, logged in once. */
async function withSecondFactor() {
  const person = await makePerson(context.people, ['supervisor'])
  const at = browser()
  await logIn(at, person.loginName)
  const { secret, uri } = (await at.mutate('account.beginSecondFactor')).data
  const confirmed = await at.mutate('account.confirmSecondFactor', { code: codeOf(secret) })
  return { ...person, at, secret, uri, recoveryCodes: confirmed.data.recoveryCodes as string[] }
}

test('a second factor is owed after the password; until it is given nothing is allowed, and then the token is another', async () => {
  const { id, loginName, secret, uri } = await withSecondFactor()
  expect(uri).toContain(`secret=${secret}`)
  const { rows } = await context.database.pool.query('select totp_secret from person where id = $1', [id])
  expect(rows[0].totp_secret).not.toContain(secret)
  nowMs += 2 * minute
  const at = browser()
  expect((await logIn(at, loginName)).data).toEqual({ next: 'second-factor' })
  const incomplete = at.cookies.get('madoguchi_log_in')
  expect((await at.query('logIn.me')).data.person).toBeNull()
  for (const path of ['drafts.overview', 'account.tokens']) expect((await at.query(path)).code).toBe('LOG_IN_FIRST')
  expect((await at.mutate('account.changePassword', { current: password, next: 'another long password' })).code).toBe('LOG_IN_FIRST')
  expect((await at.mutate('logIn.secondFactor', { code: '000000' })).code).toBe('CODE_WRONG')
  expect((await at.mutate('logIn.secondFactor', { code: codeOf(secret) })).data).toEqual({ next: 'done' })
  expect((await at.query('drafts.overview')).status).toBe(200)
  expect(at.cookies.get('madoguchi_log_in')).not.toBe(incomplete)
  expect((await browser({ cookie: `madoguchi_log_in=${incomplete}` }).mutate('logIn.secondFactor', { code: codeOf(secret, 1) })).code).toBe('LOG_IN_FIRST')
})

test('a code counts once, one step early or late is right, two are not', async () => {
  const { loginName, secret } = await withSecondFactor()
  nowMs += 5 * minute
  const attempt = async (code: string) => {
    const at = browser()
    await logIn(at, loginName)
    return (await at.mutate('logIn.secondFactor', { code })).code ?? 'in'
  }
  expect(await attempt(codeOf(secret, -2))).toBe('CODE_WRONG')
  expect(await attempt(codeOf(secret, -1))).toBe('in')
  expect(await attempt(codeOf(secret, -1))).toBe('CODE_WRONG')
  expect(await attempt(codeOf(secret, 1))).toBe('in')
  // Older than one that was used: somebody read it before.
  expect(await attempt(codeOf(secret, 0))).toBe('CODE_WRONG')
  const [one, two] = [browser(), browser()]
  nowMs += 5 * minute
  await logIn(one, loginName)
  await logIn(two, loginName)
  const both = await Promise.all([one, two].map((at) => at.mutate('logIn.secondFactor', { code: codeOf(secret) })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('a recovery code stands in once, and wrong codes lock the account like wrong passwords', async () => {
  const { id, loginName, recoveryCodes } = await withSecondFactor()
  expect(new Set(recoveryCodes).size).toBe(10)
  const { rows } = await context.database.pool.query('select code_hash from recovery_code where person_id = $1', [id])
  expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0])
  const use = async (code: string) => {
    const at = browser()
    await logIn(at, loginName)
    return (await at.mutate('logIn.secondFactor', { code })).code ?? 'in'
  }
  expect(await use(` ${recoveryCodes[0]?.toUpperCase()} `)).toBe('in')
  expect(await use(recoveryCodes[0] ?? '')).toBe('CODE_WRONG')
  const at = browser()
  await logIn(at, loginName)
  for (let n = 0; n < 4; n++) await at.mutate('logIn.secondFactor', { code: `00000${n}` })
  expect((await at.mutate('logIn.secondFactor', { code: recoveryCodes[1] ?? '' })).code).toBe('LOG_IN_LIMITED')
})

test('removing the second factor needs the password', async () => {
  const { at, loginName } = await withSecondFactor()
  expect((await at.mutate('account.removeSecondFactor', { password: 'wrong wrong wrong' })).code).toBe('PASSWORD_WRONG')
  expect((await at.mutate('account.removeSecondFactor', { password })).status).toBe(200)
  expect((await logIn(browser(), loginName)).data).toEqual({ next: 'done' })
})

test('whoever finds an open browser cannot try out passwords in it: the fifth wrong one logs out everywhere', async () => {
  const { loginName } = await makePerson(context.people, ['supervisor'])
  const at = browser()
  await logIn(at, loginName)
  const tries = Array.from({ length: 5 }, (_, n) => ({ current: `wrong wrong ${n}`, next: 'another long password' }))
  for (const given of tries) expect((await at.mutate('account.changePassword', given)).code).toBe('PASSWORD_WRONG')
  expect((await at.query('drafts.overview')).code).toBe('LOG_IN_FIRST')
})

test('one sees one\'s own log-ins, ends one of them, and nobody else\'s', async () => {
  const [one, other] = [await makePerson(context.people, ['agent']), await makePerson(context.people, ['agent'])]
  const [here, there, stranger] = [browser(), browser(), browser()]
  await logIn(here, one.loginName)
  await logIn(there, one.loginName)
  await logIn(stranger, other.loginName)
  const list = (await here.query('account.logIns')).data
  expect(list.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true])
  const id = list.find(({ current }: { current: boolean }) => !current).id
  await stranger.mutate('account.endLogIn', { id })
  expect((await there.query('account.tokens')).status).toBe(200)
  await here.mutate('account.endLogIn', { id })
  expect((await there.query('account.tokens')).code).toBe('LOG_IN_FIRST')
  expect((await here.query('account.tokens')).status).toBe(200)
})
