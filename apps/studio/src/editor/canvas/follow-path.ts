import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { usePath } from '../../telephone/path-store.ts'
import type { CardNode } from './NodeCard.tsx'

const margin = 40

/** Keeps the tried call in sight: the node it stands at while it goes on, the whole way when it was run at once. */
export function useFollowPath(flow: string): void {
  const { fitView, getNode, getViewport, setCenter } = useReactFlow<CardNode>()
  const store = useStoreApi()
  const { visited, current } = usePath()
  const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300
  useEffect(() => {
    const node = current?.flow === flow ? getNode(current.node) : undefined
    if (!node) return
    const { x, y, zoom } = getViewport()
    const { width, height } = store.getState()
    const size = { width: node.measured?.width ?? 248, height: node.measured?.height ?? 120 }
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y]
    const inSight = left > margin && top > margin && left + size.width * zoom < width - margin && top + size.height * zoom < height - margin
    if (!inSight) void setCenter(node.position.x + size.width / 2, node.position.y + size.height / 2, { zoom, duration })
  }, [current, flow, getNode, getViewport, setCenter, store, duration])
  useEffect(() => {
    const here = [...new Set(visited.filter((step) => step.flow === flow).map(({ node }) => node))]
    if (current === undefined && here.length > 0) void fitView({ nodes: here.map((id) => ({ id })), padding: 0.15, maxZoom: 0.85, duration })
  }, [visited, current, flow, fitView, duration])
}
