import { defineConfig } from 'vitest/config'

/** Each workspace runs its own tests; apps/runtime brings the database that its tests share. */
export default defineConfig({ test: { projects: ['apps/*', 'plugins/*', 'schemas'] } })
