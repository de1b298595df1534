import { Position, ViewportPortal, getBezierPath } from '@xyflow/react'
import { memo, useMemo } from 'react'
import styles from './FarWires.module.css'
import type { FarWire } from './wires.ts'

/** So many wires are one path: fewer would be elements without end, more would be painted again for every card that moves over one of them. */
const together = 24

/** The wires of a large flow from far away, as a picture behind the cards. */
export const FarWires = memo(function FarWires({ wires }: { wires: readonly FarWire[] }) {
  const paths = useMemo(() => [...pathsOf(wires, false), ...pathsOf(wires, true)], [wires])
  if (paths.length === 0) return null
  return (
    <ViewportPortal>
      <svg className={styles.wires} aria-hidden>
        {paths.map(({ id, d, untaken }) => <path key={id} d={d} data-untaken={untaken || undefined} />)}
      </svg>
    </ViewportPortal>
  )
})

function pathsOf(wires: readonly FarWire[], untaken: boolean): { id: string; d: string; untaken: boolean }[] {
  const chosen = wires.filter((wire) => wire.untaken === untaken)
  return Array.from({ length: Math.ceil(chosen.length / together) }, (_, index) => {
    const part = chosen.slice(index * together, (index + 1) * together)
    return { id: `${untaken} ${part[0]?.id ?? ''}`, d: part.map(curveOf).join(''), untaken }
  })
}

function curveOf({ source, target }: FarWire): string {
  return getBezierPath({ sourceX: source.x, sourceY: source.y, sourcePosition: Position.Right, targetX: target.x, targetY: target.y, targetPosition: Position.Left })[0]
}
