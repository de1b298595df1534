import type { QueuePriority } from '@madoguchi/sdk'

/** A caller in a queue. While a telephone rings for them they still wait, but stand in nobody's way. */
export interface Waiting {
  uuid: string
  priority: QueuePriority
  sinceMs: number
  state: 'waiting' | 'offered' | 'talking'
}

const rank: Record<QueuePriority, number> = { high: 0, normal: 1, low: 2 }

/** Conversations that an estimate is made from. */
const mostTalks = 20

/** The callers of one queue: by priority, and in the order of joining among the same. Also how long its last conversations took. */
export class WaitingLine {
  readonly #callers: Waiting[] = []
  readonly #talks: number[] = []

  join(uuid: string, priority: QueuePriority, sinceMs: number): Waiting {
    const caller: Waiting = { uuid, priority, sinceMs, state: 'waiting' }
    const behind = this.#callers.findIndex((other) => rank[other.priority] > rank[priority])
    this.#callers.splice(behind < 0 ? this.#callers.length : behind, 0, caller)
    return caller
  }

  leave(caller: Waiting): void {
    const index = this.#callers.indexOf(caller)
    if (index >= 0) this.#callers.splice(index, 1)
  }

  /** How many stand before this caller without a telephone ringing for them. */
  placeOf(caller: Waiting): number {
    return this.#callers.filter(({ state }) => state === 'waiting').indexOf(caller)
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
