import type { HandsetEvent } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import type { TraceEvent } from '@madoguchi/sdk'

/** A call as the person at the telephone wants it. */
export interface CallRequest {
  to: string
  /** Digits, or `anonymous`. */
  from: string
  /** ISO 8601 with an offset; absent: now. */
  at?: string
  /** Free agents. */
  agents: number
  /** As `madoguchi simulate --fault`: `gateway=busy`, `hours=error` … */
  faults: readonly string[]
}

/** What the telephone is told. `finished`: the flow has ended, also where it never hung up. `lost`: the line itself failed. */
export type LineEvent = HandsetEvent | { kind: 'trace'; event: TraceEvent } | { kind: 'finished' } | { kind: 'lost'; reason: string }

/** A call that is under way. */
export interface OngoingCall {
  press(key: string): void
  hangup(): void
  skip(): void
  /** Hangs up if need be, and listens no longer. */
  close(): void
  /** Of its random numbers; only a line that chooses it here knows it. */
  readonly seed?: number
}

/** Where the telephone is plugged in: a draft in this browser, or the live release in the runtime. */
export interface TelephoneLine {
  /** @throws LineRefused when no call can be made */
  dial(request: CallRequest, listen: (event: LineEvent) => void): Promise<OngoingCall>
}

/** Why no call could be made, for the person who tried. */
export class LineRefused extends Error {
  readonly said: BothLanguages

  constructor(said: BothLanguages, options?: ErrorOptions) {
    super(said.en, options)
    this.name = 'LineRefused'
    this.said = said
  }
}
