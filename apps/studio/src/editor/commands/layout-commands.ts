import type { Command } from './command.ts'
import { flowOf } from './flow-document.ts'
import type { Position } from './node-commands.ts'
import { change } from './patch.ts'

/** Puts nodes somewhere; nudging the same ones again joins the step. */
export function moveNodes(path: string, places: Readonly<Record<string, Position>>): Command {
  return {
    label: { ja: 'ノードの移動', en: 'moving nodes' },
    mergeKey: `move ${path} ${Object.keys(places).toSorted().join(' ')}`,
    patches: (documents) => placing(places).flatMap(([id, place]) => (flowOf(documents, path)?.nodes[id] ? change(documents, path, ['layout', id], place) : [])),
  }
}

/** Gives the whole flow a new layout. */
export function arrange(path: string, places: Readonly<Record<string, Position>>): Command {
  return { ...moveNodes(path, places), label: { ja: '自動整列', en: 'arranging' }, mergeKey: undefined }
}

function placing(places: Readonly<Record<string, Position>>): [string, number[]][] {
  return Object.entries(places).map(([id, [x, y]]) => [id, [Math.round(x), Math.round(y)]])
}
