import { useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useEditor } from '../editor-store.ts'
import type { CanvasNode } from './canvas-node.ts'

/** Brings a thing into view that was chosen elsewhere: in the list, from a problem, just added. */
export function useReveal(): void {
  const { getNode, setCenter } = useReactFlow<CanvasNode>()
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
