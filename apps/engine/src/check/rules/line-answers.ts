import type { NodeEffect } from '@madoguchi/sdk'
import { problem } from '../../problems.ts'
import type { Step } from '../../program.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'
import { reach } from './ways.ts'

/** What a line leads to answers the call some way, knows the hours before it connects to people, and has a failover where it is published (R12, R66). */
export const rule: Rule = {
  codes: ['line-not-answered', 'line-without-hours', 'line-without-failover'],
  find: (ground) => {
    const judged = new Map<string, ReturnType<typeof judge>>()
    return ground.answeredLines().flatMap(({ number, line, place }) => {
      const flow = line.flow ?? ''
      const { answers, asksHours } = judged.get(flow) ?? judge(ground, flow)
      judged.set(flow, { answers, asksHours })
      const at = { ...place, pointer: `${place.pointer}/flow` }
      return [
        ...(answers ? [] : [problem('line-not-answered', at, { number, flow })]),
        ...(asksHours || line.role === 'internal' ? [] : [problem('line-without-hours', at, { number })]),
        ...(line.published && line.failover === undefined ? [problem('line-without-failover', place, { number })] : []),
      ]
    })
  },
}

function judge(ground: Ground, flow: string): { answers: boolean; asksHours: boolean } {
  const entry = ground.program.flows.get(flow)?.entry
  const does = (steps: ReadonlySet<Step>, effect: NodeEffect) => [...steps].some((step) => ground.factsOf(step).effects.has(effect))
  if (!entry) return { answers: true, asksHours: true }
  const beforeHours = reach(ground, [entry], { until: ({ step }) => step.type.needs.includes('hours') }).steps
  return { answers: does(reach(ground, [entry]).steps, 'answers'), asksHours: !does(beforeHours, 'connects') }
}
