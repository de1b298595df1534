import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInCookie } from '../../test/make-person.ts'
import { makeTone, makeWav } from '../../test/make-bundle.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { listenOnLoopback, readPort } from './listen.ts'
import { makeServer } from './make-server.ts'

let server: FastifyInstance
let context: RuntimeContext & { logged: string[] }
let studio: string
let cookie: string

beforeAll(async () => {
  studio = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-studio-'))
  fs.mkdirSync(path.join(studio, 'assets'))
  fs.writeFileSync(path.join(studio, 'index.html'), '<title>studio</title>')
  fs.writeFileSync(path.join(studio, 'assets', 'app-1a2b.js'), '1')
  fs.writeFileSync(path.join(studio, 'assets', 'app-1a2b.js.gz'), gzipSync('1'))
  context = await makeRuntimeContext()
  server = await makeServer(context, { studio })
  cookie = await logInCookie(context.people, ['administrator'], { name: '試験 花子' })
})
afterAll(async () => {
  await server.close()
  fs.rmSync(studio, { recursive: true, force: true })
})

const ask = (url: string, more: InjectOptions = {}) => server.inject({ url, ...more, headers: { host: 'localhost:3000', cookie, ...more.headers } })
const here = { origin: 'http://localhost:3000' }
const call = (procedure: string, payload: object) => ask(`/trpc/${procedure}`, { method: 'POST', payload, headers: here })

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.5:3000', 'localhost:3000@evil.example'])('the host name %j is refused (DNS rebinding)', async (host) => {
  const answer = await ask('/health', { headers: { host } })
  expect(answer.statusCode).toBe(421)
  expect(answer.json().said.ja).toContain('localhost')
})

test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'localhost'])('the host name %s is accepted', async (host) => {
  expect((await ask('/health', { headers: { host } })).statusCode).toBe(200)
})

test.each([
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'http://localhost:9999' }, 403],
  [{ origin: 'https://localhost:3000.evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'none' }, 403],
  [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }, 403],
  [{}, 403],
  [{ referer: 'http://localhost:3000/' }, 403],
  [{ ...here, 'content-type': 'text/plain' }, 415],
  [{ ...here, 'content-type': 'application/x-www-form-urlencoded' }, 415],
  [{ ...here, 'content-type': 'multipart/form-data; boundary=x' }, 415],
  [{ ...here, 'content-type': 'application/jsonx' }, 415],
  [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }, 200],
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{ ...here, 'content-type': 'application/json; charset=utf-8' }, 200],
])('a write with the right cookie and %o is answered %i', async (headers, status) => {
  const { revision } = await context.drafts.overview()
  const payload = JSON.stringify({ release: 1, draftRevision: revision })
  const answer = await ask('/trpc/drafts.reset', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, payload })
  expect(answer.statusCode).toBe(status)
})

test('a write by GET, or by a method in disguise, changes nothing', async () => {
  const { revision } = await context.drafts.overview()
  const input = JSON.stringify({ release: 1, draftRevision: revision })
  expect((await ask(`/trpc/drafts.reset?input=${encodeURIComponent(input)}`)).statusCode).toBe(405)
  expect((await ask(`/trpc/drafts.reset?input=${encodeURIComponent(input)}`, { headers: { 'x-http-method-override': 'POST' } })).statusCode).toBe(405)
})

test.each([
  ['GET', '/trpc/drafts.files'],
  ['GET', `/audio/${'0'.repeat(64)}.wav`],
  ['POST', '/audio'],
  ['POST', '/trpc/drafts.save'],
] as const)('%s %s is for people who have logged in', async (method, url) => {
  const answer = await ask(url, { method, headers: { ...here, cookie: '', 'content-type': url === '/audio' ? 'audio/wav' : 'application/json' }, ...(method === 'POST' ? { payload: '{}' } : {}) })
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('a subscription without a log-in is told so, and nothing else', async () => {
  const answer = await ask('/trpc/status.release', { headers: { cookie: '', accept: 'text/event-stream' } })
  expect(answer.body).toContain('LOG_IN_FIRST')
  expect(answer.body).not.toContain('"number"')
})

test('storing audio needs the permission to edit, is audited, and hearing it needs a log-in only', async () => {
  const wav = Buffer.from(makeTone(800))
  const store = (as: string) => ask('/audio', { method: 'POST', payload: wav, headers: { ...here, cookie: as, 'content-type': 'audio/wav' } })
  const agent = await logInCookie(context.people, ['agent'])
  expect((await store(agent)).statusCode).toBe(403)
  const { sha256 } = (await store(cookie)).json()
  const { rows } = await context.database.pool.query('select action, subject from audit_entry where action in ($1, $2) order by n', ['permission.refused', 'audio.upload'])
  expect(rows).toEqual([{ action: 'permission.refused', subject: 'POST /audio' }, { action: 'audio.upload', subject: `audio/${sha256}` }])
  expect((await ask(`/audio/${sha256}.wav`, { headers: { cookie: agent } })).statusCode).toBe(200)
})

test('what is no prompt is refused with the reason in both languages, and nothing of it is kept', async () => {
  const { rows: [before] } = await context.database.pool.query<{ count: string }>('select count(*) from audio')
  for (const [payload, status, fault] of [[Buffer.from(makeWav(8000)), 422, 'silent'], [Buffer.from('rubbish'), 422, 'no-wav'], [Buffer.alloc(6_000_000), 413, 'too-long']] as const) {
    const answer = await ask('/audio', { method: 'POST', payload, headers: { ...here, 'content-type': 'audio/wav' } })
    expect([answer.statusCode, answer.json().fault]).toEqual([status, fault])
    expect(Object.keys(answer.json().said)).toEqual(['ja', 'en'])
  }
  const { rows: [after] } = await context.database.pool.query<{ count: string }>('select count(*) from audio')
  expect(after).toEqual(before)
})

test('a link on another site opens the studio, a script of it reads nothing', async () => {
  expect((await ask('/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })).statusCode).toBe(200)
  expect((await ask('/trpc/drafts.files', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } })).statusCode).toBe(403)
})

test.each(['/', '/health', '/nothing/here', '/trpc/none', '/audio/x.wav'])('%s carries the policy that forbids foreign and inline scripts', async (url) => {
  const policy = String((await ask(url)).headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  expect(policy).toContain("frame-ancestors 'none'")
})

test('health tells database, release, uptime and versions', async () => {
  expect((await ask('/health')).json()).toMatchObject({ ok: true, database: { ok: true }, release: { number: 1 }, uptimeSeconds: expect.any(Number), versions: { madoguchi: '1', node: process.versions.node } })
})

test('a page of the studio is its index.html, a missing file is not', async () => {
  expect((await ask('/flows/call/main')).body).toBe('<title>studio</title>')
  expect((await ask('/')).headers['cache-control']).toBe('no-cache')
  expect((await ask('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable')
  expect((await ask('/assets/gone.js')).statusCode).toBe(404)
  expect((await ask('/%2e%2e/%2e%2e/etc/passwd')).body).not.toContain('root:')
})

test('a script that lies there compressed is sent so to whoever reads that, and plain to others', async () => {
  const packed = await ask('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': expect.stringContaining('javascript'), vary: 'accept-encoding', 'cache-control': expect.stringContaining('immutable') })
  expect(gunzipSync(packed.rawPayload).toString()).toBe('1')
  const plain = await ask('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body).toBe('1')
  expect((await ask('/', { headers: { 'accept-encoding': 'gzip, deflate, br' } })).body, 'what is not compressed is sent as it is').toBe('<title>studio</title>')
})

test('audio is served whole, in ranges, and kept for ever', async () => {
  const [sha, file] = [...(await context.releases.releaseBundle(1)).audio][0] ?? []
  const whole = await ask(`/audio/${sha}.wav`)
  expect(whole.headers).toMatchObject({ 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'cache-control': expect.stringContaining('immutable') })
  expect(Buffer.compare(whole.rawPayload, file?.bytes ?? new Uint8Array())).toBe(0)
  const part = await ask(`/audio/${sha}.wav`, { headers: { range: 'bytes=8-11' } })
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'WAVE', `bytes 8-11/${file?.bytes.length}`])
  expect((await ask(`/audio/${sha}.wav`, { headers: { range: 'bytes=99999999-' } })).statusCode).toBe(416)
  expect((await ask(`/audio/${sha}.wav`, { headers: { 'if-none-match': `"${sha}"` } })).statusCode).toBe(304)
  expect((await ask(`/audio/${'0'.repeat(64)}.wav`)).statusCode).toBe(404)
})

test('a stale save over HTTP is a 409 that carries both texts', async () => {
  const first = await call('drafts.save', { path: 'call/x.json', content: '{"a":1}', baseRevision: null })
  expect(first.statusCode).toBe(200)
  const second = await call('drafts.save', { path: 'call/x.json', content: '{"b":1}', baseRevision: null })
  expect(second.statusCode).toBe(409)
  expect(second.json().error.data.stated).toMatchObject({ code: 'DRAFT_CONFLICT', said: { ja: expect.stringContaining('ほかの人'), en: expect.any(String) }, data: { theirs: { content: '{"a":1}', updatedBy: '試験 花子' } } })
})

test.each([
  ['drafts.save', { path: '../../etc/passwd', content: '', baseRevision: null  }],
  ['drafts.save', { path: 'call/x.json', content: '', baseRevision: null, by: 'somebody else' }],
  ['drafts.save', { path: 'call/x.json', content: 5, baseRevision: null  }],
  ['approvals.request', { message: '', draftRevision: 1 }],
])('%s with wrong input %o is refused with its place in both languages', async (procedure, payload) => {
  const answer = await call(procedure, payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error.data.stated).toMatchObject({ code: 'INPUT_INVALID', said: { ja: expect.stringContaining('/'), en: expect.any(String) } })
})

test('asking for approval of a broken draft names its problems and makes no release', async () => {
  const { revision } = (await call('drafts.save', { path: 'call/broken.json', content: '{', baseRevision: null  })).json().result.data
  const answer = await call('approvals.request', { message: 'm', draftRevision: revision })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error.data.stated.data.problems[0]).toMatchObject({ document: 'call/broken', severity: 'error' })
  expect((await context.releases.liveRelease())?.number).toBe(1)
})

test('a fault of ours shows no stack and no internals, and is logged', async () => {
  const broken = await makeServer({ ...context, drafts: Object.create(null) }, { studio })
  const answer = await broken.inject({ url: '/trpc/drafts.overview', headers: { host: 'localhost', cookie } })
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toMatch(/TypeError|stack|\.ts/)
  expect(context.logged.some((line) => line.includes('procedure failed') && line.includes('TypeError'))).toBe(true)
  await broken.close()
})

test('a body beyond the limit and a body that is no JSON are refused', async () => {
  expect((await call('drafts.save', { content: 'x'.repeat(7_000_000) })).statusCode).toBe(413)
  expect((await ask('/trpc/drafts.save', { method: 'POST', payload: '{', headers: { ...here, 'content-type': 'application/json' } })).statusCode).toBe(400)
})

test('it listens on loopback only, and a busy port is one clear message', async () => {
  const real = await makeServer(context, { studio })
  const url = await listenOnLoopback(real, 0)
  const addresses = real.addresses().map((at) => (typeof at === 'string' ? at : at.address))
  expect(addresses.length).toBeGreaterThan(0)
  expect(addresses.filter((address) => address !== '127.0.0.1' && address !== '::1')).toEqual([])
  const port = Number(new URL(url).port)
  const other = await makeServer(context, { studio })
  await expect(listenOnLoopback(other, port)).rejects.toMatchObject({ code: 'PORT_IN_USE', said: { ja: expect.stringContaining(String(port)) } })
  await real.close()
})

test('a subscription tells the live release, and closing the server does not wait for it', async () => {
  const real = await makeServer(context, { studio })
  const url = await listenOnLoopback(real, 0)
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`GET /trpc/status.release HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nAccept: text/event-stream\r\n\r\n`)
  let heard = ''
  await new Promise<void>((resolve) => socket.on('data', (chunk) => (heard += chunk.toString()).includes('"number":1') && resolve()))
  const before = performance.now()
  socket.on('error', () => {})
  await real.close()
  expect(performance.now() - before).toBeLessThan(2_000)
})

test.each([[undefined, 3000], ['41234', 41234], ['0', 0]])('PORT %j is %i', (text, port) => {
  expect(readPort(text)).toBe(port)
})

test.each(['abc', '-1', '70000', '3.5'])('PORT %j is refused', (text) => {
  expect(() => readPort(text)).toThrow(expect.objectContaining({ code: 'PORT_INVALID' }))
})
