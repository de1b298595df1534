import type { CanvasNode } from './canvas-node.ts'

/**
 * Gives a thing on the canvas the same object for as long as nothing about it changes. React Flow, and React, draw anew only what is a new
 * object: while one node of 500 is dragged, one is.
 */
export class NodeCache {
  #before = new Map<string, { of: readonly unknown[]; node: CanvasNode }>()
  #now = new Map<string, { of: readonly unknown[]; node: CanvasNode }>()

  /** @param of everything that `make` depends on */
  get(id: string, of: readonly unknown[], make: () => CanvasNode): CanvasNode {
    const known = this.#before.get(id)
    const entry = known && known.of.length === of.length && known.of.every((part, index) => Object.is(part, of[index])) ? known : { of, node: make() }
    this.#now.set(id, entry)
    return entry.node
  }

  /** Ends a round: what was not asked for in it is forgotten. */
  turn(): void {
    this.#before = this.#now
    this.#now = new Map()
  }
}
