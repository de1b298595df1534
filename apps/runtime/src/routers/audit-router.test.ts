import { callTRPCProcedure } from '@trpc/server'
import { beforeAll, expect, test } from 'vitest'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { appendBodies } from '../audit/append-audit.ts'
import { toAuditBody } from '../audit/audit-body.ts'
import { type Actor, system } from '../people/actor.ts'
import { appRouter } from '../router.ts'
import type { RuntimeContext } from '../runtime-context.ts'

const auditor: Actor = { id: 'p-auditor', name: '監査 一郎', organisation: '埼玉県', roles: ['auditor'], from: '127.0.0.1' }
const agent: Actor = { ...auditor, id: 'p-agent', roles: ['agent'] }
let context: RuntimeContext

beforeAll(async () => {
  context = await makeRuntimeContext()
  const bodies = Array.from({ length: 20_050 }, (_, n) => toAuditBody(system, { action: 'test', subject: `call/${n % 7}` }, new Date('2026-11-22T00:00:00Z')))
  await appendBodies(context.database.pool, bodies)
  await context.anchors.look()
})

const ask = (path: string, input: unknown, actor: Actor | undefined = auditor): Promise<unknown> =>
  callTRPCProcedure({ router: appRouter, path, type: 'query', ctx: { ...context, actor }, getRawInput: async () => input, signal: undefined, batchIndex: 0 })
const last = async () => {
  await context.audit.flush()
  const { rows } = await context.database.pool.query('select n::int, body from audit_entry order by n desc limit 1')
  return { n: rows[0].n, ...JSON.parse(rows[0].body) }
}

test('looking into the log is told in the log, once a minute', async () => {
  const found = await ask('audit.list', { limit: 2, subject: 'call/3' })
  expect(found).toMatchObject([{ subject: 'call/3', who: { id: 'system' } }, { subject: 'call/3' }])
  const told = await last()
  expect(told).toMatchObject({ action: 'audit.list', who: { id: 'p-auditor' } })
  await ask('audit.list', { limit: 2, before: 100 })
  expect((await last()).n).toBe(told.n)
  expect(await ask('audit.get', { n: 1 })).toMatchObject({ n: 1, sound: { hash: true, previous: true, next: true } })
  expect(await last()).toMatchObject({ action: 'audit.get', subject: 'audit/1' })
})

test('an export is paged, asks for a reason, and every page of it is told with the reason', async () => {
  const wanted = { format: 'jsonl', language: 'ja', reason: '四半期の監査', action: 'test' }
  const first = await ask('audit.export', wanted)
  expect(first).toMatchObject({ entries: 20_000, next: 20_000, upTo: expect.any(Number) })
  expect(await last()).toMatchObject({ action: 'audit.export', reason: '四半期の監査', detail: { format: 'jsonl', entries: 20_000, from: 1, until: 20_000, filter: { action: 'test' } } })
  const { upTo } = first as { upTo: number }
  expect(await ask('audit.export', { ...wanted, after: 20_000, upTo })).toMatchObject({ entries: 50, next: null, upTo })
  await expect(ask('audit.export', { ...wanted, reason: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('verification is held against the anchors of this runtime', async () => {
  expect(await ask('audit.verify', undefined)).toMatchObject({ ok: true, releases: 1, anchor: { entries: 20_050 }, said: { ja: expect.stringContaining('記録されたときのまま') } })
  expect(await ask('audit.anchors', undefined)).toMatchObject({ appendOnly: true, places: [{ count: 1, fault: null, newest: [{ entries: 20_050 }] }] })
})

test('it is for those who may read it; a refusal is told under the name of who tried', async () => {
  await expect(ask('audit.list', { limit: 1 }, agent)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await last()).toMatchObject({ action: 'permission.refused', subject: 'audit.list', who: { id: 'p-agent' }, detail: { permission: 'audit.read' } })
  await expect(ask('audit.export', { format: 'csv', language: 'ja', reason: 'x' }, { ...auditor, roles: ['administrator'] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test.each([{ from: 'yesterday' }, { from: '2026-02-30T00:00:00Z' }, { text: '' }, { n: 1 }, { limit: 500 }])('%o is refused as input', async (input) => {
  await expect(ask('audit.list', { limit: 10, ...input })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('sensitive reads elsewhere are told: the list of calls and each trace', async () => {
  const reader: Actor = { ...auditor, id: 'p-reader' }
  await ask('sessions.list', { limit: 1 }, reader)
  expect(await last()).toMatchObject({ action: 'sessions.list', who: { id: 'p-reader' } })
})
