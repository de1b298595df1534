import type { Command } from './command.ts'
import { flowOf, itemOf } from './flow-document.ts'
import { pinning } from './canvas-commands.ts'
import type { Position } from './node-commands.ts'
import { type Documents, type Patch, applyPatches, change } from './patch.ts'

/**
 * Puts nodes and notes somewhere, by hand: from now on arranging leaves the nodes there. Nudging the same ones again joins the step.
 * @param places by node id, or `note:id`
 */
export function moveNodes(path: string, places: Readonly<Record<string, Position>>): Command {
  return {
    label: { ja: 'ノードの移動', en: 'moving nodes' },
    mergeKey: `move ${path} ${Object.keys(places).toSorted().join(' ')}`,
    patches(documents) {
      const placed = placing(documents, path, places)
      const moved = placed.flatMap(({ at: [part, id] }) => (part === 'layout' && id !== undefined ? [id] : []))
      return moved.length === 0 ? placed : [...placed, ...pinning(applyPatches(documents, placed), path, moved, true)]
    },
  }
}

/** Gives nodes the places that were worked out for them; none of them counts as placed by hand. */
export function arrange(path: string, places: Readonly<Record<string, Position>>): Command {
  return { label: { ja: '自動整列', en: 'arranging' }, patches: (documents) => placing(documents, path, places) }
}

function placing(documents: Documents, path: string, places: Readonly<Record<string, Position>>): Patch[] {
  const flow = flowOf(documents, path)
  return Object.entries(places).flatMap(([item, [x, y]]) => {
    const { kind, id } = itemOf(item)
    const at = [Math.round(x), Math.round(y)]
    if (kind === 'note') return flow?.canvas?.notes?.[id] ? change(documents, path, ['canvas', 'notes', id, 'at'], at) : []
    return kind === 'node' && flow && Object.hasOwn(flow.nodes, id) ? change(documents, path, ['layout', id], at) : []
  })
}
