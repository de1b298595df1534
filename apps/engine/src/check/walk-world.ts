import type { Answer, JournalEntry, Operation, World } from '@madoguchi/sdk'
import type { WalkedChance } from '../session-chance.ts'
import { SessionCut } from '../session.ts'

/** What a walked session waits for: an operation to be answered, or chance: one of certain ways, or where there are none a number of [0, 1). */
export type Question = { kind: 'operation'; operation: Operation; startedMs: number } | { kind: 'chance'; ways?: readonly number[] }

/** Answers from a given list, and cuts the session at the first question beyond it. */
export class WalkWorld implements World, WalkedChance {
  question: Question | undefined
  /** The call is over: nothing more is asked of the world, since it could only say so. */
  over: boolean
  /** How many answers, and numbers and ways of chance, were used so far. */
  answered = 0
  drawn = 0
  readonly #answers: readonly Answer[]
  readonly #chances: readonly number[]

  constructor(answers: readonly Answer[], chances: readonly number[], over: boolean) {
    this.#answers = answers
    this.#chances = chances
    this.over = over
  }

  perform(operation: Operation, { startedMs }: JournalEntry): Answer {
    if (this.question) throw new SessionCut()
    if (this.over) return { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 0 } }
    const answer = this.#answers[this.answered++]
    if (!answer) throw this.#cut({ kind: 'operation', operation, startedMs })
    this.over = operation.op === 'call.hangup' || answer.gone !== undefined
    return answer
  }

  chance(): number {
    return this.#draw({ kind: 'chance' })
  }

  choose(ways: readonly number[]): number {
    return this.#draw({ kind: 'chance', ways })
  }

  #draw(question: Question): number {
    if (this.question) throw new SessionCut()
    return this.#chances[this.drawn++] ?? this.#never(this.#cut(question))
  }

  #cut(question: Question): SessionCut {
    this.question = question
    return new SessionCut()
  }

  #never(cut: SessionCut): never {
    throw cut
  }
}
