import type { LocalisedText } from '@madoguchi/schemas'
import { type NodeType, errorExit } from '@madoguchi/sdk'
import { type JsonObject, toJson } from '../../draft/json.ts'
import { defaultConfig } from '../../schema/default-config.ts'
import { exitsOf, rewired } from '../node-types.ts'
import type { Command } from './command.ts'
import { canvasWithout } from './canvas-parts.ts'
import { flowOf, freeNodeId, nodeOf } from './flow-document.ts'
import { type Documents, type Patch, change } from './patch.ts'

export type Position = readonly [x: number, y: number]

/** Adds a node, at a place of the canvas, wired from an exit where one is given. The first node of a flow is its entry. The new id is `newNodeId` of the same documents. */
export function addNode(path: string, type: NodeType, at: Position, from?: { node: string; exit: string }): Command {
  return {
    label: { ja: `ノード「${type.title.ja}」の追加`, en: `adding the node "${type.title.en}"` },
    patches(documents) {
      const id = newNodeId(documents, path, type)
      if (id === undefined) return []
      const node = { type: type.type, config: defaultConfig(type.config), next: {} }
      const first = Object.keys(flowOf(documents, path)?.nodes ?? {}).length === 0 ? change(documents, path, ['entry'], id) : []
      const wire = from && nodeOf(documents, path, from.node) ? change(documents, path, ['nodes', from.node, 'next', from.exit], id) : []
      return [...change(documents, path, ['nodes', id], node), ...change(documents, path, ['layout', id], [Math.round(at[0]), Math.round(at[1])]), ...first, ...wire]
    },
  }
}

/** The id that `addNode` gives to the next node of this type. */
export function newNodeId(documents: Documents, path: string, type: NodeType): string | undefined {
  const flow = flowOf(documents, path)
  return flow && freeNodeId(flow, type.type)
}

/** Removes nodes with every wire to them. Where the entry goes, the node it led to becomes the entry. */
export function deleteNodes(path: string, ids: readonly string[]): Command {
  return {
    label: ids.length === 1 ? { ja: 'ノードの削除', en: 'deleting a node' } : { ja: `ノード${ids.length}個の削除`, en: `deleting ${ids.length} nodes` },
    patches(documents) {
      const flow = flowOf(documents, path)
      if (!flow) return []
      const gone = new Set(ids.filter((id) => Object.hasOwn(flow.nodes, id)))
      if (gone.size === 0) return []
      return [...wiresTo(documents, path, gone), ...pointsTo(documents, path, gone), ...change(documents, path, ['canvas'], canvasWithout(flow, gone)), ...[...gone].flatMap((id) => [...change(documents, path, ['nodes', id], undefined), ...change(documents, path, ['layout', id], undefined)])]
    },
  }
}

function wiresTo(documents: Documents, path: string, gone: ReadonlySet<string>): Patch[] {
  return Object.entries(flowOf(documents, path)?.nodes ?? {}).flatMap(([id, node]) => {
    if (gone.has(id)) return []
    return Object.entries(node.next ?? {}).flatMap(([exit, target]) => (gone.has(target) ? change(documents, path, ['nodes', id, 'next', exit], undefined) : []))
  })
}

function pointsTo(documents: Documents, path: string, gone: ReadonlySet<string>): Patch[] {
  const flow = flowOf(documents, path)
  if (!flow) return []
  const patches = (['onError', 'onHangup'] as const).flatMap((point) => (gone.has(flow[point] ?? '') ? change(documents, path, [point], undefined) : []))
  const successor = Object.values(flow.nodes[flow.entry]?.next ?? {}).find((target) => !gone.has(target) && Object.hasOwn(flow.nodes, target))
  return gone.has(flow.entry) && successor !== undefined ? [...patches, ...change(documents, path, ['entry'], successor)] : patches
}

/**
 * Changes the config of a node and, in the same step, the wiring that follows from it: renamed exits keep their wire,
 * exits that are gone lose it.
 */
export function editConfig(path: string, id: string, type: NodeType | undefined, config: JsonObject): Command {
  return {
    label: { ja: 'ノードの設定の変更', en: 'changing the settings of a node' },
    mergeKey: `config ${path} ${id}`,
    patches(documents) {
      const node = nodeOf(documents, path, id)
      if (!node) return []
      const after = toJson(config)
      const next = nextAfter(type, node.next ?? {}, node.config, after)
      const skip = node.skip === undefined ? [] : skipAfter(documents, path, id, type, node, after)
      return [...change(documents, path, ['nodes', id, 'config'], after), ...change(documents, path, ['nodes', id, 'next'], next), ...skip]
    },
  }
}

function nextAfter(type: NodeType | undefined, next: Record<string, string>, before: unknown, after: unknown): Record<string, string> {
  const { exits, sure } = exitsOf(type, after, next)
  if (!sure) return next
  const renames = rewired(type, before, after)
  const present = new Set([...exits.map((exit) => exit.id), errorExit.id])
  const taken = new Set(Object.values(renames))
  const kept: Record<string, string> = {}
  for (const [exit, target] of Object.entries(next)) {
    const renamed = renames[exit]
    // An exit that was left out keeps its name, unless another one is renamed to it.
    if (renamed !== undefined ? present.has(renamed) : present.has(exit) && !taken.has(exit)) kept[renamed ?? exit] = target
  }
  return kept
}

function skipAfter(documents: Documents, path: string, id: string, type: NodeType | undefined, node: { skip?: string; config: unknown }, after: unknown): Patch[] {
  const { exits, sure } = exitsOf(type, after)
  const skip = rewired(type, node.config, after)[node.skip ?? ''] ?? node.skip
  return change(documents, path, ['nodes', id, 'skip'], sure && !exits.some((exit) => exit.id === skip) ? undefined : skip)
}

/** An empty title takes the node type's name again. */
export function setTitle(path: string, id: string, title: LocalisedText): Command {
  const given = title.ja.trim() === '' ? undefined : { ja: title.ja, ...(title.en?.trim() ? { en: title.en } : {}) }
  return part(path, id, 'title', given, { ja: 'ノードの名前の変更', en: 'renaming a node' })
}

export function setNote(path: string, id: string, note: string): Command {
  return part(path, id, 'note', note.trim() === '' ? undefined : note, { ja: 'メモの変更', en: 'changing a note' })
}

/** `exit` undefined runs the node again. */
export function setSkip(path: string, id: string, exit: string | undefined): Command {
  return part(path, id, 'skip', exit, exit === undefined ? { ja: 'スキップの解除', en: 'no longer skipping' } : { ja: 'スキップの設定', en: 'skipping a node' })
}

function part(path: string, id: string, key: 'title' | 'note' | 'skip', value: JsonObject | string | undefined, label: Command['label']): Command {
  return {
    label,
    mergeKey: `${key} ${path} ${id}`,
    patches: (documents) => (nodeOf(documents, path, id) ? change(documents, path, ['nodes', id, key], value) : []),
  }
}
