import { type QueuePriority, type RequiredSkill, type Standing, inTurn } from '@madoguchi/sdk'

/** A caller in a queue. While a telephone rings for them they still wait, but stand in nobody's way. */
export interface Waiting {
  uuid: string
  priority: QueuePriority
  sinceMs: number
  state: 'waiting' | 'offered' | 'talking'
  skills?: readonly RequiredSkill[] | undefined
}

/** Conversations that an estimate is made from. */
const mostTalks = 20

/** The callers of one queue, in turn. Also how long its last conversations took. */
export class WaitingLine {
  readonly #callers: Waiting[] = []
  readonly #talks: number[] = []

  /** Takes the place of that instant: somebody who comes back, after a runtime was replaced, stands where they stood. */
  join(uuid: string, priority: QueuePriority, sinceMs: number, skills?: readonly RequiredSkill[]): Waiting {
    const caller: Waiting = { uuid, priority, sinceMs, state: 'waiting', skills }
    const behind = this.#callers.findIndex((other) => inTurn(standing(other), standing(caller)) > 0)
    this.#callers.splice(behind < 0 ? this.#callers.length : behind, 0, caller)
    return caller
  }

  leave(caller: Waiting): void {
    const index = this.#callers.indexOf(caller)
    if (index >= 0) this.#callers.splice(index, 1)
  }

  /** How many stand before this caller without a telephone ringing for them. @param who of these only */
  placeOf(caller: Waiting, who: (other: Waiting) => boolean = () => true): number {
    return this.#callers.slice(0, this.#callers.indexOf(caller)).filter((other) => other.state === 'waiting' && who(other)).length
  }

  /** How many, besides the one of that channel, would stand before somebody. */
  before(somebody: Standing, except: string): number {
    return this.#callers.filter((other) => other.state !== 'talking' && other.uuid !== except && inTurn(standing(other), somebody) < 0).length
  }

  /** Callers who are not talking yet. */
  get length(): number {
    return this.#callers.filter(({ state }) => state !== 'talking').length
  }

  /** How long the one who has waited longest has waited; 0 where nobody waits. */
  longestWaitMs(nowMs: number): number {
    return Math.max(0, ...this.#callers.filter(({ state }) => state !== 'talking').map(({ sinceMs }) => nowMs - sinceMs))
  }

  talked(seconds: number): void {
    this.#talks.push(seconds)
    if (this.#talks.length > mostTalks) this.#talks.shift()
  }

  /** The usual length of a conversation; undefined before the first. */
  get talkSeconds(): number | undefined {
    return this.#talks.length === 0 ? undefined : this.#talks.reduce((sum, one) => sum + one, 0) / this.#talks.length
  }
}

const standing = ({ priority, sinceMs }: Waiting) => ({ priority, joinedMs: sinceMs })
