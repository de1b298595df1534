import type { FlowCanvas, LocalisedText, NodeGroup, StickyNote } from '@madoguchi/schemas'
import { toJson } from '../../draft/json.ts'
import { canvasOf, groupsWithout } from './canvas-parts.ts'
import type { Command } from './command.ts'
import { flowOf, freeKey, itemOf, nodesOfItems } from './flow-document.ts'
import { type Position, deleteNodes } from './node-commands.ts'
import { type Documents, type Patch, applyPatches, change, rewrite } from './patch.ts'

export const noteSize: readonly [number, number] = [220, 120]

/** The key that `addStickyNote` gives to the next note. */
export function newNoteKey(documents: Documents, path: string): string {
  return freeKey(flowOf(documents, path)?.canvas?.notes ?? {}, 'note')
}

/** Sticks a note onto the canvas. */
export function addStickyNote(path: string, [x, y]: Position, text = ''): Command {
  return {
    label: { ja: '付せんの追加', en: 'adding a note' },
    patches: (documents) => (flowOf(documents, path) ? change(documents, path, ['canvas', 'notes', newNoteKey(documents, path)], toJson({ text, at: [Math.round(x), Math.round(y)], size: noteSize })) : []),
  }
}

export function editStickyNote(path: string, id: string, part: Partial<Pick<StickyNote, 'text' | 'size'>>): Command {
  return {
    label: { ja: '付せんの変更', en: 'changing a note' },
    mergeKey: `sticky ${path} ${id} ${Object.keys(part).join(' ')}`,
    patches(documents) {
      const note = flowOf(documents, path)?.canvas?.notes?.[id]
      return note ? change(documents, path, ['canvas', 'notes', id], toJson({ ...note, ...part })) : []
    },
  }
}

/** The key that `groupNodes` gives to the next group. */
export function newGroupKey(documents: Documents, path: string): string {
  return freeKey(flowOf(documents, path)?.canvas?.groups ?? {}, 'group')
}

/** Frames nodes with a title. A node stands in one group at most: it leaves the one it was in. */
export function groupNodes(path: string, items: readonly string[], title: LocalisedText): Command {
  return {
    label: { ja: 'グループ化', en: 'grouping' },
    patches(documents) {
      const flow = flowOf(documents, path)
      const nodes = flow ? nodesOfItems(flow, items) : []
      if (!flow || nodes.length === 0) return []
      const groups = { ...groupsWithout(flow.canvas?.groups ?? {}, new Set(nodes)), [newGroupKey(documents, path)]: { title, nodes } }
      return withCanvas(documents, path, { ...flow.canvas, groups })
    },
  }
}

/** Takes frames away; the nodes stay. */
export function ungroup(path: string, ids: readonly string[]): Command {
  return {
    label: { ja: 'グループの解除', en: 'ungrouping' },
    patches(documents) {
      const canvas = flowOf(documents, path)?.canvas
      if (!canvas?.groups) return []
      return withCanvas(documents, path, { ...canvas, groups: Object.fromEntries(Object.entries(canvas.groups).filter(([id]) => !ids.includes(id))) })
    },
  }
}

export function editGroup(path: string, id: string, part: Partial<Pick<NodeGroup, 'title' | 'collapsed'>>): Command {
  return {
    label: part.title ? { ja: 'グループの名前の変更', en: 'renaming a group' } : part.collapsed ? { ja: 'グループを折りたたむ', en: 'collapsing a group' } : { ja: 'グループを広げる', en: 'expanding a group' },
    mergeKey: part.title ? `group ${path} ${id}` : undefined,
    patches(documents) {
      const group = flowOf(documents, path)?.canvas?.groups?.[id]
      if (!group) return []
      const { collapsed = false, ...rest } = { ...group, ...part }
      return change(documents, path, ['canvas', 'groups', id], toJson(collapsed ? { ...rest, collapsed } : rest))
    },
  }
}

/** Leaves nodes where they are when the flow is arranged, or lets them be arranged again. */
export function pinNodes(path: string, ids: readonly string[], pinned: boolean): Command {
  return {
    label: pinned ? { ja: '位置の固定', en: 'pinning' } : { ja: '位置の固定の解除', en: 'unpinning' },
    patches: (documents) => pinning(documents, path, ids, pinned),
  }
}

export function pinning(documents: Documents, path: string, ids: readonly string[], pinned: boolean): Patch[] {
  const flow = flowOf(documents, path)
  if (!flow) return []
  const known = ids.filter((id) => Object.hasOwn(flow.nodes, id))
  const now = flow.canvas?.pinned ?? {}
  if (known.every((id) => Object.hasOwn(now, id) === pinned)) return []
  const others = Object.entries(now).filter(([id]) => !known.includes(id))
  return withCanvas(documents, path, { ...flow.canvas, pinned: Object.fromEntries([...others, ...(pinned ? known.map((id) => [id, true] as const) : [])]) })
}

/** Removes what is selected: nodes with their wires, notes, and the frames of groups (their nodes stay). */
export function deleteItems(path: string, items: readonly string[]): Command {
  const of = (wanted: string) => items.map(itemOf).filter(({ kind }) => kind === wanted).map(({ id }) => id)
  const [nodes, notes, groups] = [of('node'), of('note'), of('group')]
  const removing = deleteNodes(path, nodes)
  return {
    label: nodes.length > 0 ? removing.label : notes.length > 0 ? { ja: '付せんの削除', en: 'deleting a note' } : ungroup(path, groups).label,
    patches(documents) {
      const first = removing.patches(documents)
      const canvas = flowOf(applyPatches(documents, first), path)?.canvas
      if (!canvas) return first
      const kept = { ...canvas, notes: without(canvas.notes, notes), groups: without(canvas.groups, groups) }
      return [...first, ...change(applyPatches(documents, first), path, ['canvas'], canvasOf(kept))]
    },
  }
}

function without<Part>(parts: Record<string, Part> | undefined, ids: readonly string[]): Record<string, Part> {
  return Object.fromEntries(Object.entries(parts ?? {}).filter(([id]) => !ids.includes(id)))
}

function withCanvas(documents: Documents, path: string, canvas: FlowCanvas): Patch[] {
  const document = toJson(documents[path])
  const { canvas: _before, ...rest } = document as Record<string, typeof document>
  const after = canvasOf(canvas)
  return rewrite(documents, path, after === undefined ? rest : { ...rest, canvas: after })
}
