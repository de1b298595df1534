import { beforeAll, describe, expect, test } from 'vitest'
import { makeAudio, makeFiles } from '../../test/make-bundle.ts'
import { makeDatabase, query } from '../../test/make-database.ts'
import type { TestDatabase } from '../../test/make-database.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { system } from '../people/actor.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import { immutableTables } from './roles.ts'

let database: TestDatabase
const audio = makeAudio(100)

beforeAll(async () => {
  database = await makeDatabase()
  const store = new ReleaseStore(database, '0.0.0', () => new Date())
  await store.createRelease({ files: makeFiles({ 'bundle.json': { id: 'a' } }), audio: new Map([[audio.sha, audio.file]]), message: 'm', author: 'a' })
  await appendAudit(database.pool, system, { action: 'test', subject: 'test' }, new Date())
  await database.pool.query(
    `with request as (insert into approval_request (state, message, author, author_name, created_at, draft_revision, base_release, snapshot_hash, needs_prefecture) values ('open', 'm', gen_random_uuid(), 'a', now(), 1, 1, '', false) returning id)
     insert into approval_document (request_id, path, sha) select request.id, 'bundle.json', sha from request, document_version`,
  )
})

const firstColumn = { release: 'message', release_document: 'path', document_version: 'text', audio: 'media_type', release_audio: 'sha256', approval_document: 'path', audit_entry: 'body' } as const

describe.each(immutableTables)('rows of %s', (table) => {
  test('exist, so that refusing to change them means something', async () => {
    expect((await database.pool.query(`select from ${table}`)).rowCount).toBe(1)
  })

  test.each([`update ${table} set ${firstColumn[table]} = 'x'`, `delete from ${table}`, `truncate ${table} cascade`])('the runtime may not: %s', async (sql) => {
    await expect(database.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
  })

  test.each([`update ${table} set ${firstColumn[table]} = 'x'`, `delete from ${table}`, `truncate ${table} cascade`])('nor the owner: %s', async (sql) => {
    await expect(query(database.ownerUrl, sql)).rejects.toMatchObject({ code: '55000' })
  })
})

test('a release that is complete takes no further document and no further audio', async () => {
  const { rows } = await database.pool.query('select sha from document_version')
  const late = `insert into release_document (release_number, path, sha, content_hash, layout_hash) values (1, 'call/late.json', $1, '', '')`
  await expect(database.pool.query(late, [rows[0].sha])).rejects.toMatchObject({ code: '55000' })
  await expect(database.pool.query('insert into release_audio values (1, $1)', [audio.sha])).rejects.toMatchObject({ code: '55000' })
})

test.each([
  `insert into audit_entry (n, at, body, previous_hash, hash, actor, action, subject) values (99, now(), '{}', '', '', '', '', '')`,
  `insert into audit_entry (body, hash) values ('{}', 'forged')`,
  `insert into audit_entry (body, n) values ('{}', 5)`,
  `copy audit_entry (body, at) from stdin`,
])('the runtime gives an audit entry its body and nothing else: %s', async (sql) => {
  await expect(database.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
})

test('a text or audio under a hash that is not its own is refused', async () => {
  await expect(database.pool.query(`insert into document_version values ($1, 'x')`, ['0'.repeat(64)])).rejects.toMatchObject({ code: '23514' })
  await expect(database.pool.query(`insert into audio values ($1, 'x', 1, 'audio/wav')`, ['0'.repeat(64)])).rejects.toMatchObject({ code: '23514' })
})

test('the runtime makes no tables, disables no trigger and does not touch the migration history', async () => {
  await expect(database.pool.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
  await expect(database.pool.query('alter table release disable trigger all')).rejects.toMatchObject({ code: '42501' })
  await expect(database.pool.query('select * from _prisma_migrations')).rejects.toMatchObject({ code: '42501' })
  await expect(database.pool.query(`set session_replication_role = 'replica'`)).rejects.toMatchObject({ code: '42501' })
})
