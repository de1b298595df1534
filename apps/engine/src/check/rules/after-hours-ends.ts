import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Flow } from '../../program.ts'
import { afterHoursFlows, stepsWithin } from './after-hours.ts'
import type { Ground } from './ground.ts'
import type { Rule } from './rule.ts'
import { reach } from './ways.ts'

/** After hours every way ends in a hang-up, and no node connects anyone to a person, a queue or a number, not even after a fault (R17). */
export const rule: Rule = {
  codes: ['after-hours-not-ended', 'after-hours-connects', 'after-hours-fault-connects'],
  find: (ground) => afterHoursFlows(ground).flatMap((flow) => problemsOf(ground, flow)),
}

function problemsOf(ground: Ground, flow: Flow): Problem[] {
  const within = stepsWithin(ground, flow)
  const { steps, ends } = reach(ground, [flow.entry], { faults: true })
  const open = ends.map((end) => ground.factsOf(end)).filter(({ effects }) => !effects.has('ends'))
  // What it gives way to when it returns is still after hours.
  const connecting = [...new Set([...within, ...[...steps].map((step) => ground.factsOf(step))])].filter(({ effects }) => effects.has('connects'))
  return [
    ...open.map(({ place }) => problem('after-hours-not-ended', place)),
    ...connecting.map(({ place }) => problem('after-hours-connects', place)),
    ...faults(ground, new Set(within.map(({ step }) => step.flow))),
  ]
}

/** A fault that a flow does not handle takes the safe default of the bundle, which may lead on to the failover number. */
function faults(ground: Ground, flows: ReadonlySet<string>): Problem[] {
  if (!ground.program.bundle.safeDefault.failover) return []
  return [...flows].filter((id) => !ground.program.flows.get(id)?.onError).map((id) => problem('after-hours-fault-connects', { document: `call/${id}`, pointer: '' }))
}
