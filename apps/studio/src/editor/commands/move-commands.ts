import type { CallFlow, FlowCanvas } from '@madoguchi/schemas'
import { toJson } from '../../draft/json.ts'
import { placesOf } from '../canvas/places.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'
import { canvasOf, groupsWithout } from './canvas-parts.ts'
import type { Command } from './command.ts'
import { flowOf } from './flow-document.ts'
import { roomAfter } from './insert-commands.ts'
import { type Patch, applyPatches, change, rewrite } from './patch.ts'

/** Takes nodes into a group, or with `group` undefined out of theirs. A group that loses its last node goes. */
export function moveIntoGroup(path: string, nodes: readonly string[], group: string | undefined): Command {
  return {
    label: group === undefined ? { ja: 'グループから出す', en: 'taking out of a group' } : { ja: 'グループに入れる', en: 'moving into a group' },
    patches(documents) {
      const flow = flowOf(documents, path)
      const known = nodes.filter((id) => flow && Object.hasOwn(flow.nodes, id))
      const target = group === undefined ? undefined : flow?.canvas?.groups?.[group]
      if (!flow || known.length === 0 || (group !== undefined && !target)) return []
      const staying = groupsWithout(flow.canvas?.groups ?? {}, new Set(known))
      const groups: NonNullable<FlowCanvas['groups']> = target && group !== undefined ? { ...staying, [group]: { ...target, nodes: [...target.nodes.filter((id) => !known.includes(id)), ...known] } } : staying
      return rewrite(documents, path, withCanvas(documents[path], canvasOf({ ...flow.canvas, groups })))
    },
  }
}

function withCanvas(document: unknown, canvas: ReturnType<typeof canvasOf>) {
  const { canvas: _before, ...rest } = toJson(document) as Record<string, ReturnType<typeof toJson>>
  return canvas === undefined ? rest : { ...rest, canvas }
}

/**
 * Takes a node out of the way it stands in and puts it into another wire: what led to it leads on to where its first exit led, and that exit
 * leads to where the wire led. Its other exits stay. A wire to or from the node itself is no place for it.
 */
export function moveIntoWire(path: string, node: string, wire: { from: string; exit: string }): Command {
  return {
    label: { ja: 'ノードの順序の変更', en: 'moving a node to another place of the flow' },
    patches(documents) {
      const flow = flowOf(documents, path)
      const target = flow?.nodes[wire.from]?.next?.[wire.exit]
      if (!flow || !Object.hasOwn(flow.nodes, node) || target === undefined || target === node || wire.from === node) return []
      const way = firstExit(flow, node)
      const taken = bypassed(flow, path, node, way === undefined ? undefined : flow.nodes[node]?.next?.[way])
      const out = applyPatches(documents, taken(documents))
      const into: Patch[] = [...change(out, path, ['nodes', wire.from, 'next', wire.exit], node), ...(way === undefined ? [] : change(out, path, ['nodes', node, 'next', way], target))]
      const { place, patches } = roomAfter(applyPatches(out, into), path, wire.from, target, node)
      const moved = applyPatches(applyPatches(out, into), patches)
      return [...taken(documents), ...into, ...patches, ...change(moved, path, ['layout', node], place)]
    },
  }
}

function firstExit(flow: CallFlow, id: string): string | undefined {
  const node = flow.nodes[id]
  return exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next).exits[0]?.id
}

/** Every wire to a node, and the entry, led past it; where there is nowhere to lead, the wires go. */
function bypassed(flow: CallFlow, path: string, node: string, onward: string | undefined) {
  const beyond = onward === node || onward === undefined || !Object.hasOwn(flow.nodes, onward) ? undefined : onward
  return (documents: Parameters<Command['patches']>[0]): Patch[] => [
    ...Object.entries(flow.nodes).flatMap(([id, { next = {} }]) => (id === node ? [] : Object.entries(next).flatMap(([exit, to]) => (to === node ? change(documents, path, ['nodes', id, 'next', exit], beyond) : [])))),
    ...(flow.entry === node && beyond !== undefined ? change(documents, path, ['entry'], beyond) : []),
  ]
}

/** Puts nodes beside another, on the canvas: to its right or below it, where nothing stands yet. */
export function placeBeside(documents: Parameters<Command['patches']>[0], path: string, node: string, other: string, side: 'right' | 'below'): readonly [number, number] | undefined {
  const flow = flowOf(documents, path)
  const places = flow && placesOf(flow)
  const at = places?.[other]
  if (!places || !at) return undefined
  const taken = Object.entries(places).filter(([id]) => id !== node).map(([, place]) => place)
  const place = side === 'right' ? { x: at.x + 320, y: at.y } : { x: at.x, y: at.y + 180 }
  while (taken.some(({ x, y }) => Math.abs(x - place.x) < 248 && Math.abs(y - place.y) < 130)) place[side === 'right' ? 'y' : 'x'] += side === 'right' ? 40 : 320
  return [place.x, place.y]
}
