import type { CallFlow } from '@madoguchi/schemas'
import type { Box } from '../commands/index.ts'
import { itemId } from '../commands/index.ts'

export const cardSize = { width: 248, height: 140 }
const padding = 24
const heading = 48

/** The frame of a group as the canvas draws it. */
export interface Frame extends Box {
  /** `group:id` */
  item: string
  id: string
  title: { ja: string; en?: string }
  collapsed: boolean
  nodes: readonly string[]
}

type Point = { x: number; y: number }
type Size = { width: number; height: number }

/** Frames lie around their nodes; a collapsed one keeps the corner of its frame. */
export function framesOf(flow: CallFlow, places: Readonly<Record<string, Point>>, sizeOf: (id: string) => Size | undefined): Frame[] {
  return Object.entries(flow.canvas?.groups ?? {}).flatMap(([id, { title, nodes, collapsed = false }]) => {
    const boxes = nodes.flatMap((node) => (places[node] ? [{ ...places[node], ...(sizeOf(node) ?? cardSize) }] : []))
    if (boxes.length === 0) return []
    const x = Math.min(...boxes.map((box) => box.x)) - padding
    const y = Math.min(...boxes.map((box) => box.y)) - padding - heading
    const width = Math.max(...boxes.map((box) => box.x + box.width)) + padding - x
    const height = Math.max(...boxes.map((box) => box.y + box.height)) + padding - y
    return [{ item: itemId('group', id), id, title, collapsed, nodes, x, y, ...(collapsed ? { width: cardSize.width, height: 76 } : { width, height }) }]
  })
}

/** The collapsed group that a node is drawn in. */
export function collapsedIn(flow: CallFlow): ReadonlyMap<string, string> {
  return new Map(Object.entries(flow.canvas?.groups ?? {}).flatMap(([id, group]) => (group.collapsed ? group.nodes.map((node) => [node, itemId('group', id)] as const) : [])))
}
