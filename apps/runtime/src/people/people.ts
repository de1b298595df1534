import type { Database } from '../database/open-database.ts'
import type { InstallationKey } from './installation-key.ts'
import { LogInLimits } from './log-in-limits.ts'
import { LogInStore } from './log-in-store.ts'
import { LogInWatch } from './log-in-watch.ts'
import type { OpenIdConnect } from './open-id-connect.ts'
import { Passwords } from './passwords.ts'

/** What accounts and log-ins of one runtime share. */
export interface People {
  database: Database
  clock: () => Date
  key: InstallationKey
  passwords: Passwords
  limits: LogInLimits
  logIns: LogInStore
  watch: LogInWatch
  /** Whether this runtime was started with `--demo`: only then may a click be a log-in, and only where the request allows it as well. */
  demo: boolean
  oidc: OpenIdConnect | undefined
  /** The address under which browsers reach us through a proxy that speaks HTTPS; undefined: loopback only. */
  publicUrl: URL | undefined
}

export function makePeople(database: Database, clock: () => Date, key: InstallationKey, options: Partial<Pick<People, 'demo' | 'oidc' | 'publicUrl'>> = {}): People {
  const watch = new LogInWatch((tokenHashes) => logIns.good(tokenHashes))
  const logIns: LogInStore = new LogInStore(database, clock, (tokenHashes) => watch.ended(tokenHashes))
  const { demo = false, oidc, publicUrl } = options
  return { database, clock, key, passwords: new Passwords(), limits: new LogInLimits(), logIns, watch, demo, oidc, publicUrl }
}
