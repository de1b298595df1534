import type { CallFlow } from '@madoguchi/schemas'
import { readingOrder } from '../names.ts'

const column = 320
const row = 180

/** Where each node stands: its own place, or, for nodes that have none, columns by their distance from the entry. */
export function placesOf(flow: CallFlow): Record<string, { x: number; y: number }> {
  const distance = distances(flow)
  const used = new Map<number, number>()
  const bottom = Math.max(0, ...Object.values(flow.layout ?? {}).map(([, y]) => y + row))
  const places: Record<string, { x: number; y: number }> = {}
  for (const id of readingOrder(flow)) {
    const [x, y] = flow.layout?.[id] ?? []
    if (x !== undefined && y !== undefined) {
      places[id] = { x, y }
      continue
    }
    const depth = distance.get(id) ?? 0
    const index = used.get(depth) ?? 0
    used.set(depth, index + 1)
    places[id] = { x: depth * column, y: (flow.layout && Object.keys(flow.layout).length > 0 ? bottom : 0) + index * row }
  }
  return places
}

function distances(flow: CallFlow): Map<string, number> {
  const found = new Map<string, number>()
  let edge = [flow.entry, flow.onError, flow.onHangup].filter((id) => id !== undefined)
  for (let depth = 0; edge.length > 0; depth++) {
    const fresh = [...new Set(edge)].filter((id) => !found.has(id) && Object.hasOwn(flow.nodes, id))
    for (const id of fresh) found.set(id, depth)
    edge = fresh.flatMap((id) => Object.values(flow.nodes[id]?.next ?? {}))
  }
  return found
}
