import { ContactGone, NodeError } from './faults.ts'
import type { Answer, Operation, ResultOf } from './operations.ts'

/** One numbered question to the world and its answer; without an answer it was still running when the journal was cut. */
export interface JournalEntry {
  n: number
  operation: Operation
  startedMs: number
  answer?: Answer
}

/** The world outside the engine: a real call, a simulated one, or a checker that enumerates what might happen. */
export interface World {
  /** Carries the operation out. An answer may come at once (virtual time) or later. */
  perform(operation: Operation, entry: JournalEntry, signal: AbortSignal): Answer | Promise<Answer>
  /** After a resume: the operation was already begun by a predecessor; wait for its end instead of beginning it again. */
  attach?(operation: Operation, entry: JournalEntry, signal: AbortSignal): Answer | Promise<Answer>
}

/** Told of every entry as it begins and ends, so that it can be stored. */
export interface JournalSink {
  began?(entry: JournalEntry): void
  ended?(entry: JournalEntry): void
}

/** The program asked something else than the journal recorded: another release, or an executor that is not deterministic. */
export class JournalMismatch extends Error {
  constructor(n: number, recorded: Operation, asked: Operation) {
    super(`journal entry ${n} recorded ${recorded.op}, the flow now asks ${asked.op}`)
    this.name = 'JournalMismatch'
  }
}

/**
 * The numbered questions of one session. Answers 1…k−1 come from what was recorded, the running k is attached to,
 * and only then is the world asked: this one mechanism is behind trace, resume, check and replay (architecture.md §3).
 */
export class Journal {
  readonly entries: JournalEntry[]
  /** The session's clock: when the last answer came, in milliseconds since the session began. */
  elapsedMs = 0
  readonly #world: World
  readonly #sink: JournalSink
  readonly #signal: AbortSignal
  readonly #recorded: number
  #next = 0

  constructor(world: World, options: { recorded?: JournalEntry[]; sink?: JournalSink; signal: AbortSignal }) {
    this.#world = world
    this.#sink = options.sink ?? {}
    this.#signal = options.signal
    this.entries = options.recorded ? [...options.recorded] : []
    this.#recorded = this.entries.length
  }

  /** How many questions the session has asked so far, recorded or not. */
  get asked(): number {
    return this.#next
  }

  /** True while answers still come from the recording, so nothing may be told to the world a second time. */
  get replaying(): boolean {
    return this.#next < this.#recorded
  }

  /**
   * Asks the world once, or reads what it answered before.
   * @throws NodeError when the world failed, ContactGone when the contact is gone, JournalMismatch when the recording is of another course.
   */
  async perform<O extends Operation>(operation: O): Promise<ResultOf<O>> {
    const n = this.#next++
    const recorded = this.entries[n]
    if (recorded && !sameJson(recorded.operation, operation)) throw new JournalMismatch(n, recorded.operation, operation)
    const entry = recorded ?? { n, operation, startedMs: this.elapsedMs }
    const answer = recorded?.answer ?? (await this.#ask(entry, recorded !== undefined))
    this.elapsedMs = answer.atMs
    if (answer.gone) throw new ContactGone(answer.gone.cause)
    if (answer.fault) throw new NodeError(answer.fault.code, answer.fault.message, { retryable: answer.fault.retryable })
    // The one border where an answer of the world gets the type of its question.
    return answer.result as ResultOf<O>
  }

  async #ask(entry: JournalEntry, running: boolean): Promise<Answer> {
    if (!running) {
      this.entries.push(entry)
      this.#sink.began?.(entry)
    }
    const begin = running && this.#world.attach ? this.#world.attach : this.#world.perform
    const answer = await begin.call(this.#world, entry.operation, entry, this.#signal)
    entry.answer = answer
    this.#sink.ended?.(entry)
    return answer
  }

  /** The last entry, whose answer tells what the contact had heard when it went. */
  get last(): JournalEntry | undefined {
    return this.entries[this.#next - 1]
  }
}

/** Equal as JSON: a store may have given the keys back in another order, and leaves out what is undefined. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return Array.isArray(a) === Array.isArray(b) && [...keys].every((key) => sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
