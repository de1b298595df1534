import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StatedError } from '../stated-error.ts'
import { findPostgresBinaries } from './binaries.ts'
import type { PostgresBinaries } from './binaries.ts'
import { clusterPlace, databaseSecrets, rememberPort } from './data-folder.ts'
import type { ClusterPlace, DataFolder, DatabaseSecrets } from './data-folder.ts'
import { choosePort } from './free-port.ts'
import { readPostmaster, removeForeignPidFile } from './postmaster.ts'
import type { Postmaster } from './postmaster.ts'
import { isAlive } from './process-identity.ts'

/**
 * The embedded PostgreSQL of one data folder.
 *
 * absent → (initdb beside, rename) → stopped → (spawn, wait for "ready") → running → (SIGINT) → stopped.
 * A server that survived a killed runtime is adopted as it is. A server that dies while we watch is started again on the same port.
 */
export interface EmbeddedCluster {
  port: number
  secrets: DatabaseSecrets
  /** The process id of the server right now. */
  pid(): number
  /** Fast shutdown: clients are cut, nothing acknowledged is lost. */
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Progress for people; nothing secret. */
  say?: (what: 'creating' | 'starting' | 'adopted' | 'restarted') => void
  /** Further server settings, e.g. `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
  port?: number
}

const readyWithinMs = 60_000
const watchEveryMs = 500

/** Starts or adopts the cluster of the data folder, creating it at first. @throws StatedError DATABASE_NOT_STARTED and those of finding binaries. */
export async function startCluster(data: DataFolder, options: ClusterOptions = {}): Promise<EmbeddedCluster> {
  const place = clusterPlace(data)
  const secrets = databaseSecrets(data)
  const folder = path.join(place.home, 'cluster')
  const binaries = findPostgresBinaries(place.user, path.join(place.home, 'programs'))
  if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) {
    options.say?.('creating')
    createCluster(binaries, place, folder, secrets)
  }
  const adopted = await readyPostmaster(folder)
  options.say?.(adopted === undefined ? 'starting' : 'adopted')
  const port = adopted?.port ?? options.port ?? (await choosePort(place.port))
  const launch = () => launchServer({ binaries, place, folder, port, settings: options.settings ?? {} })
  const server = adopted ?? (await launch())
  rememberPort(data, place, port)
  return watched({ server, port, secrets, binaries, place, folder, launch, restarted: () => options.say?.('restarted') })
}

/** Made under another name and renamed when complete: a killed initdb leaves nothing that looks like a cluster. */
function createCluster(binaries: PostgresBinaries, place: ClusterPlace, folder: string, secrets: DatabaseSecrets): void {
  for (const name of fs.readdirSync(place.home)) {
    if (/^(cluster|password)\.\d+$/.test(name)) fs.rmSync(path.join(place.home, name), { recursive: true, force: true })
  }
  const half = `${folder}.${process.pid}`
  const passwordFile = path.join(place.home, `password.${process.pid}`)
  fs.writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 })
  if (place.user !== undefined) fs.chownSync(passwordFile, place.user.uid, place.user.gid)
  const made = spawnSync(
    binaries.initdb,
    ['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'],
    { ...place.user, cwd: place.home, encoding: 'utf8', env: serverEnvironment() },
  )
  fs.rmSync(passwordFile, { force: true })
  if (made.status !== 0) throw notStarted(place.home, made.stderr || String(made.error ?? `exit ${made.status}`))
  fs.renameSync(half, folder)
}

interface Launch {
  binaries: PostgresBinaries
  place: ClusterPlace
  folder: string
  port: number
  settings: Record<string, string>
}

/**
 * Starts the server and waits until it answers. Right after a kill -9 its old workers may hold shared memory for a moment, and PostgreSQL
 * refuses with "lock file already exists"; so a server that ends at once is started again for ten seconds.
 */
async function launchServer(launch: Launch): Promise<Postmaster> {
  const deadline = Date.now() + 10_000
  for (;;) {
    removeForeignPidFile(launch.folder)
    const child = spawnServer(launch)
    const server = await readyOrGone(launch.folder, child)
    if (server !== undefined) return server
    if (Date.now() > deadline) throw notStarted(launch.place.home, lastLines(logFile(launch.place)))
    await wait(100)
  }
}

function spawnServer({ binaries, place, folder, port, settings }: Launch): number {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    // Details of an error name the offending values, which may be personal.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...settings,
  }
  const log = openLog(place)
  const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...place.user,
    cwd: place.home,
    // Ctrl-C in the terminal reaches the whole group; the database must outlive the runtime's last writes.
    detached: true,
    stdio: ['ignore', log, log],
    env: serverEnvironment(),
  })
  fs.closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child.pid ?? 0
}

/** The server when it is ready, undefined when it ended before. */
async function readyOrGone(folder: string, pid: number): Promise<Postmaster | undefined> {
  const deadline = Date.now() + readyWithinMs
  while (Date.now() < deadline) {
    const server = readPostmaster(folder)
    if (server?.pid === pid && server.ready) return server
    if (pid === 0 || !isAlive(pid)) return undefined
    await wait(15)
  }
  return undefined
}

/** A server left by a killed runtime, once it is ready (it may still be recovering). */
async function readyPostmaster(folder: string): Promise<Postmaster | undefined> {
  for (;;) {
    const server = readPostmaster(folder)
    if (server === undefined || server.ready) return server
    await wait(50)
  }
}

interface Watched {
  server: Postmaster
  port: number
  secrets: DatabaseSecrets
  binaries: PostgresBinaries
  place: ClusterPlace
  folder: string
  launch: () => Promise<Postmaster>
  restarted: () => void
}

function watched({ server, port, secrets, binaries, place, folder, launch, restarted }: Watched): EmbeddedCluster {
  let current = server
  let stopping = false
  let starting: Promise<void> | undefined
  const look = () => {
    if (stopping || starting !== undefined || isAlive(current.pid)) return
    starting = launch()
      .then((next) => {
        current = next
        restarted()
      })
      // The next look tries again; meanwhile the runtime goes on from memory and spools.
      .catch(() => {})
      .finally(() => (starting = undefined))
  }
  const watch = setInterval(look, watchEveryMs)
  watch.unref()
  return {
    port,
    secrets,
    pid: () => current.pid,
    async stop() {
      stopping = true
      clearInterval(watch)
      await starting
      await shutDown(current.pid, binaries, place, folder)
    },
  }
}

async function shutDown(pid: number, binaries: PostgresBinaries, place: ClusterPlace, folder: string): Promise<void> {
  if (!isAlive(pid)) return
  if (process.platform === 'win32') {
    // Windows has no signals; pg_ctl asks over PostgreSQL's own named pipe.
    spawnSync(binaries.pgCtl, ['stop', '-D', folder, '-m', 'fast'], { cwd: place.home, stdio: 'ignore' })
    return
  }
  // SIGINT: fast shutdown. SIGQUIT after 20 s: immediate; the write-ahead log recovers at the next start.
  for (const [signal, withinMs] of [['SIGINT', 20_000], ['SIGQUIT', 5_000]] as const) {
    process.kill(pid, signal)
    const deadline = Date.now() + withinMs
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return
      await wait(10)
    }
  }
}

function logFile(place: ClusterPlace): string {
  return path.join(place.home, 'server.log')
}

function openLog(place: ClusterPlace): number {
  const file = logFile(place)
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) fs.renameSync(file, `${file}.1`)
  return fs.openSync(file, 'a', 0o600)
}

function lastLines(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : ''
}

/** Settings of the person's own PostgreSQL tools (PGHOST, PGPORT …) must not leak into the embedded server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && name !== 'DATABASE_URL' && name !== 'DATABASE_OWNER_URL')
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' }
}

function notStarted(home: string, why: string): StatedError {
  return new StatedError(
    'DATABASE_NOT_STARTED',
    {
      ja: `内蔵データベースを起動できませんでした。データはそのまま残っています。記録: ${home}/server.log\n${why}`,
      en: `The embedded database did not start. Its data is untouched. Log: ${home}/server.log\n${why}`,
    },
    { data: { why } },
  )
}
