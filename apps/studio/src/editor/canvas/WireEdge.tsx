import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { IconPlus } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './WireEdge.module.css'
import { wireOf } from './wire-id.ts'

/** Long enough to come from the line to the button in its middle. */
const stayMs = 700

/** A wire. Pointed at, or selected, it offers to take a node in; by keyboard the same is in its settings, and on I. */
export const WireEdge = memo(function WireEdge(edge: EdgeProps) {
  const { id, sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, selected, label, markerEnd, style } = edge
  const readOnly = useReadOnly()
  const [pointed, setPointed] = useState(false)
  const leave = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(leave.current), [])
  const [path, x, y] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition })
  const enter = () => {
    clearTimeout(leave.current)
    setPointed(true)
  }
  const out = () => {
    leave.current = setTimeout(() => setPointed(false), stayMs)
  }
  return (
    <g onMouseEnter={enter} onMouseLeave={out}>
      <BaseEdge id={id} path={path} markerEnd={markerEnd} style={style} label={label} labelX={x} labelY={label ? y - 26 : y} interactionWidth={20} />
      {!readOnly && (pointed || selected) && (
        <EdgeLabelRenderer>
          <InsertButton id={id} x={x} y={y} onEnter={enter} onLeave={out} />
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

function InsertButton({ id, x, y, onEnter, onLeave }: { id: string; x: number; y: number; onEnter(): void; onLeave(): void }) {
  const t = useWords(words)
  return (
    <button
      type="button" className={`nodrag nopan ${styles.insert}`} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }} aria-label={t('insertHere')} title={t('insertHere')} aria-haspopup="dialog"
      onMouseEnter={onEnter} onMouseLeave={onLeave} onClick={() => useEditor.setState({ connecting: { ...wireOf(id), insert: true } })}
    >
      <IconPlus aria-hidden size={18} />
    </button>
  )
}
