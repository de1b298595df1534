import type { CallFlow } from '@madoguchi/schemas'
import type { Wire } from '../editor-store.ts'
import { exitPoint, entryPoint } from './card-shape.ts'
import type { Card } from './cards.ts'
import { type Frame, collapsedIn } from './frames.ts'
import type { Area } from './use-in-sight.ts'
import { edgeId } from './wire-id.ts'

type Point = { x: number; y: number }

/** A wire as it is drawn: one that leads into a collapsed group ends at its frame. */
export interface DrawnWire extends Wire {
  id: string
  /** The node that it leads to. */
  target: string
  /** What it is drawn from and to: the nodes, or the frames in their stead. */
  source: string
  end: string
}

/** A wire that is only seen. */
export interface FarWire {
  id: string
  source: Point
  target: Point
  untaken: boolean
}

/** Wires inside a collapsed group are not drawn. */
export function drawnWires(flow: CallFlow): DrawnWire[] {
  const collapsed = collapsedIn(flow)
  return Object.entries(flow.nodes).flatMap(([from, node]) =>
    Object.entries(node.next ?? {}).flatMap(([exit, target]) => {
      const [source, end] = [collapsed.get(from) ?? from, collapsed.get(target) ?? target]
      return !Object.hasOwn(flow.nodes, target) || (source === end && source !== from) ? [] : [{ id: edgeId({ from, exit }), from, exit, target, source, end }]
    }),
  )
}

export interface Places {
  cards: ReadonlyMap<string, Card>
  sizes: ReadonlyMap<string, { width: number; height: number }>
  at(node: string): Point | undefined
  frame(item: string): Frame | undefined
}

/** Where a wire begins and ends; undefined when one of the two is not there, or has no such exit any more. */
export function endsOf({ from, exit, source, end }: DrawnWire, places: Places): { source: Point; target: Point } | undefined {
  const start = source === from ? onCard(from, places, (card, height) => exitPoint(card, height, exit)) : onFrame(source, places, 'right')
  const finish = places.cards.has(end) ? onCard(end, places, entryPoint) : onFrame(end, places, 'left')
  return start && finish ? { source: start, target: finish } : undefined
}

function onCard(id: string, { cards, sizes, at }: Places, point: (card: Card, height: number) => Point | undefined): Point | undefined {
  const [card, place, size] = [cards.get(id), at(id), sizes.get(id)]
  const on = card && size ? point(card, size.height) : undefined
  return on && place ? { x: place.x + on.x, y: place.y + on.y } : undefined
}

function onFrame(item: string, { frame }: Places, side: 'left' | 'right'): Point | undefined {
  const box = frame(item)
  return box && { x: side === 'left' ? box.x : box.x + box.width, y: box.y + box.height / 2 }
}

/** Whether any of the curve may lie in an area: it swings out to the sides, the more the further back it leads. */
export function reaches({ source, target }: { source: Point; target: Point }, area: Area): boolean {
  const swing = 24 + 6.25 * Math.sqrt(Math.abs(target.x - source.x))
  return Math.min(source.x, target.x) - swing < area.right && Math.max(source.x, target.x) + swing > area.left && Math.min(source.y, target.y) < area.bottom && Math.max(source.y, target.y) > area.top
}
