import type { Problem } from '@madoguchi/schemas'
import { escapePointer } from '../../json-pointer.ts'
import { problem } from '../../problems.ts'
import type { Ground, StepFacts } from './ground.ts'
import type { Rule } from './rule.ts'
import { silentEnd } from './ways.ts'

/** The states of hours in which nobody is there (architecture.md §4); whoever calls then hears why. */
const shut = ['emergency', 'exception', 'holiday', 'closed']

/** Wherever hours divide calls: a way for an emergency, a word before the end in every closed state, and a way for hours that cannot say (R12, R13). */
export const rule: Rule = {
  codes: ['hours-no-emergency', 'closed-without-guidance', 'hours-fault-unhandled'],
  find: (ground) => ground.steps.filter(({ step }) => step.skip === undefined && step.type.needs.includes('hours')).flatMap((facts) => problemsOf(ground, facts)),
}

function problemsOf(ground: Ground, { step, place }: StepFacts): Problem[] {
  const exits = step.type.exits(step.config).map(({ id }) => id)
  const missing = exits.includes('emergency') ? [] : [problem('hours-no-emergency', place, {})]
  const silent = step.type.exits(step.config).flatMap(({ id, title }) => {
    const target = shut.includes(id) ? step.next.get(id) : undefined
    const end = target && silentEnd(ground, target)
    return end ? [problem('closed-without-guidance', { ...place, pointer: `${place.pointer}/next/${escapePointer(id)}` }, { exit: title.ja, exitEn: title.en ?? title.ja, end: `${end.flow}/${end.id}` })] : []
  })
  const handled = step.next.has('error') || ground.program.flows.get(step.flow)?.onError !== undefined
  return [...missing, ...silent, ...(handled ? [] : [problem('hours-fault-unhandled', place, {})])]
}
