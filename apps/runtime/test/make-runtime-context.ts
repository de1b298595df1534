import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AuditWriter } from '../src/audit/audit-writer.ts'
import { DailyAnchors } from '../src/audit/daily-anchors.ts'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { ProgramStore } from '../src/calls/program-store.ts'
import { SimulatedCalls } from '../src/calls/simulated-calls.ts'
import { DraftStore } from '../src/drafts/draft-store.ts'
import { makeKey } from '../src/people/installation-key.ts'
import { makePeople } from '../src/people/people.ts'
import type { People } from '../src/people/people.ts'
import { makeIntegrations } from '../src/integrations/start-integrations.ts'
import { InstalledPlugins } from '../src/plugins/installed-plugins.ts'
import { LiveRelease } from '../src/releases/live-release.ts'
import { loadFirstRelease } from '../src/releases/load-first-release.ts'
import { ReleaseStore } from '../src/releases/release-store.ts'
import { gate } from '../src/releases/gate.ts'
import type { RuntimeContext } from '../src/runtime-context.ts'
import { makeLogger } from '../src/server/logger.ts'
import { RecordSpool } from '../src/sessions/record-spool.ts'
import { SessionStore } from '../src/sessions/session-store.ts'
import { SessionWriter } from '../src/sessions/session-writer.ts'
import { atEndOfFile } from './clean-up.ts'
import { smallBundleFolder } from './make-bundle.ts'
import { makeDatabase } from './make-database.ts'

/** Everything a server needs, on a database of its own with the small bundle as release 1. `logged` collects what the log says. */
export async function makeRuntimeContext(options: Partial<Pick<People, 'demo' | 'oidc' | 'publicUrl'>> & { clock?: () => Date } = {}): Promise<RuntimeContext & { logged: string[] }> {
  const database = await makeDatabase()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-context-'))
  const logged: string[] = []
  const clock = options.clock ?? (() => new Date())
  const { bundle } = await readBundleFolder(smallBundleFolder)
  await loadFirstRelease(database, async () => bundle, { message: '初期設定', author: 'madoguchi', productVersion: '1', now: clock() })
  const releases = new ReleaseStore(database, '1', clock)
  const live = new LiveRelease(database, releases)
  await live.start()
  const quiet = () => {}
  const writer = new SessionWriter(database.pool, new RecordSpool(folder), { lost: quiet, refused: quiet, spooling: quiet, recovered: quiet })
  const stopping = new AbortController()
  const log = makeLogger({ write: (line) => void logged.push(line) })
  const programs = new ProgramStore(releases, live)
  const calls = new SimulatedCalls(programs, writer, log, clock)
  const audit = new AuditWriter(database.pool, clock, { waiting: quiet, recovered: quiet, lost: quiet })
  const anchors = new DailyAnchors({ pool: database.pool, audit, folders: [folder], clock, timeZone: async () => 'Asia/Tokyo', log })
  const plugins = new InstalledPlugins({ folder: path.join(folder, 'plugins') })
  const people = makePeople(database, clock, makeKey('the key of a test installation'), options)
  atEndOfFile(async () => {
    stopping.abort()
    people.watch.stop()
    plugins.stop()
    await anchors.stop()
    await audit.stop()
    calls.stop()
    await writer.stop()
    await live.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  })
  const { outbox, records, callbacks } = makeIntegrations(database, {}, log, clock)
  const [drafts, sessions] = [new DraftStore(database, clock), new SessionStore(database)]
  return { database, releases, drafts, sessions, live, writer, audit, anchors, programs, calls, people, outbox, records, callbacks, telephony: undefined, gate, plugins, log, clock, productVersion: '1', stopping: stopping.signal, logged }
}
