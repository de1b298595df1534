import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite dev` finds a running runtime; the built studio is served by the runtime itself. */
const runtime = process.env.MADOGUCHI_RUNTIME ?? 'http://localhost:3000'
const toRuntime = { target: runtime, changeOrigin: true, headers: { origin: runtime } }

/**
 * rjsf's index also exports a helper for tests that imports Ajv. Ajv compiles schemas with eval, which our content security policy forbids,
 * and is not installed; forms are checked by the engine's validator (src/schema/form-validator.ts).
 */
export const alias = { '@rjsf/validator-ajv8': fileURLToPath(new URL('./src/schema/no-ajv.ts', import.meta.url)) }

/**
 * What most pages share is one file: each request costs more than the parts of it that one page does not use. What is large and needed by few
 * (forms, the text editor, the layout) stays apart and loads when it is opened.
 */
const shared = { name: 'shared', minShareCount: 6, test: /^(?!.*(?:monaco|elkjs|rjsf|lodash|inspector|DocumentForm|markdown|csv-)).*$/ }

export default defineConfig({
  plugins: [react()],
  resolve: { alias },
  server: { proxy: { '/trpc': toRuntime, '/audio': toRuntime, '/plugin-code': toRuntime, '/plugin-sandbox': toRuntime, '/log-in/oidc': toRuntime } },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Nothing is inlined as a data: URI, so the content security policy stays as narrow as it can be.
    assetsInlineLimit: 0,
    // Monaco and elk are that large and load only when they are opened.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { output: { codeSplitting: { groups: [shared] } } },
  },
})
