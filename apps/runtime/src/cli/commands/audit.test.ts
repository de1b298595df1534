import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { atEndOfFile } from '../../../test/clean-up.ts'
import { makeDatabase, query } from '../../../test/make-database.ts'
import type { TestDatabase } from '../../../test/make-database.ts'
import { appendAnchors } from '../../audit/anchor-file.ts'
import { appendAudit } from '../../audit/append-audit.ts'
import { beforeFirst } from '../../audit/audit-hash.ts'
import { system } from '../../people/actor.ts'
import { main } from '../main.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-audit-cli-'))
const [data, outside] = ['data', 'outside'].map((name) => path.join(folder, name)) as [string, string]
atEndOfFile(() => {
  vi.unstubAllEnvs()
  fs.rmSync(folder, { recursive: true, force: true })
})

let database: TestDatabase
beforeAll(async () => {
  database = await makeDatabase()
  for (const n of [1, 2, 3, 4, 5]) await appendAudit(database.pool, system, { action: 'test', subject: `call/${n}` }, new Date('2026-11-22T00:00:00Z'))
  fs.mkdirSync(data)
  fs.mkdirSync(outside)
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('MADOGUCHI_DATA', data)
  vi.stubEnv('MADOGUCHI_ANCHORS', outside)
})

async function madoguchi(...argv: string[]): Promise<{ status: number; out: string }> {
  let out = ''
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      out += String(text)
      return true
    }),
  )
  const status = await main(['audit', ...argv])
  for (const spy of spies) spy.mockRestore()
  return { status, out }
}

const hashOf = async (n: number): Promise<string> => (await database.pool.query('select hash from audit_entry where n = $1', [n])).rows[0].hash
const anchor = (date: string, entries: number, hash: string) => ({ date, madeAt: `${date}T00:00:00.000Z`, entries, hash, releases: 0, releaseHash: beforeFirst })

it('says without any anchor that a cut tail cannot be seen', async () => {
  const { status, out } = await madoguchi('verify')
  expect([status, out]).toEqual([0, expect.stringContaining('No anchor was found')])
  expect(JSON.parse((await madoguchi('verify', '--json')).out)).toEqual({ ok: true, entries: 5, releases: 0, anchor: null })
})

it('uses the newest anchor file found, and says which', async () => {
  appendAnchors(data, [anchor('2026-11-20', 2, await hashOf(2))])
  appendAnchors(outside, [anchor('2026-11-21', 4, await hashOf(4))])
  const { status, out } = await madoguchi('verify')
  expect([status, out]).toEqual([0, expect.stringContaining(`${outside}/madoguchi-anchors.txt`)])
  expect(JSON.parse((await madoguchi('verify', '--json')).out).anchor).toMatchObject({ date: '2026-11-21', entries: 4 })
})

it('meets an anchor given by hand, in capital letters too, and refuses one that is none', async () => {
  expect(await madoguchi('verify', '--anchor', (await hashOf(5)).toUpperCase())).toMatchObject({ status: 0 })
  expect(JSON.parse((await madoguchi('verify', '--anchor', 'f'.repeat(64), '--json')).out)).toMatchObject({ ok: false, firstBroken: { why: 'anchor' } })
})

it.each([[['verify', '--anchor', 'abc']], [['verify', 'x']], [['forget']], [[]]])('%j is a usage error', async (argv) => {
  const { status, out } = await madoguchi(...argv)
  expect([status, out]).toEqual([2, expect.stringContaining('audit verify [--anchor HASH]')])
})

it('ends with 1 and one clear line for an altered entry and for a cut tail', async () => {
  const tamper = (sql: string) => query(database.ownerUrl, `alter table audit_entry disable trigger all; ${sql}`)
  await tamper('delete from audit_entry where n > 3')
  const cut = await madoguchi('verify')
  expect([cut.status, cut.out]).toEqual([1, expect.stringContaining('entry 4 and what followed are gone (sound up to entry 2)')])
  await tamper(`update audit_entry set body = replace(body, 'call/2', 'call/9') where n = 2`)
  const altered = await madoguchi('verify')
  expect(altered.out.trimEnd().split('\n').at(-1)).toMatch(/監査ログの 2 番の記録が書き換えられています。.*Audit entry 2 was altered\. Stop the database/)
  expect(JSON.parse((await madoguchi('verify', '--json')).out)).toMatchObject({ ok: false, entries: 3, releases: 0, firstBroken: { entry: 2, why: 'hash' } })
})

it('names a line of an anchor file that is no anchor', async () => {
  fs.appendFileSync(path.join(data, 'madoguchi-anchors.txt'), 'something\n')
  expect((await madoguchi('verify')).out).toContain('Line 3 of')
})
