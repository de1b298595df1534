import type { SessionPort } from './session.ts'

/** Chance, from the seed of the session: the same session run again takes the same ways. */
export class ChanceCapability {
  readonly #session: SessionPort

  constructor(session: SessionPort) {
    this.#session = session
  }

  /**
   * One of several ways, each as likely as its weight says; one of weight 0 is never taken. The check takes every other one.
   * @returns the place of the way in `weights`
   */
  choose(weights: readonly number[]): number {
    return this.#session.choose(weights)
  }
}

/** The places of the ways that can be taken at all. */
export function possibleWays(weights: readonly number[]): number[] {
  return weights.flatMap((weight, place) => (weight > 0 ? [place] : []))
}

/** The way that a number of [0, 1) falls on. @throws RangeError where no way can be taken */
export function wayOf(weights: readonly number[], chance: number): number {
  const ways = possibleWays(weights)
  const last = ways.at(-1)
  if (last === undefined) throw new RangeError('no way has a weight above 0')
  const sum = ways.reduce((total, place) => total + (weights[place] ?? 0), 0)
  let left = chance * sum
  for (const place of ways) {
    left -= weights[place] ?? 0
    if (left < 0) return place
  }
  // Weights that are no whole numbers may not add up to their own sum.
  return last
}
