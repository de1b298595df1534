import { NodeError } from '../faults.ts'
import type { SessionPort } from './session.ts'

/** The session's clock, in the zone of the bundle: the time of the last answer. Derived, so never journaled. */
export class ClockCapability {
  readonly #session: SessionPort
  readonly #node: () => string

  constructor(session: SessionPort, node: () => string) {
    this.#session = session
    this.#node = node
  }

  /** Milliseconds since the session began. */
  get elapsedMs(): number {
    return this.#session.journal.elapsedMs
  }

  /** Milliseconds from now to an instant; negative once it is over. @param instant ISO 8601; without an offset it is local time @throws NodeError `unreadable-time` */
  msUntil(instant: string): number {
    return this.#session.epochOf(instant) - this.#session.nowMs
  }

  /** Milliseconds to the next time that the clock shows `HH:MM`; 0 during that minute. @throws NodeError `unreadable-time` */
  msUntilTime(time: string): number {
    const { nowMs } = this.#session
    const today = this.#session.dateAt(nowMs)
    const beginMs = this.#session.epochOf(`${today}T${time}`)
    if (nowMs < beginMs) return beginMs - nowMs
    return nowMs < beginMs + minuteMs ? 0 : this.#session.epochOf(`${dayAfter(today)}T${time}`) - nowMs
  }

  /** Milliseconds to the next opening; 0 while open, null when none is known. The trace tells why. @throws NodeError `hours-error` */
  msUntilOpening(document: string): number | null {
    const answer = this.#session.hours(document)
    this.#session.emit({ kind: 'decision', atMs: this.elapsedMs, node: this.#node(), document, ...answer })
    if (answer.state === 'open') return 0
    return answer.nextOpen === null ? null : this.msUntil(answer.nextOpen)
  }

  /** Tells the session that it was waited for so long: where time is only walked through (check), the clock is set to it. */
  waited(ms: number): void {
    this.#session.waited(ms)
  }
}

const minuteMs = 60_000

function dayAfter(date: string): string {
  const next = Date.parse(`${date}T00:00:00Z`) + 24 * 60 * minuteMs
  if (Number.isNaN(next)) throw new NodeError('unreadable-time', 'the clock shows no date')
  return new Date(next).toISOString().slice(0, 10)
}
