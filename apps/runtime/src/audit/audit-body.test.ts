import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeDatabase } from '../../test/make-database.ts'
import type { Actor } from '../people/actor.ts'
import { appendBodies } from './append-audit.ts'
import { largestBody, readAuditBody, toAuditBody } from './audit-body.ts'
import { verifyAudit } from './verify-audit.ts'

const at = new Date('2026-11-22T10:00:00Z')
const actor: Actor = { id: 'p-1', name: '花子', organisation: '埼玉県', roles: ['agent'], from: '::1' }
// Whole UTF-16, halves of pairs and NUL included: what a browser can send.
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xff_ff }).map((code) => String.fromCharCode(code)), size: 'medium' })

test('whatever is told, the database takes it, and it is read back', async () => {
  const database = await makeDatabase()
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, fc.dictionary(anyText, fc.jsonValue()), async (name, subject, reason, detail) => {
      const body = toAuditBody({ ...actor, name, from: name }, { action: 'x', subject, reason, detail }, at)
      await appendBodies(database.pool, [body])
      expect(readAuditBody(body)).toMatchObject({ action: 'x', at: at.toISOString() })
    }),
    { numRuns: 60 },
  )
  expect(await verifyAudit(database)).toMatchObject({ ok: true, entries: 60 })
})

test('an entry always fits: long texts are shortened, a large detail is told by size and hash', () => {
  const long = '\u0001'.repeat(100_000)
  const body = toAuditBody({ id: long, name: long, organisation: long, roles: ['agent'], actingFor: long, from: long }, { action: long, subject: long, reason: long, detail: { long } }, at)
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(largestBody)
  expect(readAuditBody(body)).toMatchObject({ detail: { leftOut: 'too large', bytes: 600_011, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, reason: expect.stringMatching(/…$/) })
  expect(readAuditBody(toAuditBody(actor, { action: 'a', subject: 's', detail: { 版: 12 } }, at))?.detail).toEqual({ 版: 12 })
})

test('one act has one text: the order of members does not matter (RFC 8785)', () => {
  const one = toAuditBody(actor, { action: 'a', subject: 's', detail: { b: 1, a: [2, { d: 1, c: 2 }] } }, at)
  expect(toAuditBody({ ...actor }, { detail: { a: [2, { c: 2, d: 1 }], b: 1 }, subject: 's', action: 'a' }, at)).toBe(one)
})
