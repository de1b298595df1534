import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect } from '../src/database/open-database.ts'
import type { Database } from '../src/database/open-database.ts'
import { atEndOfFile } from './clean-up.ts'
import { templateName } from './test-cluster.ts'

export interface TestDatabase extends Database {
  /** Connection string in the owner's role (migrations). */
  ownerUrl: string
  /** May do everything, also what triggers forbid others. */
  superuserUrl: string
}

/** A database of its own for the calling file, in the runtime's role; dropped when the file is done. `empty`: without the schema. */
export async function makeDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const cluster = inject('cluster')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = (role: keyof typeof cluster) => cluster[role].replace('DATABASE', name)
  await query(cluster.superuser.replace('DATABASE', 'postgres'), `create database ${name} template ${empty ? 'template0' : templateName} owner madoguchi_owner`)
  const database = connect(url('runtime'), true, () => {}, async () => {})
  atEndOfFile(async () => {
    await database.close()
    await query(cluster.superuser.replace('DATABASE', 'postgres'), `drop database ${name} with (force)`)
  })
  return { ...database, ownerUrl: url('owner'), superuserUrl: url('superuser') }
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql, values)
  } finally {
    await client.end()
  }
}
