/**
 * A runtime that is in the middle of making a waiting release, and stays there until it is killed: it holds the lock, the request and an open
 * transaction. `node --import tsx killed-runtime.ts DATABASE_URL`; says `inside` on standard output.
 */
import { connect } from '../../database/open-database.ts'
import { LiveRelease } from '../../releases/live-release.ts'
import { ReleaseStore } from '../../releases/release-store.ts'
import { makeLogger } from '../../server/logger.ts'
import { WaitingReleases } from '../waiting-releases.ts'

const database = connect(process.argv[2] ?? '', false, undefined, async () => {})
const clock = () => new Date()
const live = new LiveRelease(database, new ReleaseStore(database, '1', clock))
await live.start()
const gate = () => {
  process.stdout.write('inside\n')
  return new Promise<never>(() => setInterval(() => {}, 1_000))
}
await new WaitingReleases({ database, live, gate, clock, productVersion: '1', log: makeLogger({ write: () => {} }) }).start()
