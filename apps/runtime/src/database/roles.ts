import pg from 'pg'
import type { DatabaseSecrets } from './data-folder.ts'
import type { EmbeddedCluster } from './embedded-cluster.ts'

export const ownerRole = 'madoguchi_owner'
export const runtimeRole = 'madoguchi_runtime'

/** What was published or audited is never changed; the runtime may add to these tables and read them. Triggers hold the same line for every role. */
export const immutableTables = ['release', 'release_document', 'document_version', 'audio', 'release_audio', 'approval_document', 'audit_entry'] as const

/** Where the two roles of a database connect. The same text twice means one role does both (a DATABASE_URL without DATABASE_OWNER_URL). */
export interface DatabaseUrls {
  owner: string
  runtime: string
}

const databaseName = 'madoguchi'

/** Where the runtime's role connects to the embedded database. Holds the password: never log it. */
export function runtimeUrl(port: number, secrets: DatabaseSecrets, database = databaseName): string {
  return `postgresql://${runtimeRole}:${secrets.runtime}@127.0.0.1:${port}/${database}`
}

/** Creates (again) the two roles and the database inside the embedded cluster; safe to repeat. */
export async function prepareRoles(cluster: EmbeddedCluster, database = databaseName): Promise<DatabaseUrls> {
  const url = (user: string, password: string, name: string) => `postgresql://${user}:${password}@127.0.0.1:${cluster.port}/${name}`
  const client = new pg.Client({ connectionString: url('postgres', cluster.secrets.superuser, 'postgres') })
  await client.connect()
  try {
    await ensureRole(client, ownerRole, cluster.secrets.owner)
    await ensureRole(client, runtimeRole, cluster.secrets.runtime)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner ${ownerRole}`)
    await client.query(`revoke all on database ${client.escapeIdentifier(database)} from public`)
    await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${runtimeRole}`)
  } finally {
    await client.end()
  }
  return { owner: url(ownerRole, cluster.secrets.owner, database), runtime: runtimeUrl(cluster.port, cluster.secrets, database) }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  const verb = rowCount === 0 ? 'create' : 'alter'
  await client.query(`${verb} role ${role} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(password)}`)
}

/**
 * Gives the runtime's role what it needs and no more: reading and writing rows, only reading and adding where rows are immutable, no tables
 * of its own, nothing on the migration history. Repeated after each migration. Does nothing where both roles are one.
 */
export async function grantRuntimeRights({ owner, runtime }: DatabaseUrls): Promise<void> {
  if (owner === runtime) return
  const role = decodeURIComponent(new URL(runtime).username)
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    const to = client.escapeIdentifier(role)
    await client.query(`
      begin;
      select pg_advisory_xact_lock(${grantLock});
      revoke create on schema public from public;
      grant usage on schema public to ${to};
      grant select, insert, update, delete on all tables in schema public to ${to};
      grant usage, select on all sequences in schema public to ${to};
      revoke update, delete on ${immutableTables.join(', ')} from ${to};
      revoke insert on audit_entry from ${to};
      grant insert (body) on audit_entry to ${to};
      do $$ begin if to_regnamespace('pgboss') is not null then
        grant usage on schema pgboss to ${to};
        grant select, insert, update, delete on all tables in schema pgboss to ${to};
      end if; end $$;
      revoke all on _prisma_migrations from ${to};
      commit`)
  } finally {
    await client.end()
  }
}

/** Two instances granting at once would collide on the catalogue ("tuple concurrently updated"). */
const grantLock = 72707370
