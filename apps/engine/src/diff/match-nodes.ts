import type { FlowNode } from '@madoguchi/schemas'
import { canonicalJson } from '../canonical.ts'

type Nodes = Readonly<Record<string, FlowNode>>

/** Below this two nodes are taken for two different ones. */
const alike = 0.6

/**
 * Which node of the old flow is which of the new one: by id, and where an id is gone, by likeness among those that are new.
 * @returns old id → new id, for every old node that still exists
 */
export function matchNodes(before: Nodes, after: Nodes): Map<string, string> {
  const matches = new Map<string, string>()
  for (const id of Object.keys(before)) if (after[id] && after[id].type === before[id]?.type) matches.set(id, id)
  const gone = Object.keys(before).filter((id) => !matches.has(id))
  const fresh = new Set(Object.keys(after).filter((id) => !(matches.get(id) === id)))
  const candidates = gone.flatMap((old) => [...fresh].map((id) => ({ old, id, score: likeness(before[old], after[id], matches) }))).filter(({ score }) => score >= alike)
  // Best first; equal ones in the order in which they stand, so that the result never depends on chance.
  for (const { old, id } of candidates.sort((a, b) => b.score - a.score)) {
    if (matches.has(old) || !fresh.has(id)) continue
    matches.set(old, id)
    fresh.delete(id)
  }
  // An id that was kept with another type is still the same place, unless it found a better partner.
  for (const id of gone) if (!matches.has(id) && fresh.has(id)) matches.set(id, id)
  return matches
}

/** 0 to 1: the same type is needed; title, config and neighbours speak for it. */
function likeness(before: FlowNode | undefined, after: FlowNode | undefined, matches: ReadonlyMap<string, string>): number {
  if (!before || !after || before.type !== after.type) return 0
  const title = same(before.title, after.title)
  const config = share(before.config, after.config)
  const neighbours = share(Object.fromEntries(Object.entries(before.next).map(([exit, target]) => [exit, matches.get(target) ?? target])), after.next)
  return 0.25 + 0.25 * title + 0.3 * config + 0.2 * neighbours
}

function share(before: Record<string, unknown>, after: Record<string, unknown>): number {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  if (keys.length === 0) return 1
  return keys.reduce((sum, key) => sum + same(before[key], after[key]), 0) / keys.length
}

function same(before: unknown, after: unknown): number {
  if (before === undefined || after === undefined) return before === after ? 1 : 0
  return canonicalJson(before) === canonicalJson(after) ? 1 : 0
}
