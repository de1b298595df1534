import { defineConfig } from 'vitest/config'

/** Calls on a real FreeSWITCH, one file after the other: each starts an exchange of its own, and they would take each other's time. */
export default defineConfig({
  test: { name: 'freeswitch', root: import.meta.dirname, include: ['test/freeswitch/**/*.test.ts'], fileParallelism: false, testTimeout: 60_000, maxConcurrency: 8 },
})
