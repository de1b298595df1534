import { beforeEach, expect, test } from 'vitest'
import { makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase, query } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import type { Actor } from '../people/actor.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import type { Anchor } from './anchor-file.ts'
import { appendAudit, appendBodies } from './append-audit.ts'
import { toAuditBody } from './audit-body.ts'
import { isAppendOnly } from './audit-proof.ts'
import { beforeFirst } from './audit-hash.ts'
import { verifyAudit } from './verify-audit.ts'

const hanako: Actor = { id: 'p-1', name: '花子', organisation: '埼玉県', roles: ['administrator'], from: '127.0.0.1' }
const at = new Date('2026-11-22T10:00:00.123Z')
const body = (subject: string) => toAuditBody(hanako, { action: 'drafts.save', subject }, at)

let database: TestDatabase

beforeEach(async () => {
  database = await makeDatabase()
  await appendBodies(database.pool, Array.from({ length: 10 }, (_, n) => body(`call/${n + 1}`)))
})

/** What somebody can do who has the owner's password: the triggers off, and on again. */
const tamper = (sql: string) => query(database.ownerUrl, `alter table audit_entry disable trigger all; ${sql}; alter table audit_entry enable trigger all`)
const hashOf = async (n: number): Promise<string> => (await database.pool.query('select hash from audit_entry where n = $1', [n])).rows[0].hash
const anchorAt = async (n: number): Promise<Anchor> => ({ date: '2026-11-22', madeAt: at.toISOString(), entries: n, hash: await hashOf(n), releases: 0, releaseHash: beforeFirst })

test('an untouched log is sound, also an empty one', async () => {
  expect(await verifyAudit(database)).toEqual({ ok: true, entries: 10, releases: 0 })
  expect(await verifyAudit(await makeDatabase())).toEqual({ ok: true, entries: 0, releases: 0 })
})

test('the log tells who, role, for whom, when, what, why and from where', async () => {
  await appendAudit(database.pool, { ...hanako, actingFor: '総括 太郎' }, { action: 'releases.rollBack', subject: 'release/3', reason: '案内の誤り', detail: { to: 2 } }, at)
  const { rows } = await database.pool.query('select body, at, actor, action, subject from audit_entry where n = 11')
  expect(JSON.parse(rows[0].body)).toEqual({
    who: { id: 'p-1', name: '花子', organisation: '埼玉県', roles: ['administrator'], actingFor: '総括 太郎' },
    at: at.toISOString(), from: '127.0.0.1', action: 'releases.rollBack', subject: 'release/3', reason: '案内の誤り', detail: { to: 2 },
  })
  expect(rows[0]).toMatchObject({ at, actor: 'p-1', action: 'releases.rollBack', subject: 'release/3' })
})

test.each([
  ['one byte of the content', `update audit_entry set body = replace(body, '花子', '花孑') where n = 4`, { entry: 4, why: 'hash' }],
  ['the stored hash', `update audit_entry set hash = repeat('f', 64) where n = 4`, { entry: 4, why: 'hash' }],
  ['what it is searched by', `update audit_entry set actor = 'p-2' where n = 4`, { entry: 4, why: 'columns' }],
  ['the time it is searched by', `update audit_entry set at = at - interval '1 day' where n = 4`, { entry: 4, why: 'columns' }],
  ['an entry in the middle removed', 'delete from audit_entry where n = 4', { entry: 4, why: 'missing' }],
  ['the first entry removed', 'delete from audit_entry where n = 1', { entry: 1, why: 'missing' }],
  ['an entry put in front', `insert into audit_entry select 0, at, body, previous_hash, repeat('e', 64), actor, action, subject from audit_entry where n = 1`, { entry: 0, why: 'number' }],
  ['two entries exchanged', `update audit_entry a set body = b.body from audit_entry b where (a.n, b.n) in ((4, 6), (6, 4))`, { entry: 4, why: 'hash' }],
])('it names the entry: %s', async (_what, sql, firstBroken) => {
  await tamper(sql)
  expect(await verifyAudit(database)).toMatchObject({ ok: false, firstBroken })
})

const rehash = (n: number) => `update audit_entry set hash = encode(sha256(convert_to('madoguchi audit 1' || E'\\n' || n || E'\\n' || previous_hash || E'\\n' || body, 'UTF8')), 'hex') where n = ${n}`

test('an entry altered together with its own hash is found at the entry that continues it', async () => {
  await tamper(`update audit_entry set body = replace(body, '花子', '花孑') where n = 4; ${rehash(4)}`)
  expect(await verifyAudit(database)).toMatchObject({ ok: false, firstBroken: { entry: 5, why: 'previous-hash' } })
})

test('a cut tail is found by an anchor, and only by one', async () => {
  const anchor = await anchorAt(9)
  await tamper('delete from audit_entry where n > 7')
  expect(await verifyAudit(database)).toMatchObject({ ok: true, entries: 7 })
  expect(await verifyAudit(database, { anchors: [await anchorAt(5), anchor] })).toMatchObject({ ok: false, firstBroken: { entry: 8, why: 'cut', soundUntil: 5 } })
  expect(await verifyAudit(database, { anchor: anchor.hash })).toMatchObject({ ok: false, firstBroken: { entry: 8, why: 'anchor' } })
})

test('a log that was rewritten and chained anew is found by an anchor, between it and the one before', async () => {
  const anchors = [await anchorAt(3), await anchorAt(8)]
  const renew = Array.from({ length: 6 }, (_, index) => index + 5).map((n) => `update audit_entry set previous_hash = (select hash from audit_entry where n = ${n - 1}) where n = ${n}; ${rehash(n)}`)
  await tamper(`update audit_entry set body = replace(body, '花子', '花孑') where n = 4; ${rehash(4)}; ${renew.join('; ')}`)
  expect(await verifyAudit(database)).toMatchObject({ ok: true })
  expect(await verifyAudit(database, { anchors })).toMatchObject({ ok: false, firstBroken: { entry: 8, why: 'anchor', soundUntil: 3 } })
})

test('an anchor that fits is met, whether it is the last entry or an older one, and whether its number is known', async () => {
  for (const n of [1, 4, 10]) {
    expect(await verifyAudit(database, { anchor: await hashOf(n) })).toMatchObject({ ok: true })
    expect(await verifyAudit(database, { anchors: [await anchorAt(n)] })).toMatchObject({ ok: true })
  }
  expect(await verifyAudit(database, { anchor: beforeFirst })).toMatchObject({ ok: true })
})

test('releases are proved with it, and an anchor finds one that is gone', async () => {
  const store = new ReleaseStore(database, '1', () => at)
  await store.createRelease({ files: makeFiles({ 'bundle.json': { id: 'a' } }), audio: new Map(), message: 'm', author: 'a' })
  const { rows } = await database.pool.query('select release_hash from release')
  const anchor = { ...(await anchorAt(10)), releases: 1, releaseHash: rows[0].release_hash }
  expect(await verifyAudit(database, { anchors: [anchor] })).toEqual({ ok: true, entries: 10, releases: 1 })
  expect(await verifyAudit(database, { anchors: [anchor, { ...anchor, releases: 2 }] })).toMatchObject({ ok: false, firstBroken: { release: 2, why: 'cut' } })
  await query(database.superuserUrl, `alter table release disable trigger all; update release set message = 'n'; alter table release enable trigger all`)
  expect(await verifyAudit(database)).toMatchObject({ ok: false, firstBroken: { release: 1, why: 'release-hash' } })
})

test('a log longer than a page is read to its end', async () => {
  await appendBodies(database.pool, Array.from({ length: 4_500 }, (_, n) => body(`call/${n}`)))
  await tamper(`update audit_entry set body = replace(body, '花子', '花孑') where n = 4321`)
  expect(await verifyAudit(database)).toMatchObject({ ok: false, entries: 4_510, firstBroken: { entry: 4_321, why: 'hash' } })
})

test.each([
  ['update', `update audit_entry set body = '{}'`],
  ['delete', 'delete from audit_entry'],
  ['truncate', 'truncate audit_entry'],
  ['a hash of its own', `insert into audit_entry (body, hash) values ('{}', repeat('0', 64))`],
  ['a number of its own', `insert into audit_entry (n, body) values (99, '{}')`],
  ['triggers off', 'alter table audit_entry disable trigger all'],
  ['replication mode', `set session_replication_role = 'replica'`],
  ['another function', 'create or replace function chain_audit_entry() returns trigger language plpgsql as $$ begin return new; end $$'],
])("the runtime's role is refused: %s", async (_what, sql) => {
  await expect(database.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
})

test.each([
  ['update', `update audit_entry set body = '{}'`, '55000'],
  ['delete', 'delete from audit_entry where n = 10', '55000'],
  ['truncate', 'truncate audit_entry', '55000'],
  ['a hash of its own', `insert into audit_entry (body, hash) select body, repeat('0', 64) from audit_entry where n = 1`, '42501'],
])('the owner, who is the only role of a one-role installation, is refused as long as the triggers stand: %s', async (_what, sql, code) => {
  await expect(query(database.ownerUrl, sql)).rejects.toMatchObject({ code })
})

test('whether the role could alter the log is known', async () => {
  expect(await isAppendOnly(database.pool)).toBe(true)
  const { connect } = await import('../database/open-database.ts')
  const owner = connect(database.ownerUrl, false, undefined, async () => {})
  expect(await isAppendOnly(owner.pool)).toBe(false)
  await owner.close()
})

test('a temporary table of the same name does not become the chain', async () => {
  // On a server of its own the runtime may make temporary tables; the embedded one does not allow even that.
  await query(database.superuserUrl, `do $$ begin execute format('grant temporary on database %I to madoguchi_runtime', current_database()); end $$`)
  const client = await database.pool.connect()
  try {
    await client.query(`create temp table audit_entry (n bigint, hash text); insert into audit_entry values (0, repeat('0', 64))`)
    await client.query(`insert into public.audit_entry (body) values ($1)`, [body('call/x')])
  } finally {
    client.release(true)
  }
  expect(await verifyAudit(database)).toEqual({ ok: true, entries: 11, releases: 0 })
})

test.each([
  ['no JSON', 'x'],
  ['no object', '[]'],
  ['nobody', JSON.stringify({ at: at.toISOString(), action: 'a', subject: 's' })],
  ['a person without an id', JSON.stringify({ who: 'me', at: at.toISOString(), action: 'a', subject: 's' })],
  ['no time', JSON.stringify({ who: { id: 'a' }, action: 'a', subject: 's' })],
  ['no such time', JSON.stringify({ who: { id: 'a' }, at: '2026-02-30', action: 'a', subject: 's' })],
  ['no action', JSON.stringify({ who: { id: 'a' }, at: at.toISOString(), subject: 's' })],
  ['more than 32 kB', JSON.stringify({ who: { id: 'a' }, at: at.toISOString(), action: 'a', subject: 's', detail: 'x'.repeat(33_000) })],
])('a body that tells too little or too much is refused: %s', async (_what, text) => {
  await expect(database.pool.query('insert into audit_entry (body) values ($1)', [text])).rejects.toMatchObject({ code: expect.stringMatching(/^2[23]/) })
  expect(await verifyAudit(database)).toMatchObject({ ok: true, entries: 10 })
})

test('entries of many connections at once stand in one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 100 }, (_, n) => appendAudit(database.pool, hanako, { action: 'drafts.save', subject: `call/${n}` }, at)))
  expect(await verifyAudit(database)).toEqual({ ok: true, entries: 110, releases: 0 })
})

test('a transaction that is rolled back takes its entry along and leaves no gap', async () => {
  const client = await database.pool.connect()
  await client.query('begin')
  await appendAudit(client, hanako, { action: 'drafts.save', subject: 'call/gone' }, at)
  await client.query('rollback')
  client.release()
  await appendAudit(database.pool, hanako, { action: 'drafts.save', subject: 'call/next' }, at)
  expect(await verifyAudit(database)).toEqual({ ok: true, entries: 11, releases: 0 })
})
