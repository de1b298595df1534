import type { DescribedChange, StructureChange } from '@madoguchi/engine'
import type { ComparedFlow, Side } from '../comparison.ts'

export type Mark = StructureChange['change']

/** The most telling mark comes first: a node that is new is new, whatever else. */
const rank: readonly Mark[] = ['added', 'removed', 'changed', 'rewired', 'renamed']

/** What became of each node of a side, by its id there. */
export function marksOf(side: Side, flow: ComparedFlow, changes: readonly DescribedChange[]): ReadonlyMap<string, Mark> {
  const whole: Mark | undefined = flow[side === 'after' ? 'before' : 'after'] ? undefined : side === 'after' ? 'added' : 'removed'
  const marks = new Map<string, Mark>(whole ? Object.keys(flow[side]?.nodes ?? {}).map((id) => [id, whole]) : [])
  for (const { change } of changes) {
    const id = change.node === undefined ? undefined : idOn(side, change, flow)
    const known = id === undefined ? undefined : marks.get(id)
    if (id !== undefined && (known === undefined || rank.indexOf(change.change) < rank.indexOf(known))) marks.set(id, change.change)
  }
  return marks
}

/** The wires of a side that lead elsewhere on the other, by the ids of their edges. */
export function rewiredWires(side: Side, flow: ComparedFlow, changes: readonly DescribedChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ change }) => {
    const from = idOn(side, change, flow)
    const exit = exitOf(change)
    return change.change === 'rewired' && from !== undefined && exit !== undefined ? [edgeId(from, exit)] : []
  }))
}

/** How the node of a change is called on a side; undefined where that side has none. */
export function idOn(side: Side, { node, change }: StructureChange, { matches }: ComparedFlow): string | undefined {
  if (node === undefined) return undefined
  if (change === 'added') return side === 'after' ? node : undefined
  if (change === 'removed') return side === 'before' ? node : undefined
  return side === 'after' ? node : [...matches].find(([, id]) => id === node)?.[0]
}

/** Node ids hold no space, so an edge can be told from a node, and its parts from each other. */
export const edgeId = (from: string, exit: string) => `${from} ${exit}`

/** The exit of a rewired wire; undefined for the wires of the flow itself (`/entry`). */
export function exitOf({ pointer = '' }: StructureChange): string | undefined {
  const [, , , next, exit] = pointer.split('/')
  return next === 'next' && exit !== undefined ? exit.replaceAll('~1', '/').replaceAll('~0', '~') : undefined
}
