import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBrowser } from '../../test/make-browser.ts'
import { makePerson, password } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { consentAtProvider, startProvider } from '../../test/oidc/start-provider.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from '../server/make-server.ts'
import { OpenIdConnect, readOidcSettings } from './open-id-connect.ts'

// Against a real provider in a process of its own.

let context: RuntimeContext & { logged: string[] }
let server: FastifyInstance
let provider: { issuer: string; stop(): void }

beforeAll(async () => {
  provider = await startProvider(['http://localhost:3000/log-in/oidc/callback'])
  const settings = readOidcSettings({ MADOGUCHI_OIDC_ISSUER: provider.issuer, MADOGUCHI_OIDC_CLIENT_ID: 'madoguchi', MADOGUCHI_OIDC_CLIENT_SECRET: 'a secret between both', MADOGUCHI_OIDC_TITLE: '県の認証|Prefecture' })
  context = await makeRuntimeContext({ oidc: settings && new OpenIdConnect(settings) })
  server = await makeServer(context)
})
afterAll(() => server.close())

type Browser = ReturnType<typeof makeBrowser>

async function leave(browser: Browser): Promise<string> {
  const response = await browser.ask('/log-in/oidc')
  expect(response.statusCode).toBe(302)
  return String(response.headers.location)
}

/** The whole way; returns where the browser ends. */
async function logIn(login: string, browser: Browser = makeBrowser(server)): Promise<{ browser: Browser; at: string }> {
  const back = new URL(await consentAtProvider(await leave(browser), login))
  const response = await browser.ask(back.pathname + back.search, { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })
  return { browser, at: String(response.headers.location) }
}

const me = async (browser: Browser) => (await browser.query('logIn.me')).data.person

test('the log-in page learns of the provider', async () => {
  expect((await makeBrowser(server).query('logIn.options')).data.oidc).toEqual({ title: { ja: '県の認証', en: 'Prefecture' } })
})

test('the first log-in binds the account of that verified address; later ones find it by issuer and subject, whatever it is called', async () => {
  const { id } = await makePerson(context.people, ['supervisor'], { loginName: 'hanako@pref.example', mustChangePassword: true })
  const first = await logIn('hanako')
  expect(first.at).toBe('/')
  expect(await me(first.browser)).toMatchObject({ id, mustChangePassword: false, permissions: expect.arrayContaining(['draft.edit']) })
  expect(await context.database.prisma.person.findUnique({ where: { id } })).toMatchObject({ oidcIssuer: provider.issuer, oidcSubject: 'hanako', passwordHash: null })
  await context.database.pool.query(`update person set login_name = 'yamada' where id = $1`, [id])
  expect(await me((await logIn('hanako')).browser)).toMatchObject({ id })
  const { rows } = await context.database.pool.query(`select body from audit_entry where action = 'log-in.success' and actor = $1`, [id])
  expect(JSON.parse(rows[0].body)).toMatchObject({ detail: { how: 'OpenID Connect' } })
})

test('an account bound to one subject is not another\'s who has its name now', async () => {
  const { id } = await makePerson(context.people, ['supervisor'], { loginName: 'taro@pref.example' })
  await context.database.pool.query('update person set oidc_issuer = $2, oidc_subject = $3 where id = $1', [id, provider.issuer, 'somebody before'])
  const { browser, at } = await logIn('taro')
  expect(at).toBe('/log-in?problem=oidc-unknown')
  expect(await me(browser)).toBeNull()
})

test('nobody is created by logging in, and an address that nobody verified binds nothing', async () => {
  await makePerson(context.people, ['administrator'], { loginName: 'unverified@pref.example' })
  const before = await context.database.prisma.person.count()
  for (const name of ['stranger', 'unverified']) expect((await logIn(name)).at).toBe('/log-in?problem=oidc-unknown')
  expect(await context.database.prisma.person.count()).toBe(before)
})

test('disabled is disabled, also for the provider', async () => {
  await makePerson(context.people, ['supervisor'], { loginName: 'gone@pref.example' })
  await context.database.pool.query(`update person set disabled_at = now() where login_name = 'gone@pref.example'`)
  expect((await logIn('gone')).at).toBe('/log-in?problem=disabled')
})

test('a second factor set here is owed here', async () => {
  const { loginName } = await makePerson(context.people, ['supervisor'], { loginName: 'factor@pref.example' })
  await context.database.pool.query(`update person set totp_secret = 'sealed' where login_name = $1`, [loginName])
  const { browser, at } = await logIn('factor')
  expect(at).toBe('/log-in?next=second-factor')
  expect(await me(browser)).toBeNull()
})

test.each([
  ['another state', (url: URL) => url.searchParams.set('state', 'forged')],
  ['another code', (url: URL) => url.searchParams.set('code', 'forged')],
  ['another issuer', (url: URL) => url.searchParams.set('iss', 'http://evil.example')],
  ['no code', (url: URL) => url.searchParams.delete('code')],
])('coming back with %s is refused, audited, and shows nothing of why', async (_, forge) => {
  await makePerson(context.people, ['supervisor'], { loginName: `forge-${_.replaceAll(' ', '-')}@pref.example` })
  const browser = makeBrowser(server)
  const back = new URL(await consentAtProvider(await leave(browser), `forge-${_.replaceAll(' ', '-')}`))
  forge(back)
  const response = await browser.ask(back.pathname + back.search)
  expect(response.headers.location).toBe('/log-in?problem=oidc-failed')
  expect(await me(browser)).toBeNull()
  const { rows } = await context.database.pool.query(`select body from audit_entry order by n desc limit 1`)
  expect(JSON.parse(rows[0].body)).toMatchObject({ action: 'log-in.failure', detail: { what: 'OpenID Connect' } })
})

test('a code brought to another browser, twice, or with a made-up cookie is refused (log-in CSRF)', async () => {
  await makePerson(context.people, ['supervisor'], { loginName: 'jiro@pref.example' })
  const [mine, victim] = [makeBrowser(server), makeBrowser(server)]
  const back = new URL(await consentAtProvider(await leave(mine), 'jiro'))
  const comes = async (browser: Browser) => (await browser.ask(back.pathname + back.search)).headers.location
  expect(await comes(victim)).toBe('/log-in?problem=oidc-failed')
  await leave(victim)
  expect(await comes(victim)).toBe('/log-in?problem=oidc-failed')
  victim.cookies.set('madoguchi_oidc', 'AAAA')
  expect(await comes(victim)).toBe('/log-in?problem=oidc-failed')
  const journey = mine.cookies.get('madoguchi_oidc') ?? ''
  expect(await comes(mine)).toBe('/')
  mine.cookies.set('madoguchi_oidc', journey)
  expect(await comes(mine)).toBe('/log-in?problem=oidc-failed')
})

test('the way to the provider carries PKCE, state and nonce, and nothing of them can be read in the cookie', async () => {
  const browser = makeBrowser(server)
  const url = new URL(await leave(browser))
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'madoguchi', redirect_uri: 'http://localhost:3000/log-in/oidc/callback' })
  for (const name of ['state', 'nonce', 'code_challenge']) {
    const value = url.searchParams.get(name) ?? ''
    expect(value.length).toBeGreaterThan(30)
    expect(Buffer.from(browser.cookies.get('madoguchi_oidc') ?? '', 'base64url').toString('latin1')).not.toContain(value)
  }
})

test('a local password goes on working beside the provider', async () => {
  const { loginName } = await makePerson(context.people, ['supervisor'], { loginName: 'both@pref.example' })
  await logIn('both')
  expect((await makeBrowser(server).mutate('logIn.withPassword', { loginName, password })).data).toEqual({ next: 'done' })
})

test('a provider that is away is one clear way back, and logs no secret', async () => {
  const settings = readOidcSettings({ MADOGUCHI_OIDC_ISSUER: 'http://127.0.0.1:9', MADOGUCHI_OIDC_CLIENT_ID: 'x', MADOGUCHI_OIDC_CLIENT_SECRET: 'SECRET' })
  const other = await makeServer({ ...context, people: { ...context.people, oidc: settings && new OpenIdConnect(settings) } })
  expect((await makeBrowser(other).ask('/log-in/oidc')).headers.location).toBe('/log-in?problem=oidc-failed')
  expect(context.logged.join('')).toContain('cannot be reached')
  expect(context.logged.join('')).not.toContain('SECRET')
  await other.close()
})

test.each([
  [{}, undefined],
  [{ MADOGUCHI_OIDC_ISSUER: 'https://idp.example', MADOGUCHI_OIDC_CLIENT_ID: 'a' }, 'email'],
  [{ MADOGUCHI_OIDC_ISSUER: 'https://idp.example', MADOGUCHI_OIDC_CLIENT_ID: 'a', MADOGUCHI_OIDC_CLAIM: 'preferred_username' }, 'preferred_username'],
])('the environment %o names the account by %s', (environment, claim) => {
  expect(readOidcSettings(environment)?.claim).toBe(claim)
})

test.each([{ MADOGUCHI_OIDC_ISSUER: 'http://idp.example', MADOGUCHI_OIDC_CLIENT_ID: 'a' }, { MADOGUCHI_OIDC_ISSUER: 'idp', MADOGUCHI_OIDC_CLIENT_ID: 'a' }, { MADOGUCHI_OIDC_ISSUER: 'https://idp.example' }])('the environment %o is refused', (environment) => {
  expect(() => readOidcSettings(environment)).toThrow(expect.objectContaining({ code: 'USAGE' }))
})
