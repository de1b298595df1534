import type { HoursAnswer, TraceEvent } from '../trace.ts'
import type { Journal } from '../journal.ts'
import type { Outcome, Utterance } from '../operations.ts'

/** What the capabilities of a session stand on; the engine provides it for flows, `describeNode` for one node. */
export interface SessionPort {
  readonly journal: Journal
  /** The prompt as the caller would hear it now. Throws `NodeError` `unknown-prompt`. */
  utterance(prompt: string): Utterance | Promise<Utterance>
  /** The queue document's settings, with its announcements as they would be heard now. Throws `NodeError` `unknown-queue`. */
  queue(id: string): QueueSettings | Promise<QueueSettings>
  /** The state of the hours document at the session's clock. Throws `NodeError` `hours-error`. */
  hours(id: string): HoursAnswer
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
}
