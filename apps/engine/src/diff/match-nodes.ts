import type { FlowNode } from '@madoguchi/schemas'
import { canonicalJson } from '../canonical.ts'

type Nodes = Readonly<Record<string, FlowNode>>

/** Below this two nodes are taken for two different ones. */
const alike = 0.6
const neighbourWeight = 0.2

/**
 * Which node of the old flow is which of the new one: by id, and where an id is gone, by likeness among those that are new.
 * @returns old id → new id, for every old node that still exists
 */
export function matchNodes(before: Nodes, after: Nodes): Map<string, string> {
  const matches = new Map<string, string>()
  for (const id of Object.keys(before)) if (Object.hasOwn(after, id) && after[id]?.type === before[id]?.type) matches.set(id, id)
  const gone = Object.keys(before).filter((id) => !matches.has(id))
  const fresh = new Set(Object.keys(after).filter((id) => !matches.has(id)))
  const [olds, news] = [new Map(gone.map((id) => [id, featuresOf(before[id])])), new Map([...fresh].map((id) => [id, featuresOf(after[id])]))]
  for (const [old, id] of twins(olds, news)) {
    matches.set(old, id)
    fresh.delete(id)
  }
  // A chain of renamed nodes unfolds from its ends: each node found lends its likeness to the ones around it.
  for (let found = -1; found !== matches.size; ) {
    found = matches.size
    const around = { before: neighbours(before), after: neighbours(after), matches }
    const candidates = gone.flatMap((old) => (matches.has(old) ? [] : [...fresh].flatMap((id) => {
      const own = likeness(olds.get(old), news.get(id))
      // Most pairs are out of the question already; only the others are worth a look around.
      const score = own + neighbourWeight < alike ? 0 : own + neighbourWeight * sharedNeighbours(old, id, around)
      return score >= alike ? [{ old, id, score }] : []
    })))
    // Best first; equal ones in the order in which they stand, so that the result never depends on chance.
    for (const { old, id } of candidates.sort((a, b) => b.score - a.score)) {
      if (matches.has(old) || !fresh.has(id)) continue
      matches.set(old, id)
      fresh.delete(id)
    }
  }
  // An id that was kept with another type is still the same place, unless it found a better partner.
  for (const id of gone) if (!matches.has(id) && fresh.has(id)) matches.set(id, id)
  return matches
}

interface Features {
  type: string
  title: string
  config: ReadonlyMap<string, string>
}

function featuresOf(node: FlowNode | undefined): Features | undefined {
  return node && { type: node.type, title: canonicalJson(node.title ?? null), config: new Map(Object.entries(node.config).map(([key, value]) => [key, canonicalJson(value)])) }
}

/** Nodes that say the very same and of which there is one on each side: nothing else can be more alike, so nothing else need be looked at. */
function twins(olds: ReadonlyMap<string, Features | undefined>, news: ReadonlyMap<string, Features | undefined>): [string, string][] {
  const alone = (side: ReadonlyMap<string, Features | undefined>) => {
    const found = new Map<string, string | undefined>()
    for (const [id, features] of side) {
      const print = features ? JSON.stringify([features.type, features.title, [...features.config].toSorted(([a], [b]) => (a < b ? -1 : 1))]) : id
      found.set(print, found.has(print) ? undefined : id)
    }
    return found
  }
  const there = alone(news)
  return [...alone(olds)].flatMap(([print, old]): [string, string][] => {
    const id = there.get(print)
    return old === undefined || id === undefined ? [] : [[old, id]]
  })
}

/** 0 to 0.8: the same type is needed; title and config speak for it. */
function likeness(before: Features | undefined, after: Features | undefined): number {
  if (!before || !after || before.type !== after.type) return 0
  const title = before.title === after.title ? 1 : 0
  return 0.25 + 0.25 * title + 0.3 * share(before.config, after.config)
}

function share(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const keys = new Set([...before.keys(), ...after.keys()])
  if (keys.size === 0) return 1
  return [...keys].filter((key) => before.get(key) === after.get(key)).length / keys.size
}

/** Who leads to a node, and whom it leads to, each as `exit id`. */
function neighbours(nodes: Nodes): ReadonlyMap<string, readonly (readonly [way: string, id: string])[]> {
  const found = new Map<string, (readonly [string, string])[]>(Object.keys(nodes).map((id) => [id, []]))
  for (const [id, { next }] of Object.entries(nodes)) {
    for (const [exit, target] of Object.entries(next)) {
      found.get(id)?.push([`> ${exit}`, target])
      found.get(target)?.push([`< ${exit}`, id])
    }
  }
  return found
}

interface Around {
  before: ReturnType<typeof neighbours>
  after: ReturnType<typeof neighbours>
  matches: ReadonlyMap<string, string>
}

/** 0 to 1: the part of the wires of both that lead to the same places; nothing speaks against two that have none. */
function sharedNeighbours(old: string, id: string, { before, after, matches }: Around): number {
  const was = (before.get(old) ?? []).map(([way, other]) => `${way} ${matches.get(other) ?? other}`)
  const is = new Set((after.get(id) ?? []).map(([way, other]) => `${way} ${other}`))
  const all = new Set([...was, ...is])
  return all.size === 0 ? 1 : was.filter((wire) => is.has(wire)).length / all.size
}
