/**
 * Writes the next migration from the difference between prisma/schema.prisma and the snapshot in the newest migration folder.
 * Prisma's schema engine runs as WebAssembly and compares the two schemas; it asks an empty embedded database only for its dialect.
 *
 *   node --import tsx apps/runtime/scripts/author-migration.ts NAME     writes prisma/migrations/<time>_NAME/
 *   node --import tsx apps/runtime/scripts/author-migration.ts --check  exit 1 when the migrations lag behind the schema
 *
 * SQL beyond Prisma's model (triggers, checks) is added by hand to the migration.sql it writes, before it is first applied.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import { openDataFolder } from '../src/database/data-folder.ts'
import { startCluster } from '../src/database/embedded-cluster.ts'
import { prepareRoles } from '../src/database/roles.ts'

const prismaFolder = fileURLToPath(new URL('../prisma/', import.meta.url))
const migrationsFolder = path.join(prismaFolder, 'migrations')
const schemaFile = path.join(prismaFolder, 'schema.prisma')

interface SchemaSource {
  path: string
  content: string
}

/** Prisma's engine, as far as this script uses it; the package types it only for its own CLI. */
interface SchemaEngine {
  diff(question: object): Promise<{ exitCode: number; stdout: string | null }>
}

async function loadEngine(schema: SchemaSource, url: string): Promise<SchemaEngine> {
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue = await import(glueFile)
  const wasm = fs.readFileSync(glueFile.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }))
  return glue.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter)
}

function newestSnapshot(): SchemaSource | undefined {
  if (!fs.existsSync(migrationsFolder)) return undefined
  const newest = fs.readdirSync(migrationsFolder).filter((name) => /^\d{14}_/.test(name)).toSorted().at(-1)
  if (newest === undefined) return undefined
  const file = path.join(migrationsFolder, newest, 'schema.prisma')
  return { path: file, content: fs.readFileSync(file, 'utf8') }
}

/** The SQL that leads from the newest migration to the schema; empty when they agree. */
async function missingSql(schema: SchemaSource, url: string): Promise<string> {
  const snapshot = newestSnapshot()
  const engine = await loadEngine(schema, url)
  const answer = await engine.diff({
    from: snapshot === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [snapshot] },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return answer.exitCode === 0 ? '' : (answer.stdout ?? '')
}

/** Runs `work` with the address of an empty database that is gone afterwards. */
async function withEmptyDatabase<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-author-'))
  fs.chmodSync(folder, 0o755)
  const cluster = await startCluster(openDataFolder(folder), { settings: { fsync: 'off' } })
  try {
    return await work((await prepareRoles(cluster)).owner)
  } finally {
    await cluster.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function writeMigration(name: string, schema: SchemaSource, sql: string): string {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(migrationsFolder, `${stamp}_${name}`)
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'migration.sql'), sql)
  fs.writeFileSync(path.join(folder, 'schema.prisma'), schema.content)
  fs.writeFileSync(path.join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}

const argument = process.argv[2]
const schema: SchemaSource = { path: schemaFile, content: fs.readFileSync(schemaFile, 'utf8') }
const sql = await withEmptyDatabase((url) => missingSql(schema, url))
if (sql === '') {
  console.log('The migrations match the schema.')
} else if (argument === '--check') {
  console.error('prisma/schema.prisma has changes without a migration. Run: node --import tsx apps/runtime/scripts/author-migration.ts NAME')
  process.exitCode = 1
} else if (argument === undefined || !/^[a-z][a-z0-9_]*$/.test(argument)) {
  console.error('A migration needs a name of small letters, digits and underscores, e.g. add_queues')
  process.exitCode = 2
} else {
  console.log(writeMigration(argument, schema, sql))
}
