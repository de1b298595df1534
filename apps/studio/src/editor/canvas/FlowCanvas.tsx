import '@xyflow/react/dist/base.css'
import type { CallFlow, Problem } from '@madoguchi/schemas'
import { Background, BackgroundVariant, type Connection, Controls, type EdgeChange, MiniMap, type NodeChange, type OnConnectEnd, Panel, ReactFlow, useReactFlow } from '@xyflow/react'
import { type DragEvent, useCallback, useEffect, useRef } from 'react'
import { say } from '../../app/notices.ts'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { connect, deleteNodes, disconnect, moveNodes } from '../commands/index.ts'
import { select, selectWire, useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './FlowCanvas.module.css'
import { CoverageLegend } from './CoverageLegend.tsx'
import { type CardNode, NodeCard } from './NodeCard.tsx'
import { dragType, useAddNode } from './add-node.ts'
import { useAriaLabels } from './aria-labels.ts'
import { useFirstView } from './first-view.ts'
import { useFollowPath } from './follow-path.ts'
import { useGraph, wireOf } from './use-graph.ts'

const nodeTypes = { card: NodeCard }
const deleteKeys = ['Delete', 'Backspace']

/** The flow as a graph. It draws the draft and turns gestures into commands; it holds nothing but what a finger is dragging right now. */
export function FlowCanvas({ path, flow, problems }: { path: string; flow: CallFlow; problems: readonly Problem[] }) {
  const t = useWords(words)
  const ariaLabels = useAriaLabels()
  const { nodes, edges, hold } = useGraph(path, flow, problems)
  const addNode = useAddNode(path)
  const readOnly = useReadOnly()
  const { screenToFlowPosition, fitView, setCenter, getNode } = useReactFlow<CardNode>()
  const run = draft.getState().run
  useReveal(getNode, setCenter)
  useFirstView(flow.entry)
  useFollowPath(flow.id)

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      hold(changes)
      const moved = changes.flatMap((change) => (change.type === 'position' && !change.dragging && change.position ? [[change.id, [change.position.x, change.position.y]] as const] : []))
      if (moved.length > 0) run(moveNodes(path, Object.fromEntries(moved)))
      const picked = changes.filter((change) => change.type === 'select')
      if (picked.length > 0) keepSelection(picked)
    },
    [hold, path, run],
  )
  const onConnect = useCallback(({ source, sourceHandle, target }: Connection) => run(connect(path, source, sourceHandle ?? '', target)), [path, run])
  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, { fromHandle, fromNode, toHandle }) => {
      if (toHandle || fromHandle?.type !== 'source' || !fromNode || !fromHandle.id) return
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (!point) return
      const target = document.elementsFromPoint(point.clientX, point.clientY).map((element) => element.closest('.react-flow__node')?.getAttribute('data-id')).find((id) => id)
      if (target) run(connect(path, fromNode.id, fromHandle.id, target))
      else {
        const { x, y } = screenToFlowPosition({ x: point.clientX, y: point.clientY })
        useEditor.setState({ connecting: { from: fromNode.id, exit: fromHandle.id, at: [x, y - 26] } })
      }
    },
    [path, run, screenToFlowPosition],
  )
  // React Flow would remove what is selected itself; the command does it, together with wires and places.
  const onBeforeDelete = useCallback(
    async ({ nodes: gone, edges: cut }: { nodes: CardNode[]; edges: { id: string; selected?: boolean }[] }) => {
      if (gone.length > 0) {
        run(deleteNodes(path, gone.map(({ id }) => id)))
        say({ ja: t('removed', { count: gone.length }), en: t('removed', { count: gone.length }) })
        select([])
      } else run(disconnect(path, cut.map(({ id }) => wireOf(id))))
      return false
    },
    [path, run, t],
  )
  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(dragType)
    if (!type || readOnly) return
    event.preventDefault()
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    addNode(type, [x - 124, y - 26])
  }
  return (
    <div className={styles.canvas} role="region" aria-label={t('canvasLabel')} data-panel="canvas">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onBeforeDelete={onBeforeDelete}
        onDrop={onDrop}
        onDragOver={(event) => event.dataTransfer.types.includes(dragType) && event.preventDefault()}
        onNodeClick={() => window.matchMedia('(max-width: 760px)').matches && useEditor.setState({ sheet: 'right' })}
        deleteKeyCode={readOnly ? null : deleteKeys}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        ariaLabelConfig={ariaLabels}
        minZoom={0.1}
        maxZoom={2}
        connectionRadius={36}
        snapToGrid
        snapGrid={[10, 10]}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--line-soft)" />
        <Controls showInteractive={false} onFitView={() => void fitView({ padding: 0.12, maxZoom: 1 })} />
        <MiniMap pannable zoomable className={styles.minimap} nodeColor={miniColor} nodeStrokeColor="var(--ink-soft)" maskColor="rgb(0 0 0 / 0.14)" style={{ width: 132, height: 84 }} />
        <CoverageLegend flow={flow.id} />
        {nodes.length === 0 && (
          <Panel position="top-center" className={styles.empty}>
            {t('emptyFlow')}
          </Panel>
        )}
      </ReactFlow>
    </div>
  )
}

function miniColor({ data: { card } }: CardNode): string {
  if (card.problems.some(({ severity }) => severity === 'error')) return 'var(--color-primitive-red-300)'
  return card.lit ? 'var(--color-primitive-green-300)' : 'var(--color-neutral-solid-gray-200)'
}

/** Changes of the selection come one by one; together they are the new selection. */
function keepSelection(changes: readonly { id: string; selected: boolean }[]): void {
  const selected = new Set(useEditor.getState().selected)
  for (const change of changes) {
    if (change.selected) selected.add(change.id)
    else selected.delete(change.id)
  }
  useEditor.setState(selected.size > 0 ? { selected: [...selected], wire: undefined, right: 'settings' } : { selected: [] })
}

function onEdgesChange(changes: EdgeChange[]): void {
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) selectWire(wireOf(change.id))
    else if (sameWire(change.id)) useEditor.setState({ wire: undefined })
  }
}

function sameWire(id: string): boolean {
  const { wire } = useEditor.getState()
  const { from, exit } = wireOf(id)
  return wire?.from === from && wire.exit === exit
}

/** Brings a node into view that was chosen elsewhere: in the list, from a problem, just added. */
function useReveal(getNode: (id: string) => CardNode | undefined, setCenter: (x: number, y: number, options: { zoom: number; duration: number }) => unknown): void {
  const reveal = useEditor((state) => state.reveal)
  const shown = useRef(0)
  useEffect(() => {
    const node = reveal && getNode(reveal.node)
    if (!node || reveal.serial === shown.current) return
    shown.current = reveal.serial
    const { width = 248, height = 120 } = node.measured ?? {}
    void setCenter(node.position.x + width / 2, node.position.y + height / 2, { zoom: 1, duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300 })
  }, [reveal, getNode, setCenter])
}
