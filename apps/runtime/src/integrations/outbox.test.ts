import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../../test/make-database.ts'
import { HttpClient } from './http-client.ts'
import type { IntegrationSettings } from './integration-settings.ts'
import { Outbox } from './outbox.ts'
import { Senders } from './senders.ts'
import { ServiceRecords } from './service-records.ts'

// A real database, mail server and gateway; the runtime that dies is a process that is really killed.
let database: TestDatabase
let settings: IntegrationSettings
const mails: string[] = []
const posts: { url: string | undefined; headers: http.IncomingHttpHeaders; body: string }[] = []
let refusals = 0
const logged: unknown[] = []
const running: Outbox[] = []

const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    let mail = ''
    stream.on('data', (part: Buffer) => (mail += part.toString('utf8')))
    stream.on('end', () => {
      mails.push(mail)
      done()
    })
  },
})
const gateway = http.createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString('utf8')))
  request.on('end', () => {
    if (refusals-- > 0) return void response.writeHead(503).end()
    posts.push({ url: request.url, headers: request.headers, body })
    response.end('{}')
  })
})

beforeAll(async () => {
  database = await makeDatabase()
  await Promise.all([new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve)), new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))])
  const host = `127.0.0.1:${(gateway.address() as AddressInfo).port}`
  settings = { privateHosts: [host], sms: { url: `http://${host}/sms`, token: 'gateway-token' }, webhookSecret: 'a secret of webhooks', smtp: { host: '127.0.0.1', port: (smtp.server.address() as AddressInfo).port, from: 'madoguchi@example.jp' } }
})
afterAll(async () => {
  await Promise.all(running.map((outbox) => outbox.stop()))
  smtp.close()
  gateway.closeAllConnections()
  gateway.close()
})

function makeOutbox(of: IntegrationSettings = settings, rest: { expireInSeconds?: number; maintenanceIntervalSeconds?: number } = {}): Outbox {
  const note = (...said: unknown[]) => void logged.push(said)
  const clock = () => new Date('2026-11-24T10:00:00+09:00')
  return new Outbox({ pool: database.pool, url: database.url, senders: new Senders(of, new HttpClient(of), clock), clock, log: { info: note, warn: note, error: note }, ...rest })
}

async function started(...args: Parameters<typeof makeOutbox>): Promise<Outbox> {
  const outbox = makeOutbox(...args)
  await outbox.start()
  running.push(outbox)
  return outbox
}

const sms = { op: 'messages.send' as const, by: 'sms' as const, to: '09012345678', subject: '', text: '納付書を再発行しました。' }
const stateOf = async (sessionId: string) => (await database.pool.query<{ state: string }>('select state from outbox_message where session_id = $1', [sessionId])).rows.map(({ state }) => state)
const soon = { timeout: 20_000, interval: 100 }

it('what a runtime had taken and was killed with is sent by another, once', { timeout: 40_000 }, async () => {
  const waiting = makeOutbox(settings, { expireInSeconds: 2 })
  await waiting.accept(sms, { sessionId: 'killed', n: 1 }).catch((cause: unknown) => expect.unreachable(String(cause)))
  const script = fileURLToPath(new URL('./testing/killed-sender.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await stateOf('killed')).toEqual(['waiting'])
  await started(settings, { maintenanceIntervalSeconds: 1 })
  await vi.waitFor(async () => expect(await stateOf('killed')).toEqual(['sent']), { timeout: 30_000, interval: 200 })
  expect(posts.map(({ body }) => JSON.parse(body))).toEqual([{ id: expect.any(String), to: '09012345678', text: '納付書を再発行しました。' }])
  expect(posts[0]?.headers).toMatchObject({ authorization: 'Bearer gateway-token', 'idempotency-key': JSON.parse(posts[0]?.body ?? '{}').id })
})

it('one operation of a session is one message, however often and from how many runtimes it is asked for', { timeout: 30_000 }, async () => {
  posts.length = 0
  const [a, b] = [running[0] ?? (await started()), await started()]
  const answers = await Promise.all([a, b, a, b].map((outbox) => outbox.accept(sms, { sessionId: 'twice', n: 4 })))
  expect(new Set(answers.map(({ message }) => message)).size).toBe(1)
  await vi.waitFor(async () => expect(await stateOf('twice')).toEqual(['sent']), soon)
  expect(posts).toHaveLength(1)
})

it('e-mail leaves by SMTP, a webhook is signed', { timeout: 30_000 }, async () => {
  posts.length = 0
  const outbox = running[0] ?? (await started())
  await outbox.accept({ op: 'messages.send', by: 'mail', to: 'zei@example.jp', subject: '折り返し', text: 'お願いします。' }, { sessionId: 'mail', n: 0 })
  await outbox.accept({ op: 'messages.send', by: 'webhook', to: `http://${settings.privateHosts?.[0]}/hook`, subject: '折り返し', text: 'お願いします。' }, { sessionId: 'hook', n: 0 })
  await vi.waitFor(async () => expect([await stateOf('mail'), await stateOf('hook')]).toEqual([['sent'], ['sent']]), soon)
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('To: zei@example.jp')
  const [post] = posts
  const [seconds, signature] = String(post?.headers['x-madoguchi-signature']).replace('t=', '').split(',v1=')
  expect(signature).toBe(createHmac('sha256', 'a secret of webhooks').update(`${seconds}.${post?.body}`).digest('hex'))
})

it('a gateway that is away is tried again, and no address stands in the log', { timeout: 30_000 }, async () => {
  refusals = 1
  const outbox = running[0] ?? (await started())
  await outbox.accept(sms, { sessionId: 'away', n: 0 })
  await vi.waitFor(() => expect(refusals).toBeLessThanOrEqual(0), soon)
  await vi.waitFor(async () => expect(await stateOf('away')).toEqual(['sent']), { timeout: 25_000, interval: 200 })
  expect(JSON.stringify(logged)).toContain('could not be sent')
  expect(JSON.stringify(logged)).not.toMatch(/09012345678|zei@|再発行/)
})

it('without a gateway a message is kept and counted', async () => {
  expect(await makeOutbox({}).accept(sms, { sessionId: 'none', n: 0 })).toMatchObject({ result: 'no-gateway' })
  expect(await stateOf('none')).toEqual(['no-gateway'])
  expect(await makeOutbox({}).counts()).toMatchObject({ noGateway: 1 })
})

it('one operation of a session is one record', async () => {
  const records = new ServiceRecords(database.pool, () => new Date('2026-11-24T10:00:00+09:00'))
  const record = { op: 'records.create' as const, record: 'callback' as const, title: '折り返し', number: '0312345678', fields: { 用件: '納税証明' }, dueMinutes: 60 }
  const [first, second] = await Promise.all([records.create(record, { sessionId: 'r', n: 2 }), records.create(record, { sessionId: 'r', n: 2 })])
  expect(first).toEqual(second)
  expect(await records.list({ kind: 'callback', state: 'open', limit: 10 })).toMatchObject([{ title: '折り返し', fields: { 用件: '納税証明' }, dueAt: new Date('2026-11-24T11:00:00+09:00') }])
})
