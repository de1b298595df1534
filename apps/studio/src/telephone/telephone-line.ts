import type { HandsetEvent, Pace, VariableChange } from '@madoguchi/engine'
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
  /** Callers who wait in a queue before this one; left out: nobody. */
  waiting?: number
  /** As `madoguchi simulate --fault`: `gateway=busy`, `hours=error` … */
  faults: readonly string[]
}

/** Where a call that can be walked through is. All times are the call's own. */
export interface StepPlace {
  index: number
  flow: string
  node: string
  atMs: number
}

/** The variables of a held call as they may be shown, and the names of those that are secret. */
export interface HeldVariables {
  variables: Readonly<Record<string, unknown>>
  secrets: readonly string[]
}

/**
 * `entered` for every node; `stopped` where the call then waits for the person, who may have variables `changed` there;
 * `rewound`: all that was told before is told again, up to this place.
 */
export type StepEvent =
  | ({ kind: 'entered' } & StepPlace)
  | ({ kind: 'stopped' } & HeldVariables & StepPlace)
  | { kind: 'changed'; change: VariableChange; variables: Readonly<Record<string, unknown>> }
  | { kind: 'resumed' }
  | { kind: 'rewound'; index: number; atMs: number }

/** What the telephone is told. `finished`: the flow has ended, also where it never hung up. `lost`: the line itself failed. */
export type LineEvent = HandsetEvent | StepEvent | { kind: 'trace'; event: TraceEvent } | { kind: 'finished' } | { kind: 'lost'; reason: string }

/** A call that is under way. */
export interface OngoingCall {
  press(key: string): void
  hangup(): void
  skip(): void
  /** Hangs up if need be, and listens no longer. */
  close(): void
  /** Of its random numbers; only a line that chooses it here knows it. */
  readonly seed?: number
  /** Where the line allows to walk through the call. */
  readonly steps?: StepControl
}

export interface StepControl {
  /** Goes on from where the call stands; while it runs, the pace holds from the next node on. */
  go(pace: Pace): void
  /** Takes the call back to the entry of a node that it has passed, and stops there. */
  rewind(index: number): void
  /** Puts a value into a variable of a call that is held. Taken back to before it, the call forgets it. */
  change(name: string, value: unknown): void
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
