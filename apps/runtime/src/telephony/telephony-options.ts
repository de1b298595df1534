import type { AskService, Timers } from '@madoguchi/engine'
import type { World } from '@madoguchi/sdk'
import type { Logger } from 'pino'
import type { OutsideWorld } from '../integrations/outside-world.ts'
import type { CallState } from './call-state.ts'
import type { Seat } from './desk.ts'
import type { FallbackRelease, FallbackState } from './fallback-keeper.ts'
import type { OwnReading, Voice } from './spoken-texts.ts'
import type { WatchdogTimes } from './watchdog.ts'

/** How one FreeSWITCH process is reached. */
export interface InstanceOptions {
  name: string
  host: string
  port: number
  password: string
  /** Gateways of its configuration, in the order in which outgoing calls try them. */
  gateways?: readonly string[]
  /** Telephones that its queue rings. */
  seats?: readonly Seat[]
  /** Its configuration folder, the same path here and on its machine: the fallback in it follows each release. Left out: nobody writes it. */
  configurationFolder?: string
}

/** A call that is to be run. */
export interface FreeSwitchCall {
  instance: string
  uuid: string
  /** The dialled line, normalised. */
  to: string
  /** The caller's number, or `anonymous`. */
  from: string
  /** Milliseconds since the epoch. */
  arrivedAtMs: number
  /** The state that a predecessor left on the channel: the session is to be gone on with, not begun. */
  adopted: CallState | undefined
  /** The world of this call; to be called once, before the session runs. From here on the call is kept from the fallback. `readings`: the dictionary of the release. */
  begin(session: { sessionId: string; release: number; startedAtMs?: number; readings?: readonly OwnReading[] }): World
  /** Notes where the call stands, as `flow/node`, for the state on the channel. */
  passed(node: string): void
}

export interface TelephonyOptions {
  instances: readonly InstanceOptions[]
  /** `<sha256>.wav` of every release that runs; the same path on the FreeSWITCH machine. */
  promptsFolder: string
  recordingsFolder: string
  /** Says texts that were never recorded; absent where no voice is installed. */
  voice?: Voice | undefined
  outside?: OutsideWorld | undefined
  /** Asks the services of plugins; absent where none is installed. */
  services?: AskService | undefined
  /** The release that FreeSWITCH shall fall back to; `undefined` while there is none. Left out: the fallback is nobody's business here. */
  liveRelease?: (() => Promise<FallbackRelease | undefined>) | undefined
  /** This runtime among those that might own an instance: letters, digits, hyphens; another one for each process. */
  node: string
  /**
   * Runs the call and resolves when its session is over. A channel that is still up then is hung up; if it rejects, FreeSWITCH's fallback
   * takes the caller.
   */
  onCall(call: FreeSwitchCall): Promise<unknown>
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  timers?: Timers
  wallClock?: () => number
  leaseMs?: number
  watchdog?: WatchdogTimes
  /** Leave the call state and the watchdog away; only to measure what they cost. */
  bare?: boolean
}

/** An instance as the runtime tells of it. */
export interface InstanceState {
  name: string
  /** `standby`: connected, and another runtime has it. */
  state: 'connecting' | 'standby' | 'owner' | 'stopped'
  calls: number
  /** Why the last connection ended, for a person. */
  problem?: { ja: string; en: string }
  /** What it would do alone; only where its configuration folder is named. */
  fallback?: FallbackState
}
