import '@xyflow/react/dist/base.css'
import type { CallFlow, Problem } from '@madoguchi/schemas'
import { IconLasso } from '@tabler/icons-react'
import { Background, BackgroundVariant, ControlButton, Controls, Panel, ReactFlow, SelectionMode, useReactFlow, useStore } from '@xyflow/react'
import { type MouseEvent, memo, useCallback } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { select, useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import { CoverageLegend } from './CoverageLegend.tsx'
import { FarWires } from './FarWires.tsx'
import styles from './FlowCanvas.module.css'
import { GroupFrame } from './GroupFrame.tsx'
import { NodeCard } from './NodeCard.tsx'
import { Overview } from './Overview.tsx'
import { StickyNoteCard } from './StickyNoteCard.tsx'
import { WireEdge } from './WireEdge.tsx'
import { useAriaLabels } from './aria-labels.ts'
import type { CanvasNode } from './canvas-node.ts'
import { useCanvasKeys } from './use-canvas-keys.ts'
import { useFirstView } from './first-view.ts'
import { useFollowPath } from './follow-path.ts'
import { useCanvasGestures } from './use-canvas-gestures.ts'
import { useGraph } from './use-graph.ts'
import { isFar } from './use-in-sight.ts'
import { useReveal } from './use-reveal.ts'

// Objects that stay the same: a new one would make React Flow look at every node again with each frame of a drag.
const nodeTypes = { card: NodeCard, note: StickyNoteCard, frame: GroupFrame }
const edgeTypes = { wire: WireEdge }
const deleteKeys = ['Delete', 'Backspace']
const multiSelectKeys = ['Shift', 'Meta', 'Control']
const snapGrid: [number, number] = [10, 10]
const proOptions = { hideAttribution: true }
/** While a rectangle is drawn, the middle and right buttons still move the view. */
const panWithOthers = [1, 2]

/** The flow as a graph. It draws the draft and turns gestures into commands; it holds nothing but what a finger is dragging right now. */
export function FlowCanvas({ path, flow, problems }: { path: string; flow: CallFlow; problems: readonly Problem[] }) {
  const t = useWords(words)
  const ariaLabels = useAriaLabels()
  const graph = useGraph(flow, problems)
  const gestures = useCanvasGestures(path, graph)
  const keys = useCanvasKeys(path, flow)
  const readOnly = useReadOnly()
  const lasso = useEditor((state) => state.lasso) && !readOnly
  const far = useStore(isFar)
  useReveal()
  useFirstView(flow.entry)
  useFollowPath(flow.id)
  return (
    <div className={styles.canvas} role="region" aria-label={t('canvasLabel')} data-panel="canvas" data-lasso={lasso || undefined} data-far={far || undefined} {...keys}>
      <ReactFlow
        nodes={graph.nodes}
        edges={graph.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...gestures}
        onNodeClick={clicked}
        deleteKeyCode={readOnly ? null : deleteKeys}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        multiSelectionKeyCode={multiSelectKeys}
        selectionOnDrag={lasso}
        panOnDrag={lasso ? panWithOthers : true}
        selectionMode={SelectionMode.Partial}
        ariaLabelConfig={ariaLabels}
        minZoom={0.1}
        maxZoom={2}
        connectionRadius={36}
        elevateNodesOnSelect={false}
        snapToGrid
        snapGrid={snapGrid}
        proOptions={proOptions}
      >
        <Around flow={flow.id} empty={graph.nodes.length === 0} />
        <FarWires wires={graph.farWires} />
        <Overview nodes={graph.still} />
      </ReactFlow>
    </div>
  )
}

/** A click without a key selects this one alone, also out of several. On a narrow window the settings lie over the canvas, and come with it. */
function clicked({ shiftKey, ctrlKey, metaKey }: MouseEvent, { id }: CanvasNode): void {
  if (!shiftKey && !ctrlKey && !metaKey && useEditor.getState().selected.length > 1) select([id])
  if (window.matchMedia('(max-width: 760px)').matches) useEditor.setState({ sheet: 'right' })
}

/** What stands around the graph. Nothing of it changes while something is dragged. */
const Around = memo(function Around({ flow, empty }: { flow: string; empty: boolean }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const lasso = useEditor((state) => state.lasso)
  const { fitView } = useReactFlow()
  const fit = useCallback(() => void fitView({ padding: 0.12, maxZoom: 1 }), [fitView])
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--line-soft)" />
      <Controls showInteractive={false} onFitView={fit}>
        {!readOnly && (
          <ControlButton aria-label={t('lasso')} title={t('lasso')} aria-pressed={lasso} className={lasso ? styles.pressed : undefined} onClick={() => useEditor.setState({ lasso: !lasso })}>
            <IconLasso aria-hidden className={styles.drawn} />
          </ControlButton>
        )}
      </Controls>
      <CoverageLegend flow={flow} />
      {empty && (
        <Panel position="top-center" className={styles.empty}>
          {t('emptyFlow')}
        </Panel>
      )}
    </>
  )
})
