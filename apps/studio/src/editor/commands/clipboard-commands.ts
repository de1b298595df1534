import type { FlowNode, NodeGroup, StickyNote } from '@madoguchi/schemas'
import { toJson } from '../../draft/json.ts'
import { placesOf } from '../canvas/places.ts'
import type { Command } from './command.ts'
import { flowOf, freeKey, itemId, itemOf, nodesOfItems } from './flow-document.ts'
import { type Documents, type Patch, applyPatches, change } from './patch.ts'

/** What was copied, with its places; wires among the nodes are kept, wires to others are not. */
export interface CopiedNodes {
  nodes: Record<string, FlowNode>
  places: Record<string, [number, number]>
  /** Groups all of whose nodes were copied. */
  groups?: Record<string, NodeGroup>
  notes?: Record<string, StickyNote>
}

/** @param items node ids, `note:id`, `group:id` (which means its nodes) */
export function copyNodes(documents: Documents, path: string, items: readonly string[]): CopiedNodes {
  const flow = flowOf(documents, path)
  if (!flow) return { nodes: {}, places: {} }
  const ids = nodesOfItems(flow, items)
  const all = placesOf(flow)
  const notes = items.map(itemOf).flatMap(({ kind, id }) => (kind === 'note' && flow.canvas?.notes?.[id] ? [[id, flow.canvas.notes[id]] as const] : []))
  const groups = Object.entries(flow.canvas?.groups ?? {}).filter(([, { nodes }]) => nodes.every((id) => ids.includes(id)))
  return {
    nodes: Object.fromEntries(ids.flatMap((id) => (flow.nodes[id] ? [[id, flow.nodes[id]] as const] : []))),
    places: Object.fromEntries(ids.map((id) => [id, [all[id]?.x ?? 0, all[id]?.y ?? 0]] as const)),
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
    ...(notes.length > 0 ? { notes: Object.fromEntries(notes) } : {}),
  }
}

export function isEmpty({ nodes, notes = {} }: CopiedNodes): boolean {
  return Object.keys(nodes).length === 0 && Object.keys(notes).length === 0
}

/** Pastes into this or another flow, a little aside; ids that are taken there get a new number. A flow without nodes begins at the first. */
export function pasteNodes(path: string, copied: CopiedNodes, aside = 40): Command {
  return {
    label: { ja: '貼り付け', en: 'pasting' },
    patches(documents) {
      const flow = flowOf(documents, path)
      if (!flow) return []
      const ids = pastedIds(documents, path, copied)
      const [first] = Object.values(ids)
      const entry = Object.keys(flow.nodes).length === 0 && first !== undefined ? change(documents, path, ['entry'], first) : []
      const nodes = Object.entries(copied.nodes).flatMap(([old, node]) => pastedNode(documents, path, old, node, ids, copied.places[old] ?? [0, 0], aside))
      const withNodes = applyPatches(documents, nodes)
      return [...nodes, ...entry, ...pastedParts(withNodes, path, copied, ids, aside)]
    },
  }
}

function pastedNode(documents: Documents, path: string, old: string, node: FlowNode, ids: Record<string, string>, [x, y]: readonly [number, number], aside: number): Patch[] {
  const id = ids[old]
  if (id === undefined) return []
  const next = Object.fromEntries(Object.entries(node.next ?? {}).flatMap(([exit, target]) => (ids[target] === undefined ? [] : [[exit, ids[target]]])))
  return [...change(documents, path, ['nodes', id], toJson({ ...node, next })), ...change(documents, path, ['layout', id], [x + aside, y + aside])]
}

function pastedParts(documents: Documents, path: string, { groups = {}, notes = {} }: CopiedNodes, ids: Record<string, string>, aside: number): Patch[] {
  let now = documents
  const patches: Patch[] = []
  const put = (part: 'groups' | 'notes', old: string, value: unknown) => {
    const key = freeKey(flowOf(now, path)?.canvas?.[part] ?? {}, old)
    const made = change(now, path, ['canvas', part, key], toJson(value))
    now = applyPatches(now, made)
    patches.push(...made)
  }
  for (const [old, group] of Object.entries(groups)) put('groups', old, { ...group, nodes: group.nodes.flatMap((id) => ids[id] ?? []) })
  for (const [old, { at: [x, y], ...note }] of Object.entries(notes)) put('notes', old, { ...note, at: [x + aside, y + aside] })
  return patches
}

/** Old id → the id it gets when pasted: its own where that is free. */
export function pastedIds(documents: Documents, path: string, copied: CopiedNodes): Record<string, string> {
  const flow = flowOf(documents, path)
  if (!flow) return {}
  const taken: Record<string, unknown> = { ...flow.nodes }
  return Object.fromEntries(
    Object.keys(copied.nodes).map((old) => {
      const id = freeKey(taken, old)
      taken[id] = true
      return [old, id]
    }),
  )
}

/** What the selection is after pasting. */
export function pastedItems(documents: Documents, path: string, copied: CopiedNodes): string[] {
  const taken: Record<string, unknown> = { ...flowOf(documents, path)?.canvas?.notes }
  const notes = Object.keys(copied.notes ?? {}).map((old) => {
    const key = freeKey(taken, old)
    taken[key] = true
    return itemId('note', key)
  })
  return [...Object.values(pastedIds(documents, path, copied)), ...notes]
}
