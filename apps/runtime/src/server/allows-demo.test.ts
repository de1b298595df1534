import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBrowser } from '../../test/make-browser.ts'
import { makePerson } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { makeDemoPeople, makeFirstAdministrator } from '../people/first-people.ts'
import { makeKey } from '../people/installation-key.ts'
import { makePeople } from '../people/people.ts'
import { roles } from '../people/roles.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from './make-server.ts'

let context: RuntimeContext
let server: FastifyInstance
let personId: string

beforeAll(async () => {
  context = await makeRuntimeContext({ demo: true })
  await makeDemoPeople(context.people)
  server = await makeServer(context)
  personId = (await makeBrowser(server).query('logIn.options')).data.demo[0].id
})
afterAll(() => server.close())

/** Whether one click is offered, and whether it works for who clicks without being offered: both must agree. */
async function oneClick(browser: ReturnType<typeof makeBrowser>, headers: Record<string, string> = {}): Promise<boolean> {
  const offered = (await browser.query('logIn.options', undefined, headers)).data?.demo.length > 0
  const { status } = await browser.mutate('logIn.asDemo', { personId }, headers)
  expect(status === 200).toBe(offered)
  return offered
}

test('there is a person of the demo for each role, in the order of the roles, with a Japanese name', async () => {
  const { demo } = (await makeBrowser(server).query('logIn.options')).data
  expect(demo.map(({ role }: { role: string }) => role)).toEqual([...roles])
  for (const { name, organisation } of demo) expect(name + organisation).toMatch(/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana} ー（）]+$/u)
})

test('one click logs in from this machine, and the audit log says how', async () => {
  const browser = makeBrowser(server)
  expect((await browser.mutate('logIn.asDemo', { personId })).data).toEqual({ next: 'done' })
  expect((await browser.query('logIn.me')).data.person).toMatchObject({ id: personId, roles: ['administrator'], demo: true })
  const { rows } = await context.database.pool.query(`select body from audit_entry where action = 'log-in.success' order by n desc limit 1`)
  expect(JSON.parse(rows[0].body)).toMatchObject({ detail: { how: 'demo' } })
})

test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('one click is offered to the loopback host %s', async (host) => {
  expect(await oneClick(makeBrowser(server, { host }))).toBe(true)
})

test.each(['::1', '127.0.0.1', '127.3.2.1', '::ffff:127.0.0.1'])('one click is offered to the loopback address %s', async (address) => {
  expect(await oneClick(makeBrowser(server, { address }))).toBe(true)
})

test.each(['10.0.0.5', '192.168.1.2', '::ffff:10.0.0.5', 'fe80::1', '128.0.0.1'])('not to the address %s', async (address) => {
  expect(await oneClick(makeBrowser(server, { address }))).toBe(false)
})

test.each(['Forwarded', 'X-Forwarded-For', 'x-forwarded-host', 'X-Forwarded-Proto', 'X-Real-IP', 'Via', 'CF-Connecting-IP', 'True-Client-IP', 'X-Client-IP', 'X-Original-Forwarded-For'])('not where a proxy has added %s', async (header) => {
  expect(await oneClick(makeBrowser(server), { [header]: '127.0.0.1' })).toBe(false)
})

test('not under another host name, which is refused altogether', async () => {
  expect(await oneClick(makeBrowser(server, { host: 'madoguchi.example' }))).toBe(false)
})

describe('one click is not offered', () => {
  test('where the server listens on more than loopback, asked for as localhost', async () => {
    const open = await makeServer(context)
    await open.listen({ port: 0, host: '0.0.0.0' })
    const address = open.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const url = `http://127.0.0.1:${port}/trpc`
    const options = await (await fetch(`${url}/logIn.options`)).json()
    const clicked = await fetch(`${url}/logIn.asDemo`, { method: 'POST', headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` }, body: JSON.stringify({ personId }) })
    await open.close()
    expect(options.result.data.demo).toEqual([])
    expect(clicked.status).toBe(403)
  })

  test('where the server listens on loopback it is, over a real connection', async () => {
    const real = await makeServer(context)
    await real.listen({ port: 0, host: '127.0.0.1' })
    const address = real.server.address()
    const options = await (await fetch(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/trpc/logIn.options`)).json()
    await real.close()
    expect(options.result.data.demo).toHaveLength(roles.length)
  })

  test.each([['without --demo', { demo: false }], ['behind a proxy of our own', { demo: true, publicUrl: new URL('https://madoguchi.example') }]])('%s', async (_, options) => {
    const people = makePeople(context.database, context.clock, makeKey('the key of a test installation'), options)
    const other = await makeServer({ ...context, people })
    expect(await oneClick(makeBrowser(other))).toBe(false)
    await other.close()
  })
})

test('nobody but people of the demo logs in by a click', async () => {
  const { id } = await makePerson(context.people, ['administrator'])
  expect(await makeBrowser(server).mutate('logIn.asDemo', { personId: id })).toMatchObject({ status: 403, code: 'LOG_IN_REFUSED' })
})

test('people of the demo have no password to guess, and a disabled one is not offered', async () => {
  for (const password of ['', 'demo', 'null', 'undefined']) expect((await makeBrowser(server).mutate('logIn.withPassword', { loginName: 'demo-administrator', password: `${password} ` })).status).toBe(400)
  await context.database.pool.query(`update person set disabled_at = now() where login_name = 'demo-agent'`)
  expect((await makeBrowser(server).query('logIn.options')).data.demo).toHaveLength(roles.length - 1)
})

test('the demo comes only to an installation without people, and then there is no administrator with a password', async () => {
  const empty = await makeRuntimeContext()
  const first = await makeFirstAdministrator(empty.people)
  expect(await makeDemoPeople(empty.people)).toBe(0)
  const again = await makeFirstAdministrator(empty.people)
  expect(again?.temporaryPassword).not.toBe(first?.temporaryPassword)
  const other = await makeServer(empty)
  const browser = makeBrowser(other)
  expect((await browser.mutate('logIn.withPassword', { loginName: 'admin', password: first?.temporaryPassword })).code).toBe('LOG_IN_FAILED')
  expect((await browser.mutate('logIn.withPassword', { loginName: 'admin', password: again?.temporaryPassword })).data).toEqual({ next: 'change-password' })
  expect(await makeFirstAdministrator(empty.people)).toBeUndefined()
  await other.close()
  expect(await makeFirstAdministrator(context.people)).toBeUndefined()
})

test('under the public address the cookie is secure and for this host alone, and the forwarded address counts', async () => {
  const people = makePeople(context.database, context.clock, makeKey('the key of a test installation'), { publicUrl: new URL('https://madoguchi.example') })
  const other = await makeServer({ ...context, people })
  const { id, loginName } = await makePerson(people, ['agent'])
  const browser = makeBrowser(other, { host: 'madoguchi.example' })
  const { response } = await browser.mutate('logIn.withPassword', { loginName, password: 'もしもし もしもし 窓口です' }, { origin: 'https://madoguchi.example', 'x-forwarded-for': '6.6.6.6, 10.20.30.40' })
  expect(response.cookies.find(({ name }) => name === '__Host-madoguchi_log_in')).toMatchObject({ secure: true, httpOnly: true, path: '/', sameSite: 'Lax' })
  expect((await browser.query('logIn.me')).data.person).toMatchObject({ id })
  expect((await context.database.prisma.logIn.findFirst({ where: { personId: id } }))?.address).toBe('10.20.30.40')
  expect((await makeBrowser(other, { host: 'evil.example' }).query('logIn.options')).status).toBe(421)
  await other.close()
})
