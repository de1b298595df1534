import type { CallFlow } from '@madoguchi/schemas'
import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { notify, say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { toggleBreakpoints } from '../../telephone/breakpoint-store.ts'
import { arrangeFlow } from '../canvas/arrange-flow.ts'
import type { Size } from '../canvas/auto-layout.ts'
import { useAddNode } from '../canvas/add-node.ts'
import type { CanvasNode } from '../canvas/canvas-node.ts'
import { copy, cut, duplicate, paste, remove } from '../clipboard/clipboard.ts'
import { type Alignment, type Box, align, distribute, groupNodes, itemId, itemOf, newGroupKey, nodesOfItems, pinNodes, ungroup } from '../commands/index.ts'
import { goToField, select, useEditor } from '../editor-store.ts'
import { variablesOf } from '../rename/rename.ts'
import { inlineSubflow, planInlining } from '../subflow/inline-subflow.ts'
import { planExtraction } from '../subflow/extract-subflow.ts'
import { subflowTypes } from '../subflow/subflow-types.ts'

export type ActionName =
  | 'cut' | 'copy' | 'paste' | 'duplicate' | 'remove' | 'selectAll' | 'group' | 'ungroup' | 'sticky' | 'extract' | 'inline' | 'rename' | 'renameVariable' | 'find' | 'findEverywhere'
  | 'arrangeSelected' | 'arrangeAll' | 'pin' | 'unpin' | 'fitSelected' | 'keys' | 'breakpoint'

export interface Action {
  /** Whether it can do anything now. */
  possible: boolean
  run(): void
}

/** Everything that can be done with what is selected, for menus, buttons and keys alike. */
export function useActions(path: string, flow: CallFlow): Record<ActionName, Action> & { align(alignment: Alignment): void; distribute(axis: 'horizontal' | 'vertical'): void } {
  const selected = useEditor((state) => state.selected)
  const { getNodes, fitView } = useReactFlow<CanvasNode>()
  const { addNote } = useAddNode(path)
  return useMemo(() => {
    const nodes = nodesOfItems(flow, selected)
    const any = selected.length > 0
    const groups = selected.map(itemOf).filter(({ kind }) => kind === 'group').map(({ id }) => id)
    const [only] = nodes
    const boxes = () => boxesOf(getNodes(), selected)
    const arranging = (which: 'all' | readonly string[]) => void arrangeFlow(path, which, sizesOf(getNodes()))
    const run = draft.getState().run
    return {
      cut: { possible: any, run: () => cut(path, selected) },
      copy: { possible: any, run: () => copy(path, selected) },
      paste: { possible: true, run: () => void paste(path) },
      duplicate: { possible: any, run: () => duplicate(path, selected) },
      remove: { possible: any, run: () => remove(path, selected) },
      selectAll: { possible: true, run: () => selectAll(flow) },
      group: { possible: nodes.length > 0, run: () => group(path, selected) },
      ungroup: { possible: groups.length > 0, run: () => run(ungroup(path, groups)) },
      sticky: { possible: true, run: addNote },
      extract: { possible: nodes.length > 0, run: () => extract(flow, nodes) },
      inline: { possible: nodes.length === 1 && only !== undefined && runsFlow(flow, only), run: () => only !== undefined && inline(path, only) },
      rename: { possible: nodes.length === 1, run: () => only !== undefined && useEditor.setState({ asking: { kind: 'rename', what: { kind: 'node', path }, id: only } }) },
      renameVariable: { possible: variablesOf(draft.getState().documents).size > 0, run: () => useEditor.setState({ asking: { kind: 'rename', what: { kind: 'variable' }, id: [...variablesOf(draft.getState().documents)][0] ?? '' } }) },
      find: { possible: true, run: () => useEditor.setState({ finding: { scope: 'flow' } }) },
      findEverywhere: { possible: true, run: () => useEditor.setState({ finding: { scope: 'bundle' } }) },
      arrangeSelected: { possible: nodes.length > 1, run: () => arranging(nodes) },
      arrangeAll: { possible: Object.keys(flow.nodes).length > 0, run: () => arranging('all') },
      pin: { possible: nodes.some((id) => !flow.canvas?.pinned?.[id]), run: () => run(pinNodes(path, nodes, true)) },
      unpin: { possible: nodes.some((id) => flow.canvas?.pinned?.[id]), run: () => run(pinNodes(path, nodes, false)) },
      fitSelected: { possible: any, run: () => void fitView({ nodes: selected.map((id) => ({ id })), padding: 0.2, maxZoom: 1 }) },
      breakpoint: { possible: nodes.length > 0, run: () => breakAt(flow.id, nodes) },
      keys: { possible: true, run: () => useEditor.setState({ asking: { kind: 'keys' } }) },
      align: (alignment: Alignment) => run(align(path, boxes(), alignment)),
      distribute: (axis: 'horizontal' | 'vertical') => run(distribute(path, boxes(), axis)),
    }
  }, [path, flow, selected, getNodes, fitView, addNote])
}

/** Selects everything that is drawn; nodes in a collapsed group are its. */
export function selectAll(flow: CallFlow): void {
  const collapsed = Object.entries(flow.canvas?.groups ?? {}).filter(([, group]) => group.collapsed)
  const inside = new Set(collapsed.flatMap(([, group]) => group.nodes))
  const items = [...Object.keys(flow.nodes).filter((id) => !inside.has(id)), ...collapsed.map(([id]) => itemId('group', id)), ...Object.keys(flow.canvas?.notes ?? {}).map((id) => itemId('note', id))]
  select(items)
  say({ ja: `${items.length}個を選択しました`, en: `Selected ${items.length}` })
}

/** Frames the selection and leads to the name of the group. */
export function group(path: string, items: readonly string[]): void {
  const { documents, run } = draft.getState()
  const key = newGroupKey(documents, path)
  run(groupNodes(path, items, { ja: 'グループ', en: 'Group' }))
  goToField(itemId('group', key), '/group')
  say({ ja: 'グループにまとめました。名前を入力できます', en: 'Grouped. The name can be typed now' })
}

function breakAt(flow: string, nodes: readonly string[]): void {
  say(toggleBreakpoints(flow, nodes) ? { ja: '停止点にしました。試しにかけた電話がここで止まります', en: 'A breakpoint now: tried calls are held here' } : { ja: '停止点を外しました', en: 'No breakpoint any more' })
}

function extract(flow: CallFlow, nodes: readonly string[]): void {
  const plan = planExtraction(flow, nodes)
  if ('refused' in plan) notify('failed', plan.refused)
  else useEditor.setState({ asking: { kind: 'extract', nodes } })
}

/** Puts the flow that a node runs in its place, or says why not. */
function inline(path: string, node: string): void {
  const { documents, run } = draft.getState()
  const plan = planInlining(documents, path, node)
  if ('refused' in plan) {
    notify('failed', plan.refused)
    return
  }
  run(inlineSubflow(path, node))
  select([])
  notify('done', plan.usedElsewhere ? { ja: 'サブフローをここに展開しました。ほかでも使われているため、元のフローは残しました。', en: 'The sub-flow stands here now. It is used elsewhere too, so the flow itself stays.' } : { ja: 'サブフローをここに展開し、使われなくなったフローを取り除きました。元に戻せます。', en: 'The sub-flow stands here now, and the flow that nothing uses any more is gone. This can be undone.' })
}

function runsFlow(flow: CallFlow, id: string): boolean {
  const type = flow.nodes[id]?.type
  return type === subflowTypes.run || type === subflowTypes.goTo
}

export function sizesOf(nodes: readonly CanvasNode[]): Map<string, Size> {
  return new Map(nodes.flatMap(({ id, measured }) => (measured?.width && measured.height ? [[id, { width: measured.width, height: measured.height }]] : [])))
}

/** Where the selected nodes and notes stand and how large they are drawn; frames follow their nodes. */
function boxesOf(nodes: readonly CanvasNode[], selected: readonly string[]): Record<string, Box> {
  return Object.fromEntries(nodes.flatMap(({ id, type, position, measured }) => (type !== 'frame' && selected.includes(id) ? [[id, { ...position, width: measured?.width ?? 248, height: measured?.height ?? 140 }]] : [])))
}
