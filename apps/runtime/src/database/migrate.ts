import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StatedError } from '../stated-error.ts'

/** Prisma's own lock and table, so that its engine and this applier never disagree on one database. */
const migrationLock = 72707369
const historyTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

interface Migration {
  name: string
  sql: string
  checksum: string
}

/**
 * Brings the database to the newest schema; safe to run from several processes at once, and again. Each migration is one transaction.
 * Returns the names that were applied now.
 * @throws StatedError MIGRATION_CHANGED (an applied file was edited), MIGRATION_UNKNOWN (the database is newer), MIGRATION_FAILED
 */
export async function migrate(connectionString: string, folder = migrationsFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(historyTable)
    return await applyMissing(client, readMigrations(folder))
  } finally {
    await client.end()
  }
}

function readMigrations(folder: string): Migration[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /^\d{14}_/.test(name))
    .toSorted()
    .map((name) => {
      const bytes = fs.readFileSync(path.join(folder, name, 'migration.sql'))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    })
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const unknown = [...applied.keys()].find((name) => !migrations.some((migration) => migration.name === name))
  if (unknown !== undefined) throw newer(unknown)
  const done: string[] = []
  for (const migration of migrations) {
    const checksum = applied.get(migration.name)
    if (checksum !== undefined && checksum !== migration.checksum) throw changed(migration.name)
    if (checksum !== undefined) continue
    await applyOne(client, migration)
    done.push(migration.name)
  }
  return done
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      'insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) values ($1, $2, $3, now(), now(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw new StatedError(
      'MIGRATION_FAILED',
      {
        ja: `データベースの更新 ${name} に失敗しました。データは更新前のまま残っています。原因: ${cause instanceof Error ? cause.message : ''}`,
        en: `The database change ${name} failed. The data is as it was before. Cause: ${cause instanceof Error ? cause.message : ''}`,
      },
      { cause },
    )
  }
}

function changed(name: string): StatedError {
  return new StatedError('MIGRATION_CHANGED', {
    ja: `適用済みのデータベース更新 ${name} の内容が変わっています。配布物を元に戻してください。データは変更していません。`,
    en: `The database change ${name} was edited after it was applied. Restore the shipped file. The data was not changed.`,
  })
}

function newer(name: string): StatedError {
  return new StatedError('MIGRATION_UNKNOWN', {
    ja: `データベースはこのプログラムより新しい版で作られています（${name}）。新しい版のプログラムを使ってください。データは変更していません。`,
    en: `The database was made by a newer version of this program (${name}). Use the newer version. The data was not changed.`,
  })
}
