import fs from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { readBundleFolder } from './bundles/read-bundle-folder.ts'
import { AuditWriter } from './audit/audit-writer.ts'
import { DailyAnchors } from './audit/daily-anchors.ts'
import { isAppendOnly } from './audit/audit-proof.ts'
import { startFreeSwitchCalls } from './calls/freeswitch-calls.ts'
import { ProgramStore } from './calls/program-store.ts'
import { PromptFiles } from './calls/prompt-files.ts'
import { SimulatedCalls } from './calls/simulated-calls.ts'
import { openDataFolder } from './database/data-folder.ts'
import { lockFolder } from './database/folder-lock.ts'
import { openDatabase } from './database/open-database.ts'
import type { Database, OpenOptions } from './database/open-database.ts'
import { DraftStore } from './drafts/draft-store.ts'
import { makeDemoPeople, makeFirstAdministrator } from './people/first-people.ts'
import type { FirstPassword } from './people/first-people.ts'
import { openInstallationKey } from './people/installation-key.ts'
import { OpenIdConnect } from './people/open-id-connect.ts'
import type { OidcSettings } from './people/open-id-connect.ts'
import { makePeople } from './people/people.ts'
import { WaitingReleases } from './approvals/waiting-releases.ts'
import { InstalledPlugins } from './plugins/installed-plugins.ts'
import { productVersion } from './product-version.ts'
import type { Gate } from './releases/gate.ts'
import type { IntegrationSettings } from './integrations/integration-settings.ts'
import { makeIntegrations } from './integrations/start-integrations.ts'
import { LiveRelease } from './releases/live-release.ts'
import { loadFirstRelease } from './releases/load-first-release.ts'
import { refuseNewerRelease } from './releases/refuse-newer-release.ts'
import { refuseProblems } from './releases/refuse-problems.ts'
import { ReleaseStore } from './releases/release-store.ts'
import type { RuntimeContext } from './runtime-context.ts'
import { listenOnLoopback, refuseBusyPort } from './server/listen.ts'
import { makeLogger, openLogFile } from './server/logger.ts'
import { makeServer } from './server/make-server.ts'
import { RecordSpool } from './sessions/record-spool.ts'
import { SessionStore } from './sessions/session-store.ts'
import { SessionWriter } from './sessions/session-writer.ts'
import { readInstances } from './telephony/instance-file.ts'
import type { BothLanguages } from '@madoguchi/schemas'

export interface RuntimeOptions {
  dataFolder: string
  port: number
  gate: Gate
  /** The bundle that becomes release 1 on the first start; none: the runtime starts empty. */
  bundleFolder?: string
  database?: OpenOptions
  /** Configuration folders of the FreeSWITCH instances, separated by commas; none: the simulated telephony only. */
  freeswitch?: string | undefined
  /** The folder with packages of third parties (MADOGUCHI_PLUGINS); none: `plugins` in the data folder. */
  pluginsFolder?: string | undefined
  /** A folder outside this machine for anchors of the audit log (MADOGUCHI_ANCHORS); the data folder has them in any case. */
  anchorsFolder?: string | undefined
  /** People of the demo on an installation without people, and one click to log in as them from this machine. */
  demo?: boolean
  /** The key of the installation (MADOGUCHI_KEY); none: the one in the data folder. */
  key?: string | undefined
  oidc?: OidcSettings | undefined
  /** What flows may reach; left out: nothing. */
  integrations?: IntegrationSettings
  /** Where browsers reach this runtime through an HTTPS proxy; none: on this machine only. */
  publicUrl?: URL | undefined
  clock?: () => Date
  studio?: string
  /** Progress for people. */
  say?: (said: BothLanguages) => void
}

export interface Runtime {
  url: string
  context: RuntimeContext
  server: FastifyInstance
  /** Of the first administrator, to be told once and kept nowhere; undefined where people exist. */
  firstPassword: FirstPassword | undefined
  /** Stops everything in order; safe to call twice. */
  stop(): Promise<void>
}

/** What was started, to be stopped in the reverse order, also when a later step of starting fails. */
type Stops = Array<() => void | Promise<void>>

/** Starts a runtime: data folder, lock, database, first release, server. @throws StatedError with nothing left running */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const stops: Stops = []
  let stopped: Promise<void> | undefined
  const stopping = new AbortController()
  const stop = () => {
    // Subscriptions end by themselves first; the server would otherwise cut them.
    stopping.abort()
    return (stopped ??= stopAll(stops))
  }
  try {
    const context = await startContext(options, stops, stopping.signal)
    if (options.demo === true) await makeDemoPeople(context.people)
    const firstPassword = await makeFirstAdministrator(context.people)
    const server = await makeServer(context, options.studio === undefined ? {} : { studio: options.studio })
    stops.push(() => server.close())
    const url = await listenOnLoopback(server, options.port)
    context.log.info({ release: context.live.current?.number, embedded: context.database.embedded }, 'started')
    return { url, context, server, firstPassword, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

async function startContext(options: RuntimeOptions, stops: Stops, stopping: AbortSignal): Promise<RuntimeContext> {
  const clock = options.clock ?? (() => new Date())
  const data = openDataFolder(options.dataFolder)
  const lock = lockFolder(data.lock)
  stops.push(() => lock.release())
  // Before the database is made: whoever chose a busy port should not wait for that.
  await refuseBusyPort(options.port)
  const logFile = openLogFile(data.log)
  stops.push(() => logFile.close())
  const log = makeLogger(logFile.stream)
  const database = await openDatabase(data, {
    ...options.database,
    say: (what) => options.say?.(databaseSaid[what]),
    onFault: (cause) => log.warn({ err: cause }, 'database connection lost'),
  })
  stops.push(() => database.close())
  const plugins = await startPlugins(options.pluginsFolder ?? path.join(data.root, 'plugins'), log, stops)
  await loadBundle(database, options, clock)
  const releases = new ReleaseStore(database, productVersion, clock)
  const live = new LiveRelease(database, releases)
  stops.push(() => live.stop())
  await live.start()
  await refuseNewerRelease(releases, live.current?.number)
  const waiting = new WaitingReleases({ database, live, gate: options.gate, log, clock, productVersion })
  stops.push(() => waiting.stop())
  await waiting.start()
  const writer = startWriter(database, new RecordSpool(data.spool), log, stops)
  const audit = startAudit(database, clock, log, stops)
  const drafts = new DraftStore(database, clock)
  const sessions = new SessionStore(database)
  if (database.embedded) log.info({ sessions: await sessions.closeLost() }, 'sessions of a killed runtime closed')
  const programs = new ProgramStore(releases, live)
  await programs.start()
  const anchors = await startAnchors({ database, audit, programs, log, clock }, [data.root, ...(options.anchorsFolder === undefined ? [] : [options.anchorsFolder])], stops)
  const calls = new SimulatedCalls(programs, writer, log, clock, plugins.ask)
  stops.push(() => calls.stop())
  const people = makePeople(database, clock, openInstallationKey(data.root, options.key), { demo: options.demo, oidc: options.oidc && new OpenIdConnect(options.oidc), publicUrl: options.publicUrl })
  stops.push(() => people.watch.stop())
  const instances = readInstances(options.freeswitch)
  const prompts = new PromptFiles(path.join(data.root, 'prompts'), releases)
  const { outbox, records, callbacks, outside } = makeIntegrations(database, options.integrations ?? {}, log, clock)
  stops.push(() => outbox.stop())
  await outbox.start()
  const telephony = instances.length === 0 ? undefined : startFreeSwitchCalls(instances, { programs, prompts, sessions, writer, recordingsFolder: path.join(data.root, 'recordings'), outside, services: plugins.ask, log, clock })
  if (telephony) stops.push(() => telephony.stop())
  live.onChange(() => telephony?.renewFallbacks())
  return { database, releases, drafts, sessions, live, writer, audit, anchors, programs, calls, people, outbox, records, callbacks, telephony, gate: options.gate, plugins, log, clock, productVersion, stopping }
}

/** Before anything is compiled: a release may stand on them. */
async function startPlugins(folder: string, log: RuntimeContext['log'], stops: Stops): Promise<InstalledPlugins> {
  const plugins = new InstalledPlugins({ folder, onEnd: (plugin, part, why) => log.warn({ plugin, part, why }, 'a plugin process ended') })
  stops.push(() => plugins.stop())
  await plugins.load()
  for (const { name, version, contentHash, refused } of plugins.all) log.info({ plugin: name, version, contentHash, refused: refused?.en }, refused ? 'plugin refused' : 'plugin installed')
  return plugins
}

function startWriter(database: Database, spool: RecordSpool, log: RuntimeContext['log'], stops: Stops): SessionWriter {
  const writer = new SessionWriter(database.pool, spool, {
    lost: (records) => log.error({ records }, 'trace records lost: the spool is full'),
    refused: (sessionId, record, cause) => log.error({ sessionId, record, err: cause }, 'trace record refused by the database'),
    spooling: (cause) => log.warn({ err: cause }, 'traces go to the spool'),
    recovered: () => log.info('traces go to the database again'),
  })
  stops.push(() => writer.stop())
  return writer
}

function startAudit(database: Database, clock: () => Date, log: RuntimeContext['log'], stops: Stops): AuditWriter {
  const audit = new AuditWriter(database.pool, clock, {
    waiting: (entries, cause) => log.error({ entries, err: cause }, 'audit entries wait: the database does not take them'),
    recovered: () => log.info('audit entries go to the database again'),
    lost: (entries, cause) => log.error({ entries, err: cause }, 'audit entries lost'),
  })
  stops.push(() => audit.stop())
  return audit
}

async function startAnchors({ database, audit, programs, log, clock }: Pick<RuntimeContext, 'database' | 'audit' | 'programs' | 'log' | 'clock'>, folders: readonly string[], stops: Stops): Promise<DailyAnchors> {
  if (!(await isAppendOnly(database.pool))) log.warn('one database role does everything: nothing but hashes and anchors protects the audit log; set DATABASE_OWNER_URL')
  const timeZone = () => programs.live().then(({ program }) => program.timeZone, () => 'Asia/Tokyo')
  const anchors = new DailyAnchors({ pool: database.pool, audit, folders, clock, timeZone, log })
  stops.push(() => anchors.stop())
  await anchors.start()
  return anchors
}

/** The shipped bundle is checked like any other; with an error in it nothing is loaded and the start says why. */
async function loadBundle(database: Database, { bundleFolder, gate, say }: RuntimeOptions, clock: () => Date): Promise<void> {
  if (bundleFolder === undefined || !fs.existsSync(bundleFolder)) return
  const read = async () => {
    say?.({ ja: `初期設定を読み込んでいます（${bundleFolder}）`, en: `Loading the first bundle (${bundleFolder})` })
    const { bundle, problems } = await readBundleFolder(bundleFolder)
    refuseProblems([...problems, ...(await gate(bundle.files, new Set(bundle.audio.keys())))])
    return bundle
  }
  await loadFirstRelease(database, read, { message: '初期設定', author: 'madoguchi', productVersion, now: clock() })
}

async function stopAll(stops: Stops): Promise<void> {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
    try {
      await stop()
    } catch {
      // What fails to stop must not keep the rest running.
    }
  }
}

const databaseSaid = {
  creating: { ja: '内蔵データベースを作成しています（初回のみ）', en: 'Creating the embedded database (first start only)' },
  starting: { ja: '内蔵データベースを起動しています', en: 'Starting the embedded database' },
  adopted: { ja: '動いていた内蔵データベースを引き継ぎました', en: 'Took over the embedded database that was still running' },
  restarted: { ja: '停止した内蔵データベースを再起動しました', en: 'Restarted the embedded database after it had stopped' },
} as const satisfies Record<string, BothLanguages>
