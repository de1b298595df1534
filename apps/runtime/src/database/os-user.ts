import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** The operating-system user that runs PostgreSQL, as spawn options take it. */
export interface OsUser {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root, so root hands it to someone else; everybody else runs it as themselves (undefined).
 * The owner of an existing cluster comes first: another user could not read it, and changing its owner while it runs corrupts access.
 * Otherwise `postgres`, else `nobody`; initdb needs an entry in the password file, so a bare number does not do.
 */
export function postgresUser(clusterFolder: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (fs.existsSync(clusterFolder)) {
    const { uid, gid } = fs.statSync(clusterFolder)
    if (uid !== 0) return { uid, gid }
  }
  return knownUser('postgres') ?? knownUser('nobody') ?? { uid: 65534, gid: 65534 }
}

function knownUser(name: string): OsUser | undefined {
  const ask = (flag: string) => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return answer.status === 0 ? Number(answer.stdout) : undefined
  }
  const uid = ask('-u')
  const gid = ask('-g')
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

/** Whether `user` can enter the folder; false where a parent is closed to it (a home folder with mode 0700). */
export function canEnter(folder: string, user: OsUser | undefined): boolean {
  if (user === undefined) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
