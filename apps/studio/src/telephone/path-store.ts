import { create } from 'zustand'

/** A step that the tried call has taken; `exit` is null where it still stands or ended. */
export interface VisitedStep {
  flow: string
  node: string
  exit: string | null
}

export interface Path {
  visited: VisitedStep[]
  current?: { flow: string; node: string }
}

interface PathStore extends Path {
  set(path: Path): void
  clear(): void
}

/** What the telephone has walked through; the canvas lights it up. */
export const usePath = create<PathStore>()((set) => ({
  visited: [],
  set: (path) => set({ visited: path.visited, current: path.current }),
  clear: () => set({ visited: [], current: undefined }),
}))
