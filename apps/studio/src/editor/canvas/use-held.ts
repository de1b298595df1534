import type { NodeChange } from '@xyflow/react'
import { useCallback, useState } from 'react'

type Point = { x: number; y: number }
type Size = { width: number; height: number }

/** What only this page knows of the things on the canvas, by their id: nothing of it belongs to the draft. */
export interface Held {
  /** Where the pointer has dragged things to, until they are let go. A new object with each frame of a drag. */
  moving: Readonly<Record<string, Point>>
  /** The sizes that the browser gave them. Not touched by a drag. */
  measured: Readonly<Record<string, Size>>
}

const nothing: Readonly<Record<string, never>> = {}

export function useHeld(): Held & { hold(changes: readonly NodeChange[]): void } {
  const [moving, setMoving] = useState<Readonly<Record<string, Point>>>(nothing)
  const [measured, setMeasured] = useState<Readonly<Record<string, Size>>>(nothing)
  const hold = useCallback((changes: readonly NodeChange[]) => {
    const sizes = changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : []))
    if (sizes.length > 0) setMeasured((before) => ({ ...before, ...Object.fromEntries(sizes) }))
    const moves = changes.filter((change) => change.type === 'position')
    if (moves.length > 0) setMoving((before) => movedOn(before, moves))
  }, [])
  return { moving, measured, hold }
}

function movedOn(before: Readonly<Record<string, Point>>, moves: readonly Extract<NodeChange, { type: 'position' }>[]): Readonly<Record<string, Point>> {
  const now = new Map(Object.entries(before))
  for (const { id, dragging, position } of moves) {
    if (dragging && position) now.set(id, position)
    else now.delete(id)
  }
  return now.size === 0 ? nothing : Object.fromEntries(now)
}
