import { possibleAnswers } from '../capabilities/outcomes.ts'
import type { JournalEntry, World } from '../journal.ts'
import type { Answer, Operation } from '../operations.ts'
import type { Course } from './course.ts'

/** Longer runs of one node are taken for endless. */
const mostOperations = 50

/** A node asked for so much that it will hardly ever end. */
export class EndlessNode extends Error {}

/** A world that takes its answers from a script, and remembers what it was asked. Once the contact is gone it stays so. */
export class ScriptedWorld implements World {
  readonly performed: Operation[] = []
  readonly attached: Operation[] = []
  readonly #answer: (operation: Operation, entry: JournalEntry) => Answer
  readonly #abort: AbortController
  /** What was asked for after the contact had gone: a node should never come to it. */
  readonly afterGone: Operation[] = []

  constructor(answer: (operation: Operation, entry: JournalEntry) => Answer, abort: AbortController) {
    this.#answer = answer
    this.#abort = abort
  }

  perform(operation: Operation, entry: JournalEntry): Answer {
    this.performed.push(operation)
    return this.#next(operation, entry)
  }

  attach(operation: Operation, entry: JournalEntry): Answer {
    this.attached.push(operation)
    return this.#next(operation, entry)
  }

  #next(operation: Operation, entry: JournalEntry): Answer {
    if (this.performed.length + this.attached.length > mostOperations) throw new EndlessNode(`it asks for more than ${mostOperations} operations in one run`)
    if (this.#abort.signal.aborted) {
      this.afterGone.push(operation)
      return { atMs: entry.startedMs, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 0 } }
    }
    const answer = structuredClone(this.#answer(operation, entry))
    if (answer.gone) this.#abort.abort()
    return answer
  }
}

/** Answers as one course through all possible answers has it. */
export function answersOf(course: Course): (operation: Operation, entry: JournalEntry) => Answer {
  return (operation, { startedMs }) => {
    const answers = possibleAnswers(operation, startedMs)
    const answer = answers[course.choose(answers.length)]
    if (answer === undefined) throw new Error(`no possible answer to ${operation.op}`)
    return answer
  }
}

/** Answers as a journal recorded them. */
export function answersFrom(entries: readonly JournalEntry[]): (operation: Operation, entry: JournalEntry) => Answer {
  return (operation, { n }) => {
    const answer = entries[n]?.answer
    if (answer === undefined) throw new Error(`asked for ${operation.op} where the first run had ended`)
    return answer
  }
}
