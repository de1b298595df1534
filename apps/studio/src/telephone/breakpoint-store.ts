import { useMemo } from 'react'
import { create } from 'zustand'

/** A node at which a tried call stops. */
export interface Breakpoint {
  flow: string
  node: string
  /** JSONata; empty: always. */
  condition: string
}

const key = 'madoguchi.breakpoints'

/** A person's own, kept in their browser: they are no part of the draft. */
export const useBreakpoints = create<{ points: readonly Breakpoint[] }>()(() => ({ points: stored() }))

export function toggleBreakpoint(flow: string, node: string): void {
  const { points } = useBreakpoints.getState()
  const others = points.filter((point) => point.flow !== flow || point.node !== node)
  keep(others.length < points.length ? others : [...points, { flow, node, condition: '' }])
}

/** Makes breakpoints of nodes, or, where all of them are, of none. @returns whether they are now */
export function toggleBreakpoints(flow: string, nodes: readonly string[]): boolean {
  const { points } = useBreakpoints.getState()
  const are = (node: string) => points.some((point) => point.flow === flow && point.node === node)
  const set = !nodes.every(are)
  for (const node of nodes) if (are(node) !== set) toggleBreakpoint(flow, node)
  return set
}

/** The nodes of a flow that are breakpoints; the same set while it says the same. */
export function useBreakpointsOf(flow: string): ReadonlySet<string> {
  const points = useBreakpoints((state) => state.points)
  return useMemo(() => new Set(points.flatMap((point) => (point.flow === flow ? [point.node] : []))), [points, flow])
}

export function setCondition({ flow, node }: Breakpoint, condition: string): void {
  keep(useBreakpoints.getState().points.map((point) => (point.flow === flow && point.node === node ? { ...point, condition } : point)))
}

function keep(points: readonly Breakpoint[]): void {
  useBreakpoints.setState({ points })
  try {
    localStorage.setItem(key, JSON.stringify(points))
  } catch {
    // A browser that keeps nothing: they hold until the page is closed.
  }
}

/** What somebody else wrote under the same name is as if nothing were there. */
function stored(): Breakpoint[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(read) ? read.filter(isBreakpoint) : []
  } catch {
    return []
  }
}

function isBreakpoint(value: unknown): value is Breakpoint {
  return typeof value === 'object' && value !== null && 'flow' in value && 'node' in value && 'condition' in value
    && [value.flow, value.node, value.condition].every((part) => typeof part === 'string')
}
