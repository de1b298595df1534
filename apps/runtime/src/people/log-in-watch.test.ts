import { once } from 'node:events'
import http from 'node:http'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeBrowser } from '../../test/make-browser.ts'
import { logInCookie, makePerson, password } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from '../server/make-server.ts'
import { untilEnded } from '../until-ended.ts'

let context: RuntimeContext
let server: FastifyInstance
let port: number

beforeAll(async () => {
  context = await makeRuntimeContext()
  server = await makeServer(context)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => server.close())

/** Subscribes as a browser does; `ended` resolves with everything heard when the server closes the stream. */
async function subscribe(cookie: string): Promise<{ ended: Promise<string> }> {
  const request = http.get({ port, host: '127.0.0.1', path: '/trpc/status.release', headers: { cookie, accept: 'text/event-stream' } })
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  let heard = ''
  const ended = new Promise<string>((resolve) => response.on('data', (chunk: Buffer) => (heard += chunk.toString())).on('close', () => resolve(heard)))
  while (!heard.includes('"number":1')) await new Promise((resolve) => setTimeout(resolve, 5))
  return { ended }
}

async function logIn() {
  const person = await makePerson(context.people, ['supervisor'])
  const browser = makeBrowser(server)
  await browser.mutate('logIn.withPassword', { loginName: person.loginName, password })
  return { ...person, browser, cookie: `madoguchi_log_in=${browser.cookies.get('madoguchi_log_in')}` }
}

const soon = (ended: Promise<string>, ms: number) => Promise.race([ended, new Promise<string>((resolve) => setTimeout(() => resolve('STILL OPEN'), ms))])

test('a subscription ends at once when its person logs out, and says why', async () => {
  const { browser, cookie } = await logIn()
  const { ended } = await subscribe(cookie)
  const other = await subscribe(await logInCookie(context.people, ['supervisor']))
  await browser.mutate('logIn.out')
  expect(await soon(ended, 1_000)).toContain('LOG_IN_FIRST')
  expect(await soon(other.ended, 200)).toBe('STILL OPEN')
})

test.each(['disable', 'resetPassword', 'setRoles'])('and at once when an administrator uses people.%s', async (procedure) => {
  const { id, cookie } = await logIn()
  const { ended } = await subscribe(cookie)
  const admin = makeBrowser(server, { cookie: await logInCookie(context.people, ['administrator']) })
  expect((await admin.mutate(`people.${procedure}`, { id, ...(procedure === 'setRoles' ? { roles: ['agent'] } : {}) })).status).toBe(200)
  expect(await soon(ended, 1_000)).toContain('LOG_IN_FIRST')
})

test('and within seconds when the log-in was ended by another runtime, or the permission is gone', async () => {
  const [one, two] = [await logIn(), await logIn()]
  const streams = [await subscribe(one.cookie), await subscribe(two.cookie)]
  await context.database.pool.query('update log_in set ended_at = now() where person_id = $1', [one.id])
  await context.database.pool.query('delete from person_role where person_id = $1', [two.id])
  for (const { ended } of streams) expect(await soon(ended, 5_000)).toContain('LOG_IN_FIRST')
})

test('events pass until the signal aborts, also while none comes; what is left behind is closed once', async () => {
  const end = new AbortController()
  const done = vi.fn()
  async function* source() {
    yield 1
    yield 2
    await new Promise(() => {})
  }
  const heard: unknown[] = []
  const reading = (async () => {
    for await (const event of untilEnded(source(), end.signal, () => new Error('over'), done)) heard.push(event)
  })()
  setTimeout(() => end.abort(), 20)
  await expect(reading).rejects.toThrow('over')
  expect(heard).toEqual([1, 2])
  expect(done).toHaveBeenCalledTimes(1)
})

test('a source that ends by itself is closed without waiting for the log-in', async () => {
  const done = vi.fn()
  const heard: unknown[] = []
  for await (const event of untilEnded((async function* () { yield 'x' })(), new AbortController().signal, () => new Error('over'), done)) heard.push(event)
  expect([heard, done.mock.calls.length]).toEqual([['x'], 1])
})
