import { useUpdateNodeInternals } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { CanvasNode } from './canvas-node.ts'

/** Has cards measured that came into view: until then the places of their exits were a guess. All at once, since each time every wire is looked at. */
export function useMeasureAnew(nodes: readonly CanvasNode[]): void {
  const update = useUpdateNodeInternals()
  const outlines = useRef(new Set<string>())
  useEffect(() => {
    const now = new Set(nodes.flatMap((node) => (node.type === 'card' && node.data.outline ? [node.id] : [])))
    const came = nodes.filter(({ id }) => outlines.current.has(id) && !now.has(id)).map(({ id }) => id)
    outlines.current = now
    if (came.length > 0) update(came)
  }, [nodes, update])
}
