import type { Command } from './command.ts'
import { moveNodes } from './layout-commands.ts'
import type { Position } from './node-commands.ts'

/** Where a thing stands on the canvas and how large it is drawn. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'

/** Brings things onto one line: an edge, or the middle, of all of them together. */
export function align(path: string, boxes: Readonly<Record<string, Box>>, alignment: Alignment): Command {
  const all = Object.values(boxes)
  const left = Math.min(...all.map(({ x }) => x))
  const right = Math.max(...all.map(({ x, width }) => x + width))
  const top = Math.min(...all.map(({ y }) => y))
  const bottom = Math.max(...all.map(({ y, height }) => y + height))
  const place: Record<Alignment, (box: Box) => Position> = {
    left: ({ y }) => [left, y],
    center: ({ y, width }) => [(left + right - width) / 2, y],
    right: ({ y, width }) => [right - width, y],
    top: ({ x }) => [x, top],
    middle: ({ x, height }) => [x, (top + bottom - height) / 2],
    bottom: ({ x, height }) => [x, bottom - height],
  }
  return { ...moveNodes(path, Object.fromEntries(Object.entries(boxes).map(([id, box]) => [id, place[alignment](box)]))), label: { ja: '位置をそろえる', en: 'aligning' }, mergeKey: undefined }
}

/** Leaves the same gap between one thing and the next; the first and the last stay where they are. */
export function distribute(path: string, boxes: Readonly<Record<string, Box>>, axis: 'horizontal' | 'vertical'): Command {
  const start = ({ x, y }: Box) => (axis === 'horizontal' ? x : y)
  const length = ({ width, height }: Box) => (axis === 'horizontal' ? width : height)
  const sorted = Object.entries(boxes).toSorted(([, a], [, b]) => start(a) - start(b))
  const [first, last] = [sorted[0]?.[1], sorted.at(-1)?.[1]]
  const places: Record<string, Position> = {}
  if (first && last && sorted.length > 2) {
    const free = start(last) + length(last) - start(first) - sorted.reduce((sum, [, box]) => sum + length(box), 0)
    let at = start(first)
    for (const [id, box] of sorted) {
      places[id] = axis === 'horizontal' ? [at, box.y] : [box.x, at]
      at += length(box) + free / (sorted.length - 1)
    }
  }
  return { ...moveNodes(path, places), label: { ja: '等間隔に並べる', en: 'distributing' }, mergeKey: undefined }
}
