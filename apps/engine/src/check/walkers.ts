import type { Program } from '../program.ts'
import type { SessionStart } from '../session.ts'
import { Walker } from './walker.ts'

/** One walker for each line and caller: what they have walked is not walked again in another state of the calendar. */
export class Walkers {
  readonly #program: Program
  readonly #allLive: boolean
  readonly #walkers = new Map<string, Walker>()

  constructor(program: Program, allLive: boolean) {
    this.#program = program
    this.#allLive = allLive
  }

  of({ to, from }: Pick<SessionStart, 'to' | 'from'>): Walker {
    const key = `${to} ${from}`
    const known = this.#walkers.get(key) ?? new Walker(this.#program, { allLive: this.#allLive })
    this.#walkers.set(key, known)
    return known
  }

  /** Whether a node has looked at the variables as a whole, so that all of them have to be told apart. */
  get variablesRead(): boolean {
    return [...this.#walkers.values()].some((walker) => walker.variablesRead)
  }
}
