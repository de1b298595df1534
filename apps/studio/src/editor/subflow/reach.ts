import type { CallFlow } from '@madoguchi/schemas'
import { sameJson } from '../../draft/json.ts'

/** The nodes that can be reached from some, themselves included. */
export function reach(flow: CallFlow, from: readonly (string | undefined)[]): Set<string> {
  const found = new Set<string>()
  const open = from.filter((id) => id !== undefined)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id) || !Object.hasOwn(flow.nodes, id)) continue
    found.add(id)
    open.push(...Object.values(flow.nodes[id]?.next ?? {}))
  }
  return found
}

/** Whether two flows do the same from two nodes on: the same node types, settings and wiring, under whatever ids. */
export function sameFrom(a: CallFlow, from: string | undefined, b: CallFlow, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return from === to
  const pairs = new Map<string, string>()
  const open: [string, string][] = [[from, to]]
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [x, y] = pair
    if (pairs.has(x)) {
      if (pairs.get(x) !== y) return false
      continue
    }
    pairs.set(x, y)
    const [one, other] = [a.nodes[x], b.nodes[y]]
    if (!one || !other || one.type !== other.type || one.skip !== other.skip || !sameJson(one.config, other.config)) return false
    const exits = Object.keys(one.next ?? {})
    if (!sameJson(exits.toSorted(), Object.keys(other.next ?? {}).toSorted())) return false
    for (const exit of exits) open.push([one.next[exit] ?? '', other.next[exit] ?? ''])
  }
  return true
}
