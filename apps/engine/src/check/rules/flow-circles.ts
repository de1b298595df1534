import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { StepFacts } from './ground.ts'
import type { Rule } from './rule.ts'
import { onward } from './ways.ts'

/**
 * Flows that run each other in a circle: each round waits for the next to come back, and a call that goes round too often fails. Flows that
 * only give way to each other wait for nothing, so a circle of those is a loop like any other.
 */
export const rule: Rule = {
  codes: ['flow-circle'],
  find: ({ steps }) => {
    const leads = onCircles(flowGraph(steps))
    return steps
      .filter((facts) => facts.flows.length > 0 && onward(facts).length > 0)
      .flatMap(({ step, place, found, flows }) =>
        flows.flatMap((flow): Problem[] => {
          const way = wayBetween(leads, flow, step.flow)
          const pointer = found.find(({ ref, value }) => ref === 'call' && value === flow)?.pointer ?? place.pointer
          return way ? [problem('flow-circle', { ...place, pointer }, { circle: [step.flow, ...way].join(' → ') })] : []
        }),
      )
  },
}

/** Flow → the flows that it leads into. */
type FlowGraph = ReadonlyMap<string, ReadonlySet<string>>

function flowGraph(steps: readonly StepFacts[]): FlowGraph {
  const leads = new Map<string, Set<string>>()
  for (const { step, flows } of steps) for (const flow of flows) leads.set(step.flow, (leads.get(step.flow) ?? new Set()).add(flow))
  return leads
}

/** Without the flows that lead only into such as lead nowhere: what is left are circles, and what leads into them. */
function onCircles(graph: FlowGraph): FlowGraph {
  const callers = new Map<string, string[]>()
  const open = new Map<string, number>()
  for (const [flow, next] of graph) {
    open.set(flow, next.size)
    for (const called of next) callers.set(called, [...(callers.get(called) ?? []), flow])
  }
  const ends = [...callers.keys()].filter((flow) => !graph.has(flow))
  for (const end of ends) {
    for (const caller of callers.get(end) ?? []) {
      const left = (open.get(caller) ?? 0) - 1
      open.set(caller, left)
      if (left === 0) ends.push(caller)
    }
  }
  return new Map([...graph].filter(([flow]) => (open.get(flow) ?? 0) > 0))
}

/** The shortest way from one flow into another, both included; undefined when there is none. */
function wayBetween(graph: FlowGraph, from: string, to: string): string[] | undefined {
  if (!graph.has(from)) return undefined
  const cameFrom = new Map<string, string | undefined>([[from, undefined]])
  for (const flow of cameFrom.keys()) {
    if (flow === to) return wayBack(cameFrom, to)
    for (const next of graph.get(flow) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, flow)
  }
  return undefined
}

function wayBack(cameFrom: ReadonlyMap<string, string | undefined>, to: string): string[] {
  const way: string[] = []
  for (let flow: string | undefined = to; flow !== undefined; flow = cameFrom.get(flow)) way.unshift(flow)
  return way
}
