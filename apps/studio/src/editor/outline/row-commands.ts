import type { CallFlow } from '@madoguchi/schemas'
import { say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { remove } from '../clipboard/clipboard.ts'
import { wireOf } from '../canvas/wire-id.ts'
import { disconnect, itemOf, setEntry, setSkip } from '../commands/index.ts'
import { type Wire, goToField, select, selectWire, useEditor } from '../editor-store.ts'
import { exitTitle, nodeTitle } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'
import { type OutlineRow, nodeOfRow } from './outline-rows.ts'
import { focusRow, leave } from './outline-store.ts'
import { rowAfter } from './tree-keys.ts'

/** The thing that the selection means by a row: its node, note or group; for an exit and a call none of its own. */
export function itemOfRow({ kind, key }: Pick<OutlineRow, 'kind' | 'key'>): string | undefined {
  return kind === 'node' || kind === 'note' || kind === 'group' ? key : undefined
}

/** Selects what a row stands for; its settings are shown, and the canvas shows it. */
export function selectRow(row: OutlineRow): void {
  const item = itemOfRow(row)
  const node = nodeOfRow(row)
  if (item !== undefined) select([item], { reveal: true })
  else if (row.kind === 'exit' && row.target !== undefined) {
    selectWire(wireOf(row.key))
    useEditor.setState({ right: 'settings' })
  } else if (node !== undefined) select([node], { reveal: true })
  else useEditor.setState({ selected: [], wire: undefined, right: 'settings' })
}

/** Puts the focus into the settings of a row: the first wrong field, else the first. Escape there leads back. */
export function editRow(row: OutlineRow): void {
  const item = itemOfRow(row)
  if (row.kind === 'node') editNode(row.key)
  else if (row.kind === 'flow') goToField(undefined, '/title')
  else if (item !== undefined) goToField(item, itemOf(item).kind === 'note' ? '/note' : '/group')
}

export function editNode(id: string): void {
  goToField(id, hasSettings(id) ? `/nodes/${id}/config` : `/nodes/${id}/title`)
}

export const nameRow = (row: OutlineRow): void => (row.kind === 'node' ? goToField(row.key, `/nodes/${row.key}/title`) : editRow(row))

function hasSettings(id: string): boolean {
  const { documents } = draft.getState()
  const nodes = (documents[useEditor.getState().path] as { nodes?: Record<string, { type?: string }> } | undefined)?.nodes
  const config = nodeTypes.get(nodes?.[id]?.type ?? '')?.config as { properties?: object } | undefined
  return Object.keys(config?.properties ?? {}).length > 0
}

/** Asks what follows: in the first exit that leads nowhere, or between the node and what its first exit leads to; a node of its own where there is no exit. */
export function addAfter(flow: CallFlow, id: string | undefined): void {
  const node = flow.nodes[id ?? '']
  const { exits } = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next)
  const open = exits.find((exit) => node?.next?.[exit.id] === undefined)
  const exit = open ?? exits[0]
  if (id === undefined || !exit) useEditor.setState({ adding: true })
  else useEditor.setState({ connecting: { from: id, exit: exit.id, ...(open ? {} : { insert: true as const }) } })
}

export function chooseTarget(flow: CallFlow, id: string): void {
  const node = flow.nodes[id]
  const { exits } = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next)
  const exit = exits.find((candidate) => node?.next?.[candidate.id] === undefined) ?? exits[0]
  if (exit) useEditor.setState({ connecting: { from: id, exit: exit.id } })
}

/** Deletes what is selected, or for an exit its wire; the focus goes to the row that follows. */
export function removeRow(path: string, rows: readonly OutlineRow[], row: OutlineRow): void {
  if (row.kind === 'exit') {
    cutWire(path, wireOf(row.key), row.target !== undefined)
    return
  }
  const item = itemOfRow(row)
  if (item === undefined) return
  const { selected } = useEditor.getState()
  const items = selected.includes(item) ? selected : [item]
  const gone = new Set(items.filter((other) => itemOf(other).kind !== 'group' || rows.every(({ parent }) => parent !== other)))
  const next = rowAfter(rows, row.key, (key) => gone.has(key) || gone.has(key.split(' ')[0] ?? '') || items.includes(key))
  remove(path, items)
  if (next !== undefined) focusRow({ path, key: next })
}

export function cutWire(path: string, wire: Wire, there: boolean): void {
  if (!there) return
  draft.getState().run(disconnect(path, [wire]))
  say({ ja: '接続を外しました', en: 'Disconnected' })
}

/** Goes along the wire of an exit, or of the first exit of a node that leads somewhere. */
export function goToTarget(path: string, row: OutlineRow, wired: string | undefined): boolean {
  const target = row.kind === 'exit' ? row.target : wired
  if (target === undefined) return false
  leave({ path, key: row.key })
  focusRow({ path, key: target })
  return true
}

/** Lets calls pass a node by, by its first exit, or run it again. */
export function toggleSkip(path: string, flow: CallFlow, id: string): void {
  const node = flow.nodes[id]
  const [exit] = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next).exits
  if (!node || (node.skip === undefined && !exit)) return
  const skip = node.skip === undefined ? exit?.id : undefined
  draft.getState().run(setSkip(path, id, skip))
  const [ja, en] = [nodeTitle(node, 'ja'), nodeTitle(node, 'en')]
  if (skip === undefined) say({ ja: `「${ja}」をまた実行します`, en: `"${en}" runs again` })
  else say({ ja: `「${ja}」をスキップし、出口「${exitTitle(node, skip, 'ja')}」へ進みます`, en: `"${en}" is skipped by its exit "${exitTitle(node, skip, 'en')}"` })
}

export function makeEntry(path: string, flow: CallFlow, id: string): void {
  draft.getState().run(setEntry(path, id))
  say({ ja: `「${nodeTitle(flow.nodes[id], 'ja')}」を入口にしました`, en: `"${nodeTitle(flow.nodes[id], 'en')}" is the entry` })
}
