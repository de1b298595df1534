import { defineConfig } from 'prisma/config'

// Generating and checking need no database engine, but the CLI would download one and fail in a closed network.
// Any program that exits with 0 satisfies it; the path of node exists on every system.
if (/^(generate|validate|format)$/.test(process.argv[2] ?? '')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://127.0.0.1:5432/madoguchi' },
})
