import '@xyflow/react/dist/base.css'
import { Background, BackgroundVariant, type Edge, type NodeChange, ReactFlow, ReactFlowProvider, useNodesInitialized, useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAriaLabels } from '../../editor/canvas/aria-labels.ts'
import { useWords } from '../../i18n/words.ts'
import type { Side } from '../comparison.ts'
import { compareWords } from '../words.ts'
import { DiffCard } from './DiffCard.tsx'
import styles from './Structure.module.css'
import type { DiffNode } from './diff-graph.ts'
import type { LinkedViews, Point } from './linked-views.ts'

const nodeTypes = { diff: DiffCard }

interface DiffCanvasProps {
  side: Side
  nodes: DiffNode[]
  edges: Edge[]
  views: LinkedViews
  /** A node or an edge was chosen here, by pointer or by key. */
  onChoose(id: string): void
  /** The canvas has drawn its nodes and can tell where they stand. */
  onReady(side: Side, middleOf: (id: string) => Point | undefined): void
}

/** One side of a compared flow: the editor's canvas to look at, moving together with its twin. */
export function DiffCanvas(props: DiffCanvasProps) {
  const t = useWords(compareWords)
  return (
    <div className={styles.canvas} role="region" aria-label={t('canvas', { side: t(props.side) })} data-side={props.side}>
      <ReactFlowProvider>
        <Canvas {...props} />
      </ReactFlowProvider>
    </div>
  )
}

function Canvas({ side, nodes, edges, views, onChoose, onReady }: DiffCanvasProps) {
  const t = useWords(compareWords)
  const editorLabels = useAriaLabels()
  const labels = useMemo(() => ({ ...editorLabels, 'node.a11yDescription.default': t('nodeHelp'), 'node.a11yDescription.keyboardDisabled': t('nodeHelp'), 'edge.a11yDescription.default': t('nodeHelp') }), [editorLabels, t])
  const frame = useRef<HTMLDivElement>(null)
  const { shown, hold } = useMeasured(nodes)
  useAttached(side, views, frame)
  useReadiness(side, onReady)
  const onNodesChange = useCallback(
    (changes: NodeChange<DiffNode>[]) => {
      hold(changes)
      const picked = changes.find((change) => change.type === 'select' && change.selected)
      if (picked?.type === 'select') onChoose(picked.id)
    },
    [hold, onChoose],
  )
  return (
    <ReactFlow
      ref={frame}
      nodes={shown}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={(changes) => changes.forEach((change) => change.type === 'select' && change.selected && onChoose(change.id))}
      onMove={(_, viewport) => views.moved(side, viewport)}
      nodesDraggable={false}
      nodesConnectable={false}
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      ariaLabelConfig={labels}
      minZoom={0.1}
      maxZoom={2}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--line-soft)" />
    </ReactFlow>
  )
}

function useAttached(side: Side, views: LinkedViews, frame: { current: HTMLDivElement | null }): void {
  const { setViewport } = useReactFlow()
  useEffect(
    () => views.attach(side, { size: () => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 }), setViewport: (viewport) => void setViewport(viewport) }),
    [side, views, frame, setViewport],
  )
}

function useReadiness(side: Side, onReady: DiffCanvasProps['onReady']): void {
  const ready = useNodesInitialized()
  const { getNode } = useReactFlow<DiffNode>()
  useEffect(() => {
    if (!ready) return
    onReady(side, (id) => {
      const node = getNode(id)
      return node && { x: node.position.x + (node.measured?.width ?? 248) / 2, y: node.position.y + (node.measured?.height ?? 120) / 2 }
    })
  }, [ready, side, getNode, onReady])
}

/** The size that the browser gave each card outlives a new choice; without it React Flow would hide the card until it has measured again. */
function useMeasured(nodes: DiffNode[]) {
  const [measured, setMeasured] = useState<Readonly<Record<string, { width: number; height: number }>>>({})
  const hold = useCallback((changes: NodeChange<DiffNode>[]) => {
    const fresh = changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : []))
    if (fresh.length > 0) setMeasured((before) => ({ ...before, ...Object.fromEntries(fresh) }))
  }, [])
  const shown = useMemo(() => nodes.map((node) => ({ ...node, measured: measured[node.id] })), [nodes, measured])
  return { shown, hold }
}
