import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../../', import.meta.url))
const startMs = 90_000

/** Starts the runtime on a free port with an empty data folder, and tells the tests of this process where it is; its stop clears up as well. */
export async function startRuntime(): Promise<Runtime> {
  if (!fs.existsSync(path.join(project, 'apps/studio/dist/index.html'))) throw new Error('build the studio first: npm run build -w @madoguchi/studio')
  const data = dataFolder()
  const { address, stop } = await startOn(await freePort(), data)
  process.env.STUDIO_ADDRESS = address
  return {
    address,
    async stop() {
      await stop()
      fs.rmSync(data, { recursive: true, force: true })
    },
  }
}

export interface Runtime {
  address: string
  /** By SIGKILL it ends as if the machine had failed. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** An empty folder; the embedded database does not run as root and must reach it. */
export function dataFolder(): string {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-e2e-'))
  fs.chmodSync(data, 0o755)
  const plugins = path.join(data, 'plugins')
  for (const folder of ['examples/plugin-payment-places', 'apps/runtime/test/fixtures/plugins/bad-neighbour']) fs.cpSync(path.join(project, folder), path.join(plugins, path.basename(folder)), { recursive: true })
  return data
}

/** Starts the demo over a data folder, which may be one that an earlier runtime left. */
export async function startOn(port: number, data: string): Promise<Runtime> {
  const address = `http://localhost:${port}`
  const output: string[] = []
  const runtime = spawn(process.execPath, ['apps/runtime/bin/madoguchi.mjs', 'start', '--demo'], { cwd: project, env: { ...process.env, PORT: String(port), MADOGUCHI_DATA: path.join(data, 'data'), MADOGUCHI_PLUGINS: path.join(data, 'plugins') }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [runtime.stdout, runtime.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  await answers(address, runtime, output)
  return { address, stop: (signal = 'SIGTERM') => stopped(runtime, signal) }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function answers(address: string, runtime: ChildProcess, output: readonly string[]): Promise<void> {
  for (const end = Date.now() + startMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if (runtime.exitCode !== null) break
    const health = await fetch(`${address}/health`).then((response) => response.json() as Promise<{ release?: { number?: number } | null }>).catch(() => undefined)
    if (health?.release?.number === 1) return
  }
  runtime.kill()
  throw new Error(`the runtime did not start:\n${output.join('')}`)
}

function stopped(runtime: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    if (runtime.exitCode !== null) return resolve()
    const force = setTimeout(() => runtime.kill('SIGKILL'), 15_000)
    runtime.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    runtime.kill(signal)
  })
}
