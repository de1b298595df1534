import type { Position } from '../commands/index.ts'
import type { Size } from './auto-layout.ts'

const gap = 30
const grid = 10
const usual: Size = { width: 248, height: 140 }

/**
 * Brings worked-out places together with places that must stay: what was worked out moves as a whole to where it fits those best, and a node
 * that would then cover one that stays, or another, goes below it.
 * @param fixed places that stay, by node
 */
export function keepPinned(laid: Readonly<Record<string, Position>>, fixed: Readonly<Record<string, Position>>, sizes: ReadonlyMap<string, Size>): Record<string, [number, number]> {
  const staying = Object.entries(fixed).filter(([id]) => laid[id] !== undefined)
  if (staying.length === 0) return Object.fromEntries(Object.entries(laid).map(([id, [x, y]]) => [id, [x, y]]))
  const shift = (axis: 0 | 1) => middle(staying.map(([id, place]) => place[axis] - (laid[id]?.[axis] ?? 0)))
  const [right, down] = [toGrid(shift(0)), toGrid(shift(1))]
  const taken = Object.entries(fixed).map(([id, [x, y]]) => ({ x, y, ...(sizes.get(id) ?? usual) }))
  const moving = Object.entries(laid).filter(([id]) => fixed[id] === undefined).toSorted(([, a], [, b]) => a[1] - b[1] || a[0] - b[0])
  return Object.fromEntries(
    moving.map(([id, [x, y]]) => {
      const box = { x: x + right, y: y + down, ...(sizes.get(id) ?? usual) }
      for (let other = taken.find((known) => cover(known, box)); other; other = taken.find((known) => cover(known, box))) box.y = Math.ceil((other.y + other.height + gap) / grid) * grid
      taken.push(box)
      return [id, [box.x, box.y]]
    }),
  )
}

type Box = { x: number; y: number } & Size

function cover(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function toGrid(value: number): number {
  return Math.round(value / grid) * grid
}
