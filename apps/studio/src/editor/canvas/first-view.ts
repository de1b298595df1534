import { useNodesInitialized, useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useEditor } from '../editor-store.ts'
import type { CardNode } from './NodeCard.tsx'
import { cardSize } from './frames.ts'

const padding = 24
/** Smaller than this nobody reads a card; then the beginning of the flow is a better sight than all of it. */
const readable = 0.6

/** What a person sees first: the whole flow where that can be read, else the node that they came for, else its entry with what follows. */
export function useFirstView(entry: string): void {
  const ready = useNodesInitialized()
  const done = useRef(false)
  const { getNode, getNodes, getNodesBounds, setCenter, setViewport } = useReactFlow<CardNode>()
  useEffect(() => {
    const frame = document.querySelector('.react-flow')?.getBoundingClientRect()
    if (!ready || done.current || !frame) return
    done.current = true
    const nodes = getNodes()
    const all = getNodesBounds(nodes)
    const whole = Math.min(1, (frame.width - 2 * padding) / all.width, (frame.height - 2 * padding) / all.height)
    if (whole >= readable) {
      void setViewport({ zoom: whole, x: (frame.width - all.width * whole) / 2 - all.x * whole, y: (frame.height - all.height * whole) / 2 - all.y * whole })
      return
    }
    const wanted = getNode(useEditor.getState().selected[0] ?? '')
    if (wanted) {
      const { width = cardSize.width, height = cardSize.height } = wanted.measured ?? {}
      void setCenter(wanted.position.x + width / 2, wanted.position.y + height / 2, { zoom: 1 })
      return
    }
    const first = nodes.find(({ id }) => id === entry) ?? nodes[0]
    if (!first) return
    const zoom = 0.85
    const middle = first.position.y + (first.measured?.height ?? 120) / 2
    void setViewport({ zoom, x: padding - first.position.x * zoom, y: frame.height / 2 - middle * zoom })
  }, [ready, entry, getNode, getNodes, getNodesBounds, setCenter, setViewport])
}
