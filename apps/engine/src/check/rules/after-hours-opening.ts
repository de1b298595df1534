import type { Problem } from '@madoguchi/schemas'
import { problem } from '../../problems.ts'
import type { Flow, Step } from '../../program.ts'
import { afterHoursFlows, stepsWithin } from './after-hours.ts'
import type { Ground, PromptUse } from './ground.ts'
import type { Rule } from './rule.ts'
import { reach } from './ways.ts'

/** What is heard first, in this order (R15). */
const opening = [
  { purpose: 'hours', ja: '受付時間', en: 'the hours' },
  { purpose: 'web', ja: 'ホームページ', en: 'the web pages' },
] as const

/** After hours, whoever calls first hears the reception hours and then the web pages, on every way. */
export const rule: Rule = {
  codes: ['after-hours-opening'],
  find: (ground) => afterHoursFlows(ground).flatMap((flow) => openingProblems(ground, flow)),
}

/** Goes on from every node that can speak first to every one that can speak next. Each wrong prompt is told once, at the node that plays it. */
function openingProblems(ground: Ground, flow: Flow): Problem[] {
  const found = new Map<string, Problem>()
  const tell = (place: PromptUse['place'], prompt: string, index: number) => {
    const expected = opening[index]
    if (expected) found.set(`${place.document}${place.pointer}`, problem('after-hours-opening', place, { prompt, nth: index + 1, expected }))
  }
  // A flow that others run too returns to them as well, as far as the wiring shows; what they say then is theirs.
  const own = new Set(stepsWithin(ground, flow).map(({ step }) => step))
  const seen = new Set<string>()
  const open: { from: readonly Step[]; heard: number }[] = [{ from: [flow.entry], heard: 0 }]
  for (let at = open.pop(); at; at = open.pop()) {
    const { steps, ends } = reach(ground, at.from, { until: ({ prompts }) => prompts.length > 0 })
    for (const end of ends) if (own.has(end) && ground.factsOf(end).prompts.length === 0) tell(ground.factsOf(end).place, '', at.heard)
    for (const step of steps) {
      const facts = ground.factsOf(step)
      if (!own.has(step) || facts.prompts.length === 0 || seen.has(`${at.heard} ${step.flow}/${step.id}`)) continue
      seen.add(`${at.heard} ${step.flow}/${step.id}`)
      const heard = listen(ground, facts.prompts, at.heard, tell)
      if (heard !== undefined && heard < opening.length) open.push({ from: [...step.next].flatMap(([exit, target]) => (exit === 'error' ? [] : [target])), heard })
    }
  }
  return [...found.values()]
}

/** How much of the opening has been heard after these prompts; nothing to follow once one was wrong. */
function listen(ground: Ground, prompts: readonly PromptUse[], heard: number, tell: (place: PromptUse['place'], prompt: string, index: number) => void): number | undefined {
  for (const { prompt, place } of prompts.slice(0, opening.length - heard)) {
    if (ground.program.prompts.get(prompt)?.prompt.purpose !== opening[heard]?.purpose) {
      tell(place, prompt, heard)
      return undefined
    }
    heard++
  }
  return heard
}
