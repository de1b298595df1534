import type { HoursAnswer, TraceEvent } from '../trace.ts'
import type { FaultFacts } from './fault.ts'
import type { ReleaseTable } from './tables.ts'
import type { Journal } from '../journal.ts'
import type { InLine, KeepsPlace, Outcome, QueuePlace, RequiredSkill, Utterance } from '../operations.ts'

/** What the capabilities of a session stand on; the engine provides it for flows, `describeNode` for one node. */
export interface SessionPort {
  readonly journal: Journal
  /** The language that prompts are spoken in from here on. */
  language: 'ja' | 'en'
  /** The prompt as the caller would hear it now, with these further values for its expressions. Throws `NodeError` `unknown-prompt`. */
  utterance(prompt: string, values?: Readonly<Record<string, unknown>>): Utterance | Promise<Utterance>
  /** The queue document's settings, with its announcements as they would be heard now. Throws `NodeError` `unknown-queue`. */
  queue(id: string): QueueSettings | Promise<QueueSettings>
  /** The state of the hours document at the session's clock. Throws `NodeError` `hours-error`. */
  hours(id: string): HoursAnswer
  /** A table of the release. Throws `NodeError` `unknown-table`. */
  table(id: string): ReleaseTable
  /** The session's clock, in milliseconds since the epoch. */
  readonly nowMs: number
  /** An instant as people write it (ISO 8601, local time of the bundle without an offset). Throws `NodeError` `unreadable-time`. */
  epochOf(instant: string): number
  /** The date in the zone of the bundle, `2026-11-24`. */
  dateAt(epochMs: number): string
  /** It was waited for so long that the clock must show it, also where nobody really waits. */
  waited(ms: number): void
  /** One of several ways, by weight and chance; its place. */
  choose(weights: readonly number[]): number
  /** The fault that led straight to the node that runs now. */
  readonly fault: FaultFacts | undefined
  /** The place in a queue that is kept while a flow runs; undefined: none. As a part of an operation. */
  readonly inLine: Required<InLine> | undefined
  /** The place in a queue that the caller had last, by queue: what a call back keeps. */
  readonly places: Map<string, QueuePlace>
  /** Keeps a place during the operations of the present node, or no longer. */
  keep(place: QueuePlace | undefined): void
  /** What the node gave away when it let a flow run, and got back: the place, and how often the flow has run. */
  readonly resumed: WaitSlice | undefined
  emit(event: TraceEvent): void
  /** Notes how the session ends unless something more decisive follows. */
  settle(outcome: Outcome): void
}

export interface QueueSettings {
  maxWaitSeconds: number
  maxLength: number
  announceFirst?: Utterance
  announceAgain?: Utterance
  announceEverySeconds: number
  skills?: RequiredSkill[]
  status?: StatusAnnouncements
}

/** What a waiting caller is told of the wait. A prompt says it in words of its own (`queue.position`, `queue.minutes`); left out: a fixed sentence. */
export interface StatusAnnouncements {
  says: 'position' | 'wait' | 'both'
  firstAfterSeconds: number
  repeatUnchanged: boolean
  positionPrompt?: string
  waitPrompt?: string
  unknownWaitPrompt?: string
}

/** A wait that a flow has interrupted. */
export interface WaitSlice {
  place: QueuePlace
  /** How often the flow of the wait has run. */
  runs: number
}

/** As a part of an operation that is not broken off: whether a place in a queue is held meanwhile. */
export function keepsPlace({ inLine }: Pick<SessionPort, 'inLine'>): KeepsPlace {
  return inLine ? { keepsPlace: true } : {}
}
