import type { Edge, Graph, State } from './explore.ts'

/** What the shape of a graph says. */
export interface GraphFacts {
  /** Ways from ringing to an end, each state passed at most once; capped at what a number holds exactly. */
  paths: number
  longestSeconds: number
  /** States that lie on a way back to themselves, one group for each loop. */
  loops: State[][]
}

/** Paths, the longest path, and loops. Edges inside a loop are left out of the first two: an unbounded loop has no longest path. */
export function graphFacts({ states, first }: Graph): GraphFacts {
  const component = components(states)
  const facts = new Map<State, { paths: number; seconds: number }>()
  // Components are numbered from the ends backwards, so whatever a state leads to outside its own is known before it.
  for (const state of states.toSorted((a, b) => (component.get(a) ?? 0) - (component.get(b) ?? 0))) {
    let [paths, seconds] = [0, 0]
    for (const edge of state.edges) {
      if (edge.to && component.get(edge.to) === component.get(state)) continue
      const after = edge.to ? (facts.get(edge.to) ?? { paths: 0, seconds: 0 }) : { paths: 1, seconds: 0 }
      paths = Math.min(paths + after.paths, Number.MAX_SAFE_INTEGER)
      seconds = Math.max(seconds, edge.seconds + after.seconds)
    }
    facts.set(state, { paths, seconds })
  }
  const beginning = first.to ? facts.get(first.to) : { paths: 1, seconds: 0 }
  return { paths: beginning?.paths ?? 0, longestSeconds: first.seconds + (beginning?.seconds ?? 0), loops: loopsOf(states, component) }
}

function loopsOf(states: readonly State[], component: ReadonlyMap<State, number>): State[][] {
  const groups = new Map<number, State[]>()
  for (const state of states) {
    const number = component.get(state) ?? -1
    groups.set(number, [...(groups.get(number) ?? []), state])
  }
  return [...groups.values()].filter((group) => group.length > 1 || group[0]?.edges.some(({ to }) => to === group[0]))
}

/** Strongly connected components (Tarjan 1972), without recursion: a long flow would overflow the stack. Numbered in reverse topological order. */
function components(states: readonly State[]): Map<State, number> {
  const index = new Map<State, number>()
  const low = new Map<State, number>()
  const stack: State[] = []
  const onStack = new Set<State>()
  const component = new Map<State, number>()
  let found = 0
  const enter = (state: State) => {
    index.set(state, index.size)
    low.set(state, index.size - 1)
    stack.push(state)
    onStack.add(state)
    return { state, edge: 0 }
  }
  const lower = (state: State, to: number | undefined) => low.set(state, Math.min(low.get(state) ?? 0, to ?? 0))
  for (const root of states) {
    if (index.has(root)) continue
    const path = [enter(root)]
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const edge: Edge | undefined = at.state.edges[at.edge++]
      if (edge?.to && !index.has(edge.to)) path.push(enter(edge.to))
      else if (edge?.to && onStack.has(edge.to)) lower(at.state, index.get(edge.to))
      else if (!edge) {
        path.pop()
        const below = path.at(-1)
        if (below) lower(below.state, low.get(at.state))
        if (low.get(at.state) !== index.get(at.state)) continue
        for (let member = stack.pop(); member; member = stack.pop()) {
          onStack.delete(member)
          component.set(member, found)
          if (member === at.state) break
        }
        found++
      }
    }
  }
  return component
}
