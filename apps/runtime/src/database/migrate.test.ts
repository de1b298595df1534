import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeDatabase, query } from '../../test/make-database.ts'
import { migrate, migrationsFolder } from './migrate.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-migrations-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function writeMigrations(name: string, migrations: Record<string, string>): string {
  const into = path.join(folder, name)
  for (const [migration, sql] of Object.entries(migrations)) {
    fs.mkdirSync(path.join(into, migration), { recursive: true })
    fs.writeFileSync(path.join(into, migration, 'migration.sql'), sql)
  }
  return into
}

test('several processes that migrate at once apply each migration once, and a later run applies nothing', async () => {
  const { ownerUrl } = await makeDatabase({ empty: true })
  const all = fs.readdirSync(migrationsFolder).filter((name) => /^\d{14}_/.test(name))
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(ownerUrl)))
  expect(applied.flat().toSorted()).toEqual(all.toSorted())
  expect(await migrate(ownerUrl)).toEqual([])
})

test('a failing migration leaves the database as it was', async () => {
  const { ownerUrl } = await makeDatabase({ empty: true })
  const broken = writeMigrations('broken', { '20260101000000_a': 'create table a (id int)', '20260102000000_b': 'create table b (id int); select 1/0' })
  await expect(migrate(ownerUrl, broken)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
  const { rows } = await query(ownerUrl, `select to_regclass('a') as a, to_regclass('b') as b`)
  expect(rows[0]).toEqual({ a: 'a', b: null })
})

test('a migration that was edited after it was applied is refused', async () => {
  const { ownerUrl } = await makeDatabase({ empty: true })
  await migrate(ownerUrl, writeMigrations('edited', { '20260101000000_a': 'create table a (id int)' }))
  writeMigrations('edited', { '20260101000000_a': 'create table a (id bigint)' })
  await expect(migrate(ownerUrl, path.join(folder, 'edited'))).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' })
})

test('a database of a newer version is refused', async () => {
  const { ownerUrl } = await makeDatabase({ empty: true })
  await migrate(ownerUrl, writeMigrations('newer', { '20260101000000_a': 'select 1', '20990101000000_z': 'select 1' }))
  await expect(migrate(ownerUrl, writeMigrations('older', { '20260101000000_a': 'select 1' }))).rejects.toMatchObject({ code: 'MIGRATION_UNKNOWN' })
})
