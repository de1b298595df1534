import { say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { type Position, flowOf, itemOf, moveNodes, nodesOfItems } from '../commands/index.ts'
import { placesOf } from './places.ts'
import type { Direction } from './walk.ts'

/** One step of the grid that dragging snaps to. */
const near = 10
const far = 50
const ways: Record<Direction, readonly [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }
const inWords: Record<Direction, { ja: string; en: string }> = { left: { ja: '左', en: 'left' }, right: { ja: '右', en: 'right' }, up: { ja: '上', en: 'up' }, down: { ja: '下', en: 'down' } }

export function directionOf(key: string): Direction | undefined {
  return ({ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const)[key]
}

/** Moves things on the canvas by one step, a group with its nodes, and says where the first of them is now. */
export function nudge(path: string, items: readonly string[], direction: Direction, long: boolean): void {
  const { documents, run } = draft.getState()
  const flow = flowOf(documents, path)
  if (!flow || items.length === 0) return
  const [dx, dy] = ways[direction]
  const by = long ? far : near
  const places = placesOf(flow)
  const notes = items.map(itemOf).flatMap(({ kind, id }) => (kind === 'note' && flow.canvas?.notes?.[id] ? [[`note:${id}`, flow.canvas.notes[id].at] as const] : []))
  const nodes = nodesOfItems(flow, items).flatMap((id) => (places[id] ? [[id, [places[id].x, places[id].y]] as const] : []))
  const moved = Object.fromEntries([...nodes, ...notes].map(([item, [x, y]]): [string, Position] => [item, [x + dx * by, y + dy * by]]))
  const [first] = Object.values(moved)
  if (!first) return
  run(moveNodes(path, moved))
  const { ja, en } = inWords[direction]
  say({ ja: `${ja}へ${by}動かしました。位置は横${first[0]}、縦${first[1]}です`, en: `Moved ${en} by ${by}, to ${first[0]}, ${first[1]}` })
}
