import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import { StatedError } from '../stated-error.ts'
import { isAlive, processBirth } from './process-identity.ts'

/** What the lock file says about its holder. */
interface LockHolder {
  pid: number
  birth: string
  host: string
  token: string
}

const heartbeatMs = 5_000
/** After so long without a heartbeat a holder on another host (or in a container that is gone) counts as dead. */
const foreignStaleMs = 30_000

export interface FolderLock {
  release(): void
}

/**
 * Takes the data folder for this process; a second instance on the same folder is refused. A lock whose holder is dead is taken over.
 * On one host the holder is known by process id and start time; from another host only its heartbeat can be seen.
 * @throws StatedError DATA_FOLDER_IN_USE
 */
export function lockFolder(file: string): FolderLock {
  const own: LockHolder = { pid: process.pid, birth: processBirth(process.pid), host: os.hostname(), token: randomUUID() }
  for (let attempt = 0; attempt < 20; attempt++) {
    if (writeIfAbsent(file, own)) return held(file, own)
    const holder = readHolder(file)
    if (holder !== undefined && lives(holder, file)) throw inUse(file, holder)
    removeStale(file, holder)
  }
  throw inUse(file, readHolder(file))
}

/** Whole or not at all: the text is written beside, then linked under the name, which fails when the name is taken. */
function writeIfAbsent(file: string, holder: LockHolder): boolean {
  const beside = `${file}.${holder.token}`
  fs.writeFileSync(beside, JSON.stringify(holder), { mode: 0o600 })
  try {
    fs.linkSync(beside, file)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw cause
  } finally {
    fs.rmSync(beside, { force: true })
  }
}

/** Two successors may find the same dead holder; the one that moves away a lock which is no longer the dead one's puts it back. */
function removeStale(file: string, stale: LockHolder | undefined): void {
  const aside = `${file}.${randomUUID()}`
  try {
    fs.renameSync(file, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved !== undefined && moved.token !== stale?.token) {
    try {
      fs.linkSync(aside, file)
    } catch {
      // A third one holds the name now; the next look at it decides.
    }
  }
  fs.rmSync(aside, { force: true })
}

function readHolder(file: string): LockHolder | undefined {
  try {
    const holder: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    return isHolder(holder) ? holder : undefined
  } catch {
    return undefined
  }
}

function isHolder(value: unknown): value is LockHolder {
  return typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number' && 'host' in value && 'token' in value && 'birth' in value
}

function lives(holder: LockHolder, file: string): boolean {
  if (holder.host !== os.hostname()) return Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < foreignStaleMs
  return isAlive(holder.pid) && processBirth(holder.pid) === holder.birth
}

function held(file: string, own: LockHolder): FolderLock {
  const isOwn = () => readHolder(file)?.token === own.token
  const heartbeat = setInterval(() => {
    if (isOwn()) fs.utimes(file, new Date(), new Date(), () => {})
  }, heartbeatMs)
  heartbeat.unref()
  return {
    release() {
      clearInterval(heartbeat)
      if (isOwn()) fs.rmSync(file, { force: true })
    },
  }
}

function inUse(file: string, holder: LockHolder | undefined): StatedError {
  const folder = file.replace(/[\\/][^\\/]*$/, '')
  const sameHost = holder === undefined || holder.host === os.hostname()
  const who = sameHost ? `${holder?.pid ?? '?'}` : `${holder.pid} @ ${holder.host}`
  return new StatedError('DATA_FOLDER_IN_USE', {
    ja: `データの保存先 ${folder} は、動作中の窓口（プロセス ${who}）が使っています。そちらを停止するか、MADOGUCHI_DATA で別の保存先を指定してください。何も変更していません。${sameHost ? '' : '相手のコンピューターが停止している場合は、30秒待ってからもう一度起動してください。'}`,
    en: `The data folder ${folder} is in use by a running Madoguchi (process ${who}). Stop that one, or choose another folder with MADOGUCHI_DATA. Nothing was changed.${sameHost ? '' : ' If that computer is down, wait 30 seconds and start again.'}`,
  })
}
