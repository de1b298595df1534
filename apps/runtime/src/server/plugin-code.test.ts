import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { atEndOfFile } from '../../test/clean-up.ts'
import { logInCookie } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { writePlugin } from '../../test/write-plugin.ts'
import { type Role, roles } from '../people/roles.ts'
import { integrityOf } from '../plugins/installed-plugins.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { listenOnLoopback } from './listen.ts'
import { makeServer } from './make-server.ts'

let context: RuntimeContext
let address: URL
let hash: string
let cookie: string

const serverSide = "export const services = { secret: () => ({ key: 'himitsu' }) }"

beforeAll(async () => {
  context = await makeRuntimeContext()
  const { folder } = context.plugins
  const name = writePlugin(folder, 'sound', {
    files: {
      'package.json': JSON.stringify({ name: 'madoguchi-plugin-sound', version: '1.0.0', type: 'module', exports: { '.': './src/index.js', './server': './src/server.js' } }),
      'src/part.mjs': 'export const part = 1\n', 'src/server.js': serverSide, 'data/key.json': '"himitsu"', 'README.md': 'himitsu',
    },
  })
  writePlugin(folder, 'refused', { files: { 'src/index.js': 'export const plugin = { name: "another" }' } })
  fs.writeFileSync(path.join(folder, 'beside.js'), 'himitsu')
  await context.plugins.load()
  hash = context.plugins.all.find((plugin) => plugin.name === name)?.contentHash ?? ''
  const server = await makeServer(context)
  atEndOfFile(() => server.close())
  address = new URL(await listenOnLoopback(server, 0))
  cookie = await logInCookie(context.people, ['supervisor'])
}, 30_000)

/** Over a real connection: in the test's short cut a path would be tidied before the server saw it. */
function get(target: string, headers: http.OutgoingHttpHeaders = { cookie }): Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = http.get({ host: address.hostname, port: address.port, path: target, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    asked.on('error', reject)
  })
}

describe('modules of plugins', () => {
  it('are what was hashed at the start, kept for ever by that name, and may reach nothing', async () => {
    const { status, headers, body } = await get(`/plugin-code/${hash}/src/part.mjs`)
    expect([status, body]).toEqual([200, 'export const part = 1\n'])
    expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'private, max-age=31536000, immutable' })
    expect(headers['content-security-policy']).toBe("default-src 'none'; script-src 'self'; connect-src 'none'; worker-src 'none'")
    fs.writeFileSync(path.join(context.plugins.folder, 'sound/src/part.mjs'), 'changed since')
    expect((await get(`/plugin-code/${hash}/src/part.mjs`)).body).toBe('export const part = 1\n')
    expect(integrityOf(Buffer.from(body))).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/)
  })

  it.each([
    ['the server side', 'src/server.js'],
    ['data', 'data/key.json'],
    ['the description of the package', 'package.json'],
    ['what is no module', 'README.md'],
    ['nothing', ''],
    ['a folder', 'src/'],
    ['what lies beside the packages', '../beside.js'],
    ['the same, encoded', '%2e%2e%2fbeside.js'],
    ['the same, by a back slash', '..%5cbeside.js'],
    ['a way through a folder that is there', 'src/../../beside.js'],
    ['a way back into the package', 'src/../src/server.js'],
    ['an absolute path', '/etc/passwd'],
    ['an absolute path, encoded', '%2fetc%2fpasswd'],
    ['a name with NUL', 'src/index.js%00'],
    ['a member of every object', '__proto__'],
  ])('do not lead to %s', async (_, target) => {
    const { status, body } = await get(`/plugin-code/${hash}/${target}`)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body).not.toContain('himitsu')
  })

  it('are not given of a package that is not used, or by any other name', async () => {
    const refused = context.plugins.all.find(({ name }) => name === 'madoguchi-plugin-refused')
    expect(refused?.refused?.en).toBeDefined()
    for (const of of [refused?.contentHash ?? '', hash.toUpperCase(), 'madoguchi-plugin-sound', 'sound', '0'.repeat(64)]) expect((await get(`/plugin-code/${of}/src/index.js`)).status).toBe(404)
  })

  it('are given to whoever may read a draft, and a refusal is told in the log', async () => {
    const statusOf = async (...held: Role[]) => (await get(`/plugin-code/${hash}/src/index.js`, held.length === 0 ? {} : { cookie: await logInCookie(context.people, held) })).status
    expect(await statusOf()).toBe(401)
    expect(Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await statusOf(role)])))).toEqual({
      administrator: 200, 'general-manager': 200, deputy: 403, supervisor: 200, agent: 403, auditor: 200, 'chatbot-editor': 200,
    })
    await context.audit.flush()
    const { rows } = await context.database.pool.query<{ subject: string }>(`select subject from audit_entry where action = 'permission.refused'`)
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(['GET /plugin-code/:hash/*']))
  })
})

describe('the worker in which the studio runs them', () => {
  it('has the policy of its own script, and holds nothing of anybody', async () => {
    for (const file of ['guest-worker.mjs', 'guest.mjs']) {
      const { status, headers } = await get(`/plugin-sandbox/${file}`, {})
      expect([status, headers['content-security-policy']]).toEqual([200, "default-src 'none'; script-src 'self'; connect-src 'none'; worker-src 'none'"])
    }
  })

  it.each(['guest-process.mjs', 'package.json', '..%2fpackage.json', '..%2f..%2f..%2fpackage.json', '__proto__', 'constructor', ''])('does not lead to %j', async (file) => {
    expect((await get(`/plugin-sandbox/${file}`)).status).toBe(404)
  })
})
