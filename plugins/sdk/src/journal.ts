import { ContactGone, NodeError, WaitEnded } from './faults.ts'
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
  /**
   * Carries the operation out. An answer may come at once (virtual time) or later; a failure is an answer with `fault`, or a thrown NodeError.
   * Once the contact is gone, every further answer says so. The signal is that of whoever runs the session: aborted, nobody waits any more.
   */
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
  /** @param asked undefined: the flow ended while the recording went on */
  constructor(n: number, recorded: Operation, asked: Operation | undefined) {
    super(`journal entry ${n} recorded ${recorded.op}, the flow now ${asked ? `asks ${asked.op}${asked.op === recorded.op ? ' otherwise' : ''}` : 'ends'}`)
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
  readonly #sink: JournalSink | undefined
  readonly #signal: AbortSignal
  readonly #recorded: number
  #next = 0

  constructor(world: World, options: { recorded?: JournalEntry[]; sink?: JournalSink; signal: AbortSignal }) {
    this.#world = world
    this.#sink = options.sink
    this.#signal = options.signal
    this.entries = options.recorded ? options.recorded.map((entry) => ({ ...entry })) : []
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
   * @throws NodeError when the world failed, ContactGone when the contact is gone, WaitEnded when its wait in a queue is over, JournalMismatch when the recording is of another course.
   */
  async perform<O extends Operation>(operation: O): Promise<ResultOf<O>> {
    const n = this.#next++
    const recorded = this.entries[n]
    if (recorded && !sameJson(recorded.operation, operation)) throw new JournalMismatch(n, recorded.operation, operation)
    const entry = recorded ?? { n, operation, startedMs: this.elapsedMs }
    const asked = recorded?.answer ?? this.#ask(entry, recorded !== undefined)
    const answer = asked instanceof Promise ? await asked : asked
    this.elapsedMs = answer.atMs
    if (answer.gone) throw new ContactGone(answer.gone.cause)
    if (answer.fault) throw new NodeError(answer.fault.code, answer.fault.message, { retryable: answer.fault.retryable })
    if (answer.ended) throw new WaitEnded(answer.ended)
    // The one border where an answer of the world gets the type of its question.
    return answer.result as ResultOf<O>
  }

  /** @throws JournalMismatch when something was recorded that the flow, now at its end, has not asked. */
  close(): void {
    const left = this.entries[this.#next]
    if (left) throw new JournalMismatch(left.n, left.operation, undefined)
  }

  /** An answer that is there at once is given at once: a promise for each would double the time of a simulated call. */
  #ask(entry: JournalEntry, running: boolean): Answer | Promise<Answer> {
    if (!running) {
      this.entries.push(entry)
      this.#sink?.began?.(entry)
    }
    const world = this.#world
    try {
      const answer = running && world.attach ? world.attach(entry.operation, entry, this.#signal) : world.perform(entry.operation, entry, this.#signal)
      if (!(answer instanceof Promise)) return this.#end(entry, answer)
      return answer.then((later) => this.#end(entry, later), (error: unknown) => this.#end(entry, this.#faultAnswer(error)))
    } catch (error) {
      return this.#end(entry, this.#faultAnswer(error))
    }
  }

  /** A fault that the world throws is recorded like one that it answers, or a replay would ask again. @throws what is no fault */
  #faultAnswer(error: unknown): Answer {
    if (!(error instanceof NodeError)) throw error
    const { code, message, retryable } = error
    return { atMs: this.elapsedMs, fault: { code, message, retryable } }
  }

  #end(entry: JournalEntry, answer: Answer): Answer {
    entry.answer = answer
    this.#sink?.ended?.(entry)
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
