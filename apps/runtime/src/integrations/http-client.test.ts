import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allowed, isPublicAddress } from './address-rules.ts'
import { HttpClient } from './http-client.ts'

// A real server on loopback: what a flow may ask, and what it is kept from.
let host = ''
let asked: http.IncomingMessage[] = []
let failures = 0
const server = http.createServer((request, response) => {
  asked.push(request)
  const answers: Record<string, () => void> = {
    '/ok': () => response.end('{"amount":39500}'),
    '/empty': () => response.writeHead(204).end(),
    '/text': () => response.end('<html>'),
    '/missing': () => response.writeHead(404).end('{}'),
    '/away': () => response.writeHead(302, { location: '/ok' }).end(),
    '/slow': () => {},
    '/deep': () => response.end('['.repeat(2_500) + ']'.repeat(2_500)),
    '/huge': () => void response.end('x'.repeat(1_000_001)),
    '/shaky': () => (failures-- > 0 ? response.writeHead(500).end() : response.end('{}')),
  }
  answers[(request.url ?? '').split('?')[0] ?? '']?.()
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const client = () => new HttpClient({ privateHosts: [host], secrets: { CASES: 'himitsu' } })
const ask = (path: string, rest: object = {}, of = client()) => {
  asked = []
  return of.request({ method: 'GET', url: `http://${host}${path}`, headers: [], timeoutSeconds: 1, retries: 0, ...rest }, { sessionId: 's', n: 3 })
}
const code = (promise: Promise<unknown>) => promise.then(() => 'answered', (fault: { code?: string }) => fault.code)

it('reads JSON, and nothing where there is none', async () => {
  expect(await ask('/ok')).toEqual({ result: 'ok', status: 200, json: { amount: 39500 } })
  expect(await ask('/empty')).toEqual({ result: 'ok', status: 204, json: null })
  expect(await ask('/missing')).toEqual({ result: 'rejected', status: 404, json: null })
})

it('says what went wrong by its code', async () => {
  expect(await code(ask('/text'))).toBe('http-unreadable')
  expect(await code(ask('/deep'))).toBe('http-unreadable')
  expect(await code(ask('/slow'))).toBe('http-timeout')
  expect(await code(ask('/huge'))).toBe('http-too-large')
  expect(await code(new HttpClient({ privateHosts: ['127.0.0.1:9'] }).request({ method: 'GET', url: 'http://127.0.0.1:9/', headers: [], timeoutSeconds: 1, retries: 0 }, { sessionId: 's', n: 0 }))).toBe('http-unreachable')
})

it('follows no redirect', async () => {
  expect(await code(ask('/away'))).toBe('http-refused')
  expect(asked.map(({ url }) => url)).toEqual(['/away'])
})

it('tries again what may be done twice, and nothing else', async () => {
  failures = 2
  expect(await ask('/shaky', { retries: 2 })).toMatchObject({ result: 'ok' })
  expect(asked).toHaveLength(3)
  failures = 1
  expect(await ask('/shaky', { method: 'POST', body: '{}', retries: 2 })).toMatchObject({ result: 'rejected', status: 500 })
  expect(asked).toHaveLength(1)
  failures = 0
})

it('gives a secret by its name, and the same key with each attempt', async () => {
  await ask('/ok', { headers: [{ name: 'X-Key', secret: 'CASES' }] })
  expect(asked[0]?.headers).toMatchObject({ 'x-key': 'himitsu', 'idempotency-key': 's-3' })
  expect(await code(ask('/ok', { headers: [{ name: 'X-Key', secret: 'OTHER' }] }))).toBe('http-refused')
  expect(asked).toEqual([])
})

it('asks no host that the administrator has not named, and none in the own network unless that is said', async () => {
  expect(await code(ask('/ok', {}, new HttpClient({})))).toBe('http-refused')
  expect(await code(ask('/ok', {}, new HttpClient({ hosts: [host] })))).toBe('http-refused')
  expect(await code(new HttpClient({ hosts: ['localhost:1'] }).request({ method: 'GET', url: 'https://localhost:1/', headers: [], timeoutSeconds: 1, retries: 0 }, { sessionId: 's', n: 0 }))).toBe('http-refused')
  expect(asked).toEqual([])
})

it('knows which addresses lie in the internet', () => {
  const inside = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', 'localhost']
  expect(inside.filter(isPublicAddress)).toEqual([])
  expect(['8.8.8.8', '172.32.0.1', '2606:4700::1111'].filter(isPublicAddress)).toHaveLength(3)
})

it('takes no other scheme, user or way of writing for an allowed host', () => {
  const settings = { hosts: ['api.example.jp'] }
  for (const url of ['http://api.example.jp/', 'ftp://api.example.jp/', 'https://api.example.jp@evil.example/', 'https://user@api.example.jp/', 'https://api.example.jp:444/', 'https://api.example.jp.evil.example/', 'x']) expect(() => allowed(url, settings), url).toThrow()
  expect(allowed('https://API.example.jp/a', settings).mayBePrivate).toBe(false)
})
