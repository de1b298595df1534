import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'
import { onward } from './ways.ts'

/**
 * Flows that run each other in a circle: each round waits for the next to come back, and a call that goes round too often fails. Flows that
 * only give way to each other wait for nothing, so a circle of those is a loop like any other.
 */
export const rule: Rule = {
  codes: ['flow-circle'],
  find: (ground) =>
    ground.steps
      .filter((facts) => facts.flows.length > 0 && onward(facts).length > 0)
      .flatMap(({ step, place, found, flows }) =>
        flows.flatMap((flow): Problem[] => {
          const way = wayBetween(ground, flow, step.flow)
          const pointer = found.find(({ ref, value }) => ref === 'call' && value === flow)?.pointer ?? place.pointer
          return way ? [problem('flow-circle', { ...place, pointer }, { circle: [step.flow, ...way].join(' → ') })] : []
        }),
      ),
}

/** The shortest way from one flow into another, both included; undefined when there is none. */
function wayBetween(ground: Ground, from: string, to: string): string[] | undefined {
  const ways: string[][] = [[from]]
  const seen = new Set([from])
  for (const way of ways) {
    const last = way.at(-1) ?? from
    if (last === to) return way
    for (const next of new Set(ground.stepsOf(last).flatMap(({ flows }) => flows))) {
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}
