import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { StatedError } from '../stated-error.ts'
import type { ClusterOptions } from './embedded-cluster.ts'
import { startCluster } from './embedded-cluster.ts'
import type { DataFolder } from './data-folder.ts'
import { migrate } from './migrate.ts'
import { prepareJobs } from './prepare-jobs.ts'
import { grantRuntimeRights, prepareRoles } from './roles.ts'
import type { DatabaseUrls } from './roles.ts'

/** The open database, in the runtime's role. `pool` for raw SQL (imports, per-call writes), `prisma` for the rest. */
export interface Database {
  pool: pg.Pool
  prisma: PrismaClient
  /** For connections of their own, e.g. LISTEN. Holds a password: never log it. */
  url: string
  embedded: boolean
  close(): Promise<void>
}

export interface OpenOptions extends ClusterOptions {
  /** A PostgreSQL server instead of the embedded one; `ownerUrl` migrates it (default: the same role). */
  url?: string | undefined
  ownerUrl?: string | undefined
  /** Told of faults of idle connections, e.g. when the server restarts. */
  onFault?: (cause: Error) => void
}

/**
 * Opens the database of an installation: the given server, else the embedded one of the data folder, started or adopted; migrated and with
 * the runtime's rights granted. @throws StatedError DATABASE_UNREACHABLE and those of starting and migrating.
 */
export async function openDatabase(data: DataFolder, options: OpenOptions = {}): Promise<Database> {
  if (options.url !== undefined) {
    const urls = { owner: options.ownerUrl ?? options.url, runtime: options.url }
    await prepareSchema(urls).catch((cause) => throwUnreachable(cause))
    return connect(urls.runtime, false, options.onFault, async () => {})
  }
  const cluster = await startCluster(data, options)
  try {
    const urls = await prepareRoles(cluster)
    await prepareSchema(urls)
    return connect(urls.runtime, true, options.onFault, () => cluster.stop())
  } catch (cause) {
    await cluster.stop()
    throw cause
  }
}

async function prepareSchema(urls: DatabaseUrls): Promise<void> {
  await migrate(urls.owner)
  await prepareJobs(urls.owner)
  await grantRuntimeRights(urls)
}

/** Connects in the runtime's role. `stopServer` runs after the last connection has closed. */
export function connect(url: string, embedded: boolean, onFault: ((cause: Error) => void) | undefined, stopServer: () => Promise<void>): Database {
  const pool = new pg.Pool({ connectionString: url, max: 16, connectionTimeoutMillis: 5_000, application_name: 'madoguchi' })
  // Without a listener a restarting server would end the process through an unhandled 'error' event.
  pool.on('error', (cause) => onFault?.(cause))
  // The pool does not listen while a connection is lent out, e.g. inside a transaction; its query rejects, and this event comes as well.
  pool.on('connect', (client) => client.on('error', (cause) => onFault?.(cause)))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    prisma,
    url,
    embedded,
    async close() {
      await prisma.$disconnect()
      await pool.end()
      await stopServer()
    },
  }
}

/** What PostgreSQL or the network says is told; the address is named without user and password. */
function throwUnreachable(cause: unknown): never {
  if (cause instanceof StatedError) throw cause
  const why = cause instanceof Error ? cause.message : ''
  throw new StatedError(
    'DATABASE_UNREACHABLE',
    {
      ja: `DATABASE_URL のデータベースに接続できません（${why}）。接続先、利用者、パスワードを確認してください。データは変更していません。`,
      en: `The database of DATABASE_URL cannot be reached (${why}). Check address, user and password. The data was not changed.`,
    },
    { cause },
  )
}
