import type { NodeChange } from '@xyflow/react'
import { useCallback, useState } from 'react'

export interface Held {
  /** Where the pointer has dragged it to, until it is let go. */
  position?: { x: number; y: number }
  /** The size that the browser gave it. */
  measured?: { width: number; height: number }
}

/** What only this page knows of the things on the canvas, by their id: nothing of it belongs to the draft. */
export function useHeld(): { held: Readonly<Record<string, Held>>; hold(changes: readonly NodeChange[]): void } {
  const [held, setHeld] = useState<Record<string, Held>>({})
  const hold = useCallback((changes: readonly NodeChange[]) => {
    const fresh: Record<string, Held> = {}
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions) fresh[change.id] = { ...fresh[change.id], measured: change.dimensions }
      if (change.type === 'position') fresh[change.id] = { ...fresh[change.id], position: change.dragging ? change.position : undefined }
    }
    if (Object.keys(fresh).length > 0) setHeld((before) => ({ ...before, ...Object.fromEntries(Object.entries(fresh).map(([id, now]) => [id, { ...before[id], ...now }])) }))
  }, [])
  return { held, hold }
}
