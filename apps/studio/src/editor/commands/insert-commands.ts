import type { NodeType } from '@madoguchi/sdk'
import type { CallFlow } from '@madoguchi/schemas'
import { defaultConfig } from '../../schema/default-config.ts'
import { placesOf } from '../canvas/places.ts'
import { exitsOf } from '../node-types.ts'
import type { Command } from './command.ts'
import { flowOf, freeNodeId, nodeOf } from './flow-document.ts'
import { type Documents, type Patch, change } from './patch.ts'

/** From the left edge of one card to that of the next. */
const step = 320

/**
 * Puts a new node into a wire: the exit leads to it, and its first exit to where the wire led. What stands to the right makes room.
 * A node that ends the call has no exit; then the wire ends in it. The new id is `newNodeId` of the same documents.
 */
export function insertOnWire(path: string, type: NodeType, wire: { from: string; exit: string }): Command {
  return {
    label: { ja: `ノード「${type.title.ja}」の挿入`, en: `inserting the node "${type.title.en}"` },
    patches(documents) {
      const flow = flowOf(documents, path)
      const target = nodeOf(documents, path, wire.from)?.next?.[wire.exit]
      if (!flow || target === undefined) return []
      const id = freeNodeId(flow, type.type)
      const config = defaultConfig(type.config)
      const [way] = exitsOf(type, config).exits
      const { place, shift } = room(flow, wire.from, target)
      return [
        ...change(documents, path, ['nodes', id], { type: type.type, config, next: way ? { [way.id]: target } : {} }),
        ...change(documents, path, ['nodes', wire.from, 'next', wire.exit], id),
        ...shifted(documents, path, flow, shift),
        ...change(documents, path, ['layout', id], place),
      ]
    },
  }
}

function room(flow: CallFlow, from: string, target: string): { place: [number, number]; shift: { beyond: number; by: number } } {
  const places = placesOf(flow)
  const { x, y } = places[from] ?? { x: 0, y: 0 }
  const to = places[target] ?? { x: x + step, y }
  const place: [number, number] = [x + step, Math.round(to.x > x ? to.y : y + 40)]
  // A wire that leads back has room enough beside its beginning; moving what it leads to would tear the flow apart.
  const by = to.x > x ? Math.max(0, x + 2 * step - to.x) : 0
  return { place, shift: { beyond: to.x, by } }
}

/** The place of a node that now stands between two others, and what makes room for it there; itself does not move twice. */
export function roomAfter(documents: Documents, path: string, from: string, target: string, node: string): { place: [number, number]; patches: Patch[] } {
  const flow = flowOf(documents, path)
  if (!flow) return { place: [0, 0], patches: [] }
  const { [node]: _own, ...layout } = flow.layout ?? {}
  const others = { ...flow, layout }
  const { place, shift } = room(others, from, target)
  return { place, patches: shifted(documents, path, others, shift) }
}

function shifted(documents: Documents, path: string, flow: CallFlow, { beyond, by }: { beyond: number; by: number }): Patch[] {
  if (by === 0) return []
  const nodes = Object.entries(flow.layout ?? {}).flatMap(([id, [x, y]]) => (x >= beyond ? change(documents, path, ['layout', id], [x + by, y]) : []))
  const notes = Object.entries(flow.canvas?.notes ?? {}).flatMap(([id, { at: [x, y] }]) => (x >= beyond ? change(documents, path, ['canvas', 'notes', id, 'at'], [x + by, y]) : []))
  return [...nodes, ...notes]
}
