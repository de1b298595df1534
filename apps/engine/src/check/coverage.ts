import type { Problem } from '@madoguchi/schemas'
import { escapePointer } from '../json-pointer.ts'
import { problem } from '../problems.ts'
import type { Program } from '../program.ts'
import type { Graph } from './explore.ts'

/** Exits that no call can leave by, though they are wired: keys that are never offered, cases that never hold, branches that always go one way. */
export function deadExits(program: Program, graphs: readonly Graph[]): Problem[] {
  const left = new Map<string, Set<string>>()
  for (const { first, states } of graphs) for (const { events } of [first, ...states.flatMap(({ edges }) => edges)]) note(left, events)
  return [...program.flows.values()].flatMap(({ id, steps }) =>
    [...steps.values()].flatMap((step) => {
      const exits = left.get(`${id}/${step.id}`)
      if (!exits || step.skip !== undefined) return []
      const dead = step.type.exits(step.config).filter((exit) => step.next.has(exit.id) && !exits.has(exit.id))
      const pointer = `/nodes/${escapePointer(step.id)}/next/`
      return dead.map((exit) => problem('dead-exit', { document: `call/${id}`, pointer: `${pointer}${escapePointer(exit.id)}`, node: step.id }, { exit: exit.title.ja, exitEn: exit.title.en ?? exit.title.ja }))
    }),
  )
}

function note(left: Map<string, Set<string>>, events: Graph['first']['events']): void {
  for (const event of events) {
    if (event.kind !== 'step') continue
    const key = `${event.flow}/${event.node}`
    const exits = left.get(key) ?? new Set()
    left.set(key, exits)
    if (event.exit !== null) exits.add(event.exit)
  }
}
