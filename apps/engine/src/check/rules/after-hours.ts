import type { Flow } from '../../program.ts'
import type { Ground, StepFacts } from './ground.ts'

/** Flows that say they follow the after-hours template (R15 to R17). */
export function afterHoursFlows({ program }: Ground): Flow[] {
  return [...program.flows.values()].filter(({ id }) => program.documents.call.get(id)?.rules === 'after-hours')
}

/** The nodes of a flow and of every flow that it leads into, whether they can be come to or not. */
export function stepsWithin(ground: Ground, flow: Flow): StepFacts[] {
  const flows = new Set([flow.id])
  const found: StepFacts[] = []
  for (const id of flows) {
    const steps = ground.stepsOf(id)
    found.push(...steps)
    for (const { flows: further } of steps) further.forEach((other) => flows.add(other))
  }
  return found
}
