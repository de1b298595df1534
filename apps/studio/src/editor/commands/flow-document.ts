import type { CallFlow, FlowNode } from '@madoguchi/schemas'
import { isObject } from '../../draft/json.ts'
import type { Documents } from './patch.ts'

/** The path of a flow's document. */
export const flowPath = (id: string) => `call/${id}.json`

/**
 * A flow of the draft. Drafts may hold what is not valid yet, so only what a graph needs is looked at:
 * nodes that are objects with a type, and their wiring.
 */
export function flowOf(documents: Documents, path: string): CallFlow | undefined {
  const value = documents[path]
  if (!isObject(value) || !isObject(value.nodes)) return undefined
  return value as unknown as CallFlow
}

export function nodeOf(documents: Documents, path: string, id: string): FlowNode | undefined {
  const nodes = flowOf(documents, path)?.nodes
  return nodes && Object.hasOwn(nodes, id) ? nodes[id] : undefined
}

/** An id that no node of the flow has: `play`, `play-2`, `play-3` for the type `voice.play`. */
export function freeNodeId(flow: CallFlow, type: string): string {
  return freeKey(flow.nodes, type.slice(type.lastIndexOf('.') + 1).replaceAll(/[^A-Za-z0-9._-]/g, '-') || 'node')
}

/** The name itself where it is free, else `name-2`, `name-3` …; a name that ends in such a number counts on. */
export function freeKey(taken: object, name: string): string {
  if (!Object.hasOwn(taken, name)) return name
  const base = name.replace(/-\d+$/, '')
  for (let number = 2; ; number++) if (!Object.hasOwn(taken, `${base}-${number}`)) return `${base}-${number}`
}

/** What the selection and the canvas call a thing: a node by its id, a note or group by its kind as well. Ids of nodes hold no colon. */
export type ItemKind = 'node' | 'note' | 'group'

export function itemId(kind: Exclude<ItemKind, 'node'>, id: string): string {
  return `${kind}:${id}`
}

export function itemOf(item: string): { kind: ItemKind; id: string } {
  const [kind, id] = item.split(':')
  return id !== undefined && (kind === 'note' || kind === 'group') ? { kind, id } : { kind: 'node', id: item }
}

/** The nodes that a selection means: those selected, and those of selected groups. */
export function nodesOfItems(flow: CallFlow, items: readonly string[]): string[] {
  const ids = items.flatMap((item) => {
    const { kind, id } = itemOf(item)
    return kind === 'group' ? (flow.canvas?.groups?.[id]?.nodes ?? []) : kind === 'node' ? [id] : []
  })
  return [...new Set(ids)].filter((id) => Object.hasOwn(flow.nodes, id))
}
