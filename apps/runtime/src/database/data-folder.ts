import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StatedError } from '../stated-error.ts'
import { canEnter, postgresUser } from './os-user.ts'
import type { OsUser } from './os-user.ts'

/** Where an installation keeps everything that is not in the project: database, logs, spool, secrets. Absolute paths. */
export interface DataFolder {
  root: string
  lock: string
  secrets: string
  spool: string
  log: string
}

/** Passwords of the embedded database; made once, kept with mode 0600, never logged. */
export interface DatabaseSecrets {
  superuser: string
  owner: string
  runtime: string
}

/** Opens (and at first creates) the data folder. @throws StatedError DATA_FOLDER_UNUSABLE */
export function openDataFolder(folder: string): DataFolder {
  const asked = path.resolve(folder)
  try {
    fs.mkdirSync(asked, { recursive: true })
    const root = fs.realpathSync(asked)
    const at = (name: string) => path.join(root, name)
    fs.mkdirSync(at('spool'), { recursive: true, mode: 0o700 })
    fs.mkdirSync(at('logs'), { recursive: true, mode: 0o700 })
    return { root, lock: at('lock'), secrets: at('secrets.json'), spool: at('spool'), log: path.join(at('logs'), 'runtime.log') }
  } catch (cause) {
    throw new StatedError(
      'DATA_FOLDER_UNUSABLE',
      {
        ja: `データの保存先 ${asked} に書き込めません。権限を確認するか、MADOGUCHI_DATA で別の場所を指定してください。何も変更していません。`,
        en: `The data folder ${asked} cannot be written. Check its rights, or choose another with MADOGUCHI_DATA. Nothing was changed.`,
      },
      { cause },
    )
  }
}

/** Reads the database passwords, or makes them on first use. The file appears whole or not at all. */
export function databaseSecrets(data: DataFolder): DatabaseSecrets {
  if (!fs.existsSync(data.secrets)) {
    const make = () => randomBytes(24).toString('base64url')
    const half = `${data.secrets}.${process.pid}`
    fs.writeFileSync(half, JSON.stringify({ superuser: make(), owner: make(), runtime: make() }), { mode: 0o600, flush: true })
    fs.renameSync(half, data.secrets)
  }
  return JSON.parse(fs.readFileSync(data.secrets, 'utf8'))
}

/** What is remembered of the embedded cluster between starts. */
export interface ClusterPlace {
  /** Folder of the cluster, its log and, where needed, copied programs. */
  home: string
  user: OsUser | undefined
  /** The port of the last start; kept so that tools find it again. */
  port: number | undefined
}

/**
 * Where the embedded cluster lies: in the data folder, or, when PostgreSQL's user cannot enter that (root under a closed home folder),
 * in a folder of /var/lib. The choice is remembered in postgres.json.
 */
export function clusterPlace(data: DataFolder): ClusterPlace {
  const remembered = readPlace(data)
  const home = remembered?.home ?? path.join(data.root, 'postgres')
  const user = postgresUser(path.join(home, 'cluster'))
  if (prepare(home, user)) return remember(data, { home, user, port: remembered?.port })
  const away = path.join('/var/lib/madoguchi', createHash('sha256').update(data.root).digest('hex').slice(0, 16))
  const awayUser = postgresUser(path.join(away, 'cluster'))
  if (remembered === undefined && prepare(away, awayUser)) return remember(data, { home: away, user: awayUser, port: undefined })
  throw new StatedError('DATA_FOLDER_UNUSABLE', {
    ja: `内蔵データベースの利用者が ${home} に入れません。上位フォルダーの権限を確認するか、MADOGUCHI_DATA で別の場所を指定してください。`,
    en: `The user of the embedded database cannot enter ${home}. Check the rights of the folders above it, or choose another with MADOGUCHI_DATA.`,
  })
}

/** Keeps the port of this start for the next one. */
export function rememberPort(data: DataFolder, place: ClusterPlace, port: number): void {
  remember(data, { ...place, port })
}

function prepare(home: string, user: OsUser | undefined): boolean {
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o755 })
    if (user !== undefined && fs.statSync(home).uid !== user.uid) fs.chownSync(home, user.uid, user.gid)
    return canEnter(home, user)
  } catch {
    return false
  }
}

function readPlace(data: DataFolder): { home: string; port?: number } | undefined {
  const file = path.join(data.root, 'postgres.json')
  if (!fs.existsSync(file)) return undefined
  const { home, port } = JSON.parse(fs.readFileSync(file, 'utf8'))
  // A data folder that was moved as a whole takes its cluster along; the remembered path is then of the old place.
  return home.startsWith('/var/lib/') ? { home, port } : { home: path.join(data.root, 'postgres'), port }
}

function remember(data: DataFolder, place: ClusterPlace): ClusterPlace {
  const file = path.join(data.root, 'postgres.json')
  const half = `${file}.${process.pid}`
  fs.writeFileSync(half, JSON.stringify({ home: place.home, port: place.port }))
  fs.renameSync(half, file)
  return place
}
