import { possibleWays, wayOf } from '@madoguchi/sdk'
import { seededRandom } from './random.ts'

/** Where a walk over all courses (check) takes its numbers and ways from. What these throw ends the session as what the world throws does. */
export interface WalkedChance {
  /** A number of [0, 1). */
  chance(): number
  /** One of these ways. */
  choose(ways: readonly number[]): number
}

/** Chance in one session: from its seed, from a walk, or as a simulation was told (`--fault chance=2,1`). */
export class SessionChance {
  readonly #random: () => number
  readonly #walk: WalkedChance | undefined
  readonly #told: readonly number[]
  #taken = 0

  /** @param told the ways that are taken, from 1, in order; the last goes on. Beyond the ways that can be taken, it is the last of them */
  constructor(seed: number, walk: WalkedChance | undefined, told: readonly number[] = []) {
    this.#random = walk ? () => walk.chance() : seededRandom(seed)
    this.#walk = walk
    this.#told = told
  }

  /** For expressions. */
  get random(): () => number {
    return this.#random
  }

  choose(weights: readonly number[]): number {
    const ways = possibleWays(weights)
    if (ways.length === 1 && ways[0] !== undefined) return ways[0]
    if (this.#walk && ways.length > 0) return this.#walk.choose(ways)
    const told = this.#told[Math.min(this.#taken++, this.#told.length - 1)]
    if (told === undefined || ways.length === 0) return wayOf(weights, this.#random())
    return ways.findLast((way) => way < told) ?? ways[0] ?? 0
  }
}
