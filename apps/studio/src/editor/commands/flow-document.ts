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
  const name = type.slice(type.lastIndexOf('.') + 1).replaceAll(/[^A-Za-z0-9._-]/g, '-') || 'node'
  if (!Object.hasOwn(flow.nodes, name)) return name
  for (let number = 2; ; number++) if (!Object.hasOwn(flow.nodes, `${name}-${number}`)) return `${name}-${number}`
}
