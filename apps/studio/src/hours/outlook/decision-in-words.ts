import type { HoursDecision } from '@madoguchi/engine'
import type { Language } from '../../i18n/words.ts'
import { type DecisionWords, hoursInWords } from '../../telephone/hours-in-words.ts'
import type { Say } from '../../telephone/say.ts'
import type { TraceKey } from '../../telephone/trace-texts.ts'
import type { HoursView } from '../use-hours.ts'

/** A decision of the draft in the words that the traces of calls use. */
export function decisionInWords({ id, hours, table, documents }: HoursView, atMs: number, { state, rule, untilMs, nextOpenMs }: HoursDecision, language: Language, say: Say<TraceKey>): DecisionWords {
  const iso = (ms: number | null) => (ms === null ? null : table.isoOf(ms))
  const decision = { kind: 'decision', atMs, node: '', document: hours.id || id, state, rule, until: iso(untilMs), nextOpen: iso(nextOpenMs) } as const
  return hoursInWords(decision, { documents, timeZone: table.timeZone, atMs, language }, say)
}
