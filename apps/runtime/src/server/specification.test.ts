import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, it, vi } from 'vitest'
import { atEndOfFile } from '../../test/clean-up.ts'
import { makeBrowser } from '../../test/make-browser.ts'
import { logInCookie } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import type { Role } from '../people/roles.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from './make-server.ts'

let context: RuntimeContext
let server: FastifyInstance
let release: number

const browser = async (...roles: Role[]) => makeBrowser(server, { cookie: await logInCookie(context.people, roles) })
const entries = async () => (await context.database.pool.query<{ subject: string; actor: string }>(`select subject, actor from audit_entry where action = 'release.specification' order by n`)).rows

beforeAll(async () => {
  context = await makeRuntimeContext()
  server = await makeServer(context)
  atEndOfFile(() => server.close())
  const { bundle } = await readBundleFolder(fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url)))
  release = (await context.releases.createRelease({ ...bundle, message: '参照', author: '髙橋' })).number
  await vi.waitUntil(() => context.live.current?.number === release)
})

it('prints a release in a thread of its own, tells the audit log, and lets no cache keep it', { timeout: 120_000 }, async () => {
  const auditor = await browser('auditor')
  let turns = 0
  const counting = setInterval(() => turns++, 5)
  const response = await auditor.ask(`/releases/${release}/specification.pdf`)
  clearInterval(counting)
  expect(response.statusCode).toBe(200)
  expect(response.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store', 'content-disposition': expect.stringContaining(`specification-${release}.pdf`) })
  expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(response.rawPayload.subarray(-6).toString()).toContain('%%EOF')
  expect(await entries()).toEqual([{ subject: `release/${release}`, actor: expect.any(String) }])
  expect(turns, 'calls had their turn meanwhile').toBeGreaterThan(50)
})

it('is refused to those who may not compare releases, and to nobody in particular', async () => {
  const before = (await entries()).length
  expect((await (await browser('agent')).ask(`/releases/${release}/specification.pdf`)).statusCode).toBe(403)
  expect((await makeBrowser(server).ask(`/releases/${release}/specification.pdf`)).statusCode).toBe(401)
  expect((await entries()).length).toBe(before)
})

it.each(['999', '0', '-1', '1e3', '99999999999999999999', 'x'])('of the release %s is not there', async (number) => {
  const response = await (await browser('administrator')).ask(`/releases/${number}/specification.pdf`)
  expect(response.statusCode).toBe(404)
  expect(response.json()).toMatchObject({ said: { ja: expect.any(String), en: expect.any(String) } })
})
