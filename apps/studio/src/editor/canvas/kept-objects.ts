/**
 * Gives a thing on the canvas the same object for as long as nothing about it changes. React Flow, and React, draw anew only what is a new
 * object: when one node of 500 is chosen, it and the one before are drawn.
 */
export class KeptObjects<Drawn> {
  #before = new Map<string, { of: readonly unknown[]; made: Drawn }>()
  #now = new Map<string, { of: readonly unknown[]; made: Drawn }>()

  /** @param of everything that `make` depends on */
  get(id: string, of: readonly unknown[], make: () => Drawn): Drawn {
    const known = this.#before.get(id)
    const entry = known && known.of.length === of.length && known.of.every((part, index) => Object.is(part, of[index])) ? known : { of, made: make() }
    this.#now.set(id, entry)
    return entry.made
  }

  /** Ends a round: what was not asked for in it is forgotten. */
  turn(): void {
    this.#before = this.#now
    this.#now = new Map()
  }
}
