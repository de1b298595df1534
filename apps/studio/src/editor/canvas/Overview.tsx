import { Panel, type ReactFlowState, useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, type WheelEvent, memo, useMemo, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useWords } from '../../i18n/words.ts'
import { words } from '../words.ts'
import styles from './Overview.module.css'
import type { CanvasNode } from './canvas-node.ts'
import { cardSize } from './frames.ts'

const size = { width: 132, height: 84 }
/** Of the map, around what is drawn. */
const edge = 0.04
const wheelStep = 0.0015

type Box = { x: number; y: number; width: number; height: number }
type Look = 'card' | 'bad' | 'lit' | 'note' | 'frame'
const looks: readonly Look[] = ['frame', 'note', 'card', 'lit', 'bad']

/**
 * The whole flow in a corner of the canvas, with the part that is in sight; pressing it leads there. React Flow's own map looks at each node
 * again with every frame of a drag; this one is five paths, which change when something was put down.
 */
export const Overview = memo(function Overview({ nodes }: { nodes: readonly CanvasNode[] }) {
  const t = useWords(words)
  const { setCenter, getZoom } = useReactFlow()
  const { x, y, width, height } = useStore(useShallow(inView))
  const map = useRef<SVGSVGElement>(null)
  const { paths, bounds } = useMemo(() => drawn(nodes), [nodes])
  const [left, top] = [Math.min(bounds.x, x), Math.min(bounds.y, y)]
  const [right, bottom] = [Math.max(bounds.x + bounds.width, x + width), Math.max(bounds.y + bounds.height, y + height)]
  const scale = Math.max((right - left) / size.width, (bottom - top) / size.height) * (1 + 2 * edge)
  const corner = { x: (left + right - size.width * scale) / 2, y: (top + bottom - size.height * scale) / 2 }
  const lookAt = ({ clientX, clientY }: { clientX: number; clientY: number }, zoom = getZoom()) => {
    const frame = map.current?.getBoundingClientRect()
    if (frame) void setCenter(corner.x + (clientX - frame.left) * scale, corner.y + (clientY - frame.top) * scale, { zoom })
  }
  const press = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    lookAt(event)
  }
  const turn = ({ deltaY }: WheelEvent) => void setCenter(x + width / 2, y + height / 2, { zoom: Math.min(2, Math.max(0.1, getZoom() * (1 - deltaY * wheelStep))) })
  const view = { x: corner.x, y: corner.y, width: size.width * scale, height: size.height * scale }
  return (
    <Panel position="bottom-right" className={styles.map}>
      <svg ref={map} {...size} viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={t('aria.minimap')} onPointerDown={press} onPointerMove={(event) => event.buttons === 1 && lookAt(event)} onWheel={turn}>
        {looks.map((look) => <path key={look} className={styles[look]} d={paths[look]} />)}
        <path className={styles.mask} fillRule="evenodd" d={rectangle(view) + rectangle({ x, y, width, height })} />
      </svg>
    </Panel>
  )
})

/** The part of the canvas that is in sight. */
function inView({ transform: [x, y, zoom], width, height }: ReactFlowState): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
}

function drawn(nodes: readonly CanvasNode[]): { paths: Record<Look, string>; bounds: Box } {
  const paths: Record<Look, string> = { card: '', bad: '', lit: '', note: '', frame: '' }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const node of nodes) {
    if (node.hidden) continue
    const box = { ...node.position, width: node.width ?? node.measured?.width ?? cardSize.width, height: node.height ?? node.measured?.height ?? cardSize.height }
    paths[lookOf(node)] += rectangle(box)
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  return { paths, bounds: left > right ? { x: 0, y: 0, width: 1, height: 1 } : { x: left, y: top, width: right - left, height: bottom - top } }
}

function lookOf(node: CanvasNode): Look {
  if (node.type === 'note') return 'note'
  if (node.type !== 'card') return 'frame'
  const { card } = node.data
  if (card.problems.some(({ severity }) => severity === 'error')) return 'bad'
  return card.lit ? 'lit' : 'card'
}

function rectangle({ x, y, width, height }: Box): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`
}
