import { type ReactFlowState, useStore } from '@xyflow/react'
import { useMemo } from 'react'

/** From so far away nobody reads a card; then only its outline and its state are painted. */
const farBelow = 0.28
/** From this many nodes on, cards are drawn in full only where one looks. */
export const largeFrom = 100
/** px on the canvas: what is drawn reaches this far beyond the window, and is chosen anew in steps, not with each pixel that the view moves. */
const margin = 300
const step = 600

/** A part of the canvas, by its corners. */
export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * The part of a large flow in which cards are drawn in full: what is in sight and a little more; `nowhere` from far away; `everywhere` in a
 * flow that is small enough to be drawn whole.
 */
export type InSight = Area | 'everywhere' | 'nowhere'

export const isFar = ({ transform: [, , zoom] }: ReactFlowState): boolean => zoom < farBelow

export function useInSight(nodes: number): InSight {
  const large = nodes >= largeFrom
  const corners = useStore(large ? cornersInSight : nothing)
  return useMemo(() => {
    if (!large) return 'everywhere'
    const [left, top, right, bottom] = corners.split(' ').map(Number)
    return left === undefined || top === undefined || right === undefined || bottom === undefined ? 'nowhere' : { left, top, right, bottom }
  }, [large, corners])
}

const nothing = () => ''

/** As a text, since a selector that answers the same draws nothing anew. */
function cornersInSight(state: ReactFlowState): string {
  const { transform: [x, y, zoom], width, height } = state
  if (width === 0 || isFar(state)) return ''
  const least = (at: number) => Math.floor((at - margin) / step) * step
  const most = (at: number) => Math.ceil((at + margin) / step) * step
  return [least(-x / zoom), least(-y / zoom), most((width - x) / zoom), most((height - y) / zoom)].join(' ')
}

/** Whether some of a box lies in sight. */
export function isInSight(area: InSight, { x, y, width, height }: { x: number; y: number; width: number; height: number }): boolean {
  if (area === 'everywhere' || area === 'nowhere') return area === 'everywhere'
  return x < area.right && y < area.bottom && x + width > area.left && y + height > area.top
}
