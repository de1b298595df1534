import type { CallFlow } from '@madoguchi/schemas'
import { errorExit } from '@madoguchi/sdk'
import type { Wire } from '../editor-store.ts'
import { readingOrder } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'
type Places = Readonly<Record<string, { x: number; y: number }>>

/** The wires of a node that lead somewhere, in the order in which its card lists its exits. */
export function wiresOf(flow: CallFlow, id: string): Wire[] {
  const node = flow.nodes[id]
  const { exits } = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next)
  const all = [...new Set([...exits.map((exit) => exit.id), errorExit.id, ...Object.keys(node?.next ?? {})])]
  return all.flatMap((exit) => (targetOf(flow, { from: id, exit }) === undefined ? [] : [{ from: id, exit }]))
}

export function targetOf(flow: CallFlow, { from, exit }: Wire): string | undefined {
  const target = flow.nodes[from]?.next?.[exit]
  return target !== undefined && Object.hasOwn(flow.nodes, target) ? target : undefined
}

/** The nodes from which a wire leads here, in the order in which a call meets them. */
export function sourcesOf(flow: CallFlow, id: string): string[] {
  return readingOrder(flow).filter((other) => Object.values(flow.nodes[other]?.next ?? {}).includes(id))
}

/**
 * Where an arrow key leads from a node: right along its first wire, left back along the wire that was followed here (else from the first node
 * that leads here), up and down to the nodes beside it that follow the same node, or else to the nearest one drawn there.
 */
export function neighbour(flow: CallFlow, places: Places, id: string, direction: Direction, cameFrom: string | undefined): string | undefined {
  if (direction === 'right') return wiresOf(flow, id).map((wire) => targetOf(flow, wire)).find((target) => target !== id)
  const sources = sourcesOf(flow, id).filter((source) => source !== id)
  const source = cameFrom !== undefined && sources.includes(cameFrom) ? cameFrom : sources[0]
  if (direction === 'left') return source
  const beside = source === undefined ? [] : [...new Set(wiresOf(flow, source).flatMap((wire) => targetOf(flow, wire) ?? []))]
  const next = beside[beside.indexOf(id) + (direction === 'down' ? 1 : -1)]
  return beside.includes(id) && next !== undefined ? next : nearest(places, id, direction)
}

/** The nearest node that is drawn above or below, distances to the side counting twice. */
function nearest(places: Places, id: string, direction: 'up' | 'down'): string | undefined {
  const here = places[id]
  if (!here) return undefined
  const sign = direction === 'down' ? 1 : -1
  return Object.entries(places)
    .flatMap(([other, { x, y }]) => (other !== id && (y - here.y) * sign > 0 ? [{ other, far: Math.abs(y - here.y) + 2 * Math.abs(x - here.x) }] : []))
    .toSorted((a, b) => a.far - b.far)[0]?.other
}

/** The wire beside another of the same node: the next with 1, the one before with -1. */
export function wireBeside(flow: CallFlow, { from, exit }: Wire, step: 1 | -1): Wire | undefined {
  const wires = wiresOf(flow, from)
  return wires[wires.findIndex((wire) => wire.exit === exit) + step]
}
