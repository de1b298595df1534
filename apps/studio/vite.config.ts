import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite dev` finds a running runtime; the built studio is served by the runtime itself. */
const runtime = process.env.MADOGUCHI_RUNTIME ?? 'http://localhost:3000'
const toRuntime = { target: runtime, changeOrigin: true, headers: { origin: runtime } }

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/trpc': toRuntime, '/audio': toRuntime } },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Nothing is inlined as a data: URI, so the content security policy stays as narrow as it can be.
    assetsInlineLimit: 0,
    // Monaco and elk are that large and load only when they are opened.
    chunkSizeWarningLimit: 4000,
  },
})
