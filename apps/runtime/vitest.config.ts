import { defineConfig } from 'vitest/config'

// The tests run against a real embedded PostgreSQL: one cluster a run, one database a file, copied from a migrated template.
export default defineConfig({
  test: {
    name: 'runtime',
    root: import.meta.dirname,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/freeswitch/**', 'test/endurance/**'],
    globalSetup: ['test/test-cluster.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
