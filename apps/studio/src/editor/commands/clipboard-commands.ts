import type { FlowNode } from '@madoguchi/schemas'
import { toJson } from '../../draft/json.ts'
import type { Command } from './command.ts'
import { flowOf, freeNodeId } from './flow-document.ts'
import { type Documents, change } from './patch.ts'

/** Nodes that were copied, with their places; wires among them are kept, wires to others are not. */
export interface CopiedNodes {
  nodes: Record<string, FlowNode>
  places: Record<string, [number, number]>
}

export function copyNodes(documents: Documents, path: string, ids: readonly string[]): CopiedNodes {
  const flow = flowOf(documents, path)
  const copied: CopiedNodes = { nodes: {}, places: {} }
  for (const id of ids) {
    const node = flow?.nodes[id]
    if (!node) continue
    copied.nodes[id] = node
    copied.places[id] = flow.layout?.[id] ?? [0, 0]
  }
  return copied
}

/** Pastes nodes into this or another flow, under new ids, a little aside. */
export function pasteNodes(path: string, copied: CopiedNodes, aside = 40): Command {
  return {
    label: { ja: '貼り付け', en: 'pasting' },
    patches(documents) {
      const ids = pastedIds(documents, path, copied)
      return Object.entries(copied.nodes).flatMap(([old, node]) => {
        const id = ids[old]
        if (id === undefined) return []
        const next = Object.fromEntries(Object.entries(node.next ?? {}).flatMap(([exit, target]) => (ids[target] === undefined ? [] : [[exit, ids[target]]])))
        const [x, y] = copied.places[old] ?? [0, 0]
        return [...change(documents, path, ['nodes', id], toJson({ ...node, next })), ...change(documents, path, ['layout', id], [x + aside, y + aside])]
      })
    },
  }
}

/** Old id → the id it gets when pasted. */
export function pastedIds(documents: Documents, path: string, copied: CopiedNodes): Record<string, string> {
  const flow = flowOf(documents, path)
  if (!flow) return {}
  const taken = { ...flow, nodes: { ...flow.nodes } }
  return Object.fromEntries(
    Object.entries(copied.nodes).map(([old, node]) => {
      const id = freeNodeId(taken, node.type)
      taken.nodes[id] = node
      return [old, id]
    }),
  )
}
