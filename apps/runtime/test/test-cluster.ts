import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDataFolder } from '../src/database/data-folder.ts'
import { startCluster } from '../src/database/embedded-cluster.ts'
import { migrate } from '../src/database/migrate.ts'
import { prepareJobs } from '../src/database/prepare-jobs.ts'
import { grantRuntimeRights, prepareRoles } from '../src/database/roles.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection strings of the three roles, with DATABASE in place of the database's name. */
    cluster: { superuser: string; owner: string; runtime: string }
  }
}

export const templateName = 'madoguchi_template'

/** Starts the one cluster of a test run and makes the migrated template. Durability is off: what tests write need not survive the machine. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-cluster-'))
  // PostgreSQL may run as another user, who has to get in.
  fs.chmodSync(folder, 0o755)
  const cluster = await startCluster(openDataFolder(folder), { settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' } })
  const urls = await prepareRoles(cluster, templateName)
  await migrate(urls.owner)
  await prepareJobs(urls.owner)
  await grantRuntimeRights(urls)
  const anyDatabase = (url: string) => url.replace(templateName, 'DATABASE')
  const superuser = `postgresql://postgres:${cluster.secrets.superuser}@127.0.0.1:${cluster.port}/DATABASE`
  const client = new pg.Client({ connectionString: superuser.replace('DATABASE', 'postgres') })
  await client.connect()
  await client.query(`alter database ${templateName} is_template true`)
  await client.end()
  project.provide('cluster', { superuser, owner: anyDatabase(urls.owner), runtime: anyDatabase(urls.runtime) })
  return async () => {
    await cluster.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
