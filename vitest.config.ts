import { defineConfig } from 'vitest/config'

/** Two kinds of tests: those of the runtime, which share a real database (apps/runtime/vitest.config.ts), and all others. Browser tests are Playwright's. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      'apps/runtime',
      { test: { name: 'units', include: ['schemas/src/**/*.test.ts', 'plugins/*/src/**/*.test.ts', 'apps/{engine,freeswitch-esl,studio}/src/**/*.test.{ts,tsx}'], testTimeout: 20_000 } },
    ],
  },
})
