import type { Logger } from 'pino'
import type { ProgramStore } from './calls/program-store.ts'
import type { SimulatedCalls } from './calls/simulated-calls.ts'
import type { Database } from './database/open-database.ts'
import type { DraftStore } from './drafts/draft-store.ts'
import type { LiveRelease } from './releases/live-release.ts'
import type { Gate } from './releases/publish-draft.ts'
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
  programs: ProgramStore
  calls: SimulatedCalls
  /** FreeSWITCH; undefined where only the simulated telephony runs. */
  telephony: Telephony | undefined
  gate: Gate
  log: Logger
  clock: () => Date
  productVersion: string
  /** Aborts when the runtime stops; ends subscriptions. */
  stopping: AbortSignal
}
