import { type HoursAnswer, NodeError } from '@madoguchi/sdk'
import type { HoursDecision, HoursTable } from './hours/index.ts'

const answers = new WeakMap<HoursDecision, HoursAnswer>()

/**
 * A decision of the hours in the words that nodes and traces use. Decisions are shared and frozen, so their text is made once, not once a call.
 * @throws NodeError `hours-error` when the document cannot decide
 */
export function toHoursAnswer(table: HoursTable, decision: HoursDecision): HoursAnswer {
  const known = answers.get(decision)
  if (known) return known
  if (decision.state === 'error') throw new NodeError('hours-error', `the hours cannot decide (${decision.rule})`)
  const iso = (ms: number | null) => (ms === null ? null : table.isoOf(ms))
  const answer: HoursAnswer = { state: decision.state, rule: decision.rule, until: iso(decision.untilMs), nextOpen: iso(decision.nextOpenMs) }
  answers.set(decision, answer)
  return answer
}
