import type { CallFlow } from '@madoguchi/schemas'
import { useMemo } from 'react'
import type { CanvasNode } from './canvas-node.ts'
import { type Frame, framesOf } from './frames.ts'

type Point = { x: number; y: number }
type Points = Readonly<Record<string, Point>>

interface Facts {
  flow: CallFlow
  still: CanvasNode[]
  frames: readonly Frame[]
  places: Points
  sizes: ReadonlyMap<string, { width: number; height: number }>
  moving: Points
}

/**
 * The things on the canvas with what a pointer is dragging where it has it now. This runs with each frame of a drag, and makes new objects
 * for what moves alone.
 * @returns `moved`: the present places of what moves, nodes that their frame takes along among them
 */
export function useMoved({ flow, still, frames, places, sizes, moving }: Facts): { nodes: CanvasNode[]; moved: Points } {
  const index = useMemo(() => new Map(still.map(({ id }, place) => [id, place])), [still])
  return useMemo(() => {
    if (Object.keys(moving).length === 0) return { nodes: still, moved: moving }
    const moved: Points = { ...takenAlong(frames, moving, places), ...moving }
    const nodes = [...still]
    const put = (id: string, change: { position: Point; width?: number; height?: number }) => {
      const place = index.get(id)
      const node = place === undefined ? undefined : nodes[place]
      if (place !== undefined && node) nodes[place] = { ...node, ...change }
    }
    for (const [id, position] of Object.entries(moved)) put(id, { position })
    // A frame lies around its nodes wherever they are.
    if (frames.length > 0) for (const { item, x, y, width, height } of framesOf(flow, { ...places, ...moved }, (id) => sizes.get(id))) put(item, { position: { x, y }, width, height })
    return { nodes, moved }
  }, [flow, still, frames, places, sizes, moving, index])
}

/** A dragged frame takes its nodes along. */
function takenAlong(frames: readonly Frame[], moving: Points, places: Points): Points {
  return Object.fromEntries(
    frames.flatMap((frame) => {
      const position = moving[frame.item]
      return position ? frame.nodes.flatMap((node) => (places[node] ? [[node, { x: places[node].x + position.x - frame.x, y: places[node].y + position.y - frame.y }] as const] : [])) : []
    }),
  )
}
