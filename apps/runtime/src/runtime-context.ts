import type { Logger } from 'pino'
import type { AuditWriter } from './audit/audit-writer.ts'
import type { DailyAnchors } from './audit/daily-anchors.ts'
import type { ProgramStore } from './calls/program-store.ts'
import type { SimulatedCalls } from './calls/simulated-calls.ts'
import type { Database } from './database/open-database.ts'
import type { DraftStore } from './drafts/draft-store.ts'
import type { Outbox } from './integrations/outbox.ts'
import type { QueueCallbacks } from './integrations/queue-callbacks.ts'
import type { ServiceRecords } from './integrations/service-records.ts'
import type { LiveRelease } from './releases/live-release.ts'
import type { Actor } from './people/actor.ts'
import type { CurrentLogIn } from './people/log-in-store.ts'
import type { People } from './people/people.ts'
import type { Visit } from './people/visit.ts'
import type { InstalledPlugins } from './plugins/installed-plugins.ts'
import type { Gate } from './releases/gate.ts'
import type { ReleaseStore } from './releases/release-store.ts'
import type { SessionStore } from './sessions/session-store.ts'
import type { SessionWriter } from './sessions/session-writer.ts'
import type { Telephony } from './telephony/start-telephony.ts'

/** Everything that procedures and routes of one runtime share. */
export interface RuntimeContext {
  database: Database
  releases: ReleaseStore
  drafts: DraftStore
  sessions: SessionStore
  live: LiveRelease
  writer: SessionWriter
  /** For what is not tied to a write; a write calls `appendAudit` inside its own transaction. */
  audit: AuditWriter
  anchors: DailyAnchors
  programs: ProgramStore
  calls: SimulatedCalls
  people: People
  outbox: Outbox
  records: ServiceRecords
  callbacks: QueueCallbacks
  /** FreeSWITCH; undefined where only the simulated telephony runs. */
  telephony: Telephony | undefined
  gate: Gate
  /** Packages of third parties. */
  plugins: InstalledPlugins
  log: Logger
  clock: () => Date
  productVersion: string
  /** Aborts when the runtime stops; ends subscriptions. */
  stopping: AbortSignal
}

/** The context of one request: that of the runtime, and who asks. */
export interface RequestContext extends RuntimeContext {
  /** Undefined: nobody has logged in, or not far enough (a second factor or a new password is owed). */
  actor: Actor | undefined
  /** The log-in that the cookie names, an unfinished one too; absent where no browser asks. */
  logIn?: CurrentLogIn | undefined
  /** The browser; absent where none asks. */
  visit?: Visit | undefined
}
