import { NodeError } from '@madoguchi/sdk'
import { type LocalClock, makeLocalClock } from './hours/local-clock.ts'

/**
 * The clock of one session: the time of the last answer. A walk over all courses stands at the instant that it began at, so that one state of
 * the hours holds for all of them, until a node has waited for a time: then it stands there.
 */
export class SessionClock {
  readonly #startedAtMs: number
  readonly #timeZone: string
  readonly #walked: boolean
  /** In a walk: how far it was moved on by waiting. */
  #movedMs: number
  #local: LocalClock | undefined

  constructor(startedAtMs: number, timeZone: string, walk: { movedMs: number } | undefined) {
    this.#startedAtMs = startedAtMs
    this.#timeZone = timeZone
    this.#walked = walk !== undefined
    this.#movedMs = walk?.movedMs ?? 0
  }

  at(elapsedMs: number): number {
    return this.#startedAtMs + (this.#walked ? this.#movedMs : elapsedMs)
  }

  get movedMs(): number {
    return this.#movedMs
  }

  waited(ms: number): void {
    if (this.#walked) this.#movedMs += ms
  }

  /** @throws NodeError `unreadable-time` */
  epochOf(instant: string): number {
    this.#local ??= makeLocalClock(this.#timeZone)
    try {
      return this.#local.epochOf(instant)
    } catch (cause) {
      throw new NodeError('unreadable-time', 'this is no date and time like 2026-11-24T08:30', { cause })
    }
  }

  dateAt(epochMs: number): string {
    this.#local ??= makeLocalClock(this.#timeZone)
    return this.#local.isoOf(epochMs).slice(0, 10)
  }
}
