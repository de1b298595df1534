import type { Documents } from '@madoguchi/engine'
import type { Hours, Period } from '@madoguchi/schemas'
import type { TraceEvent } from '@madoguchi/sdk'
import type { Language } from '../i18n/words.ts'
import { instantText, localDay, monthDayText, weekdayName } from './clock-text.ts'
import type { Say } from './say.ts'
import type { TraceKey } from './trace-texts.ts'

export type Decision = Extract<TraceEvent, { kind: 'decision' }>

/** What the words are made from. Documents are those the call ran on; without them the pointer itself is told. */
export interface DecisionFacts {
  documents: Pick<Documents, 'hours' | 'holidays'> | undefined
  timeZone: string
  /** Epoch milliseconds of the decision: weekday and holiday of a rule are those of the day. */
  atMs: number
  language: Language
}

export interface DecisionWords {
  state: string
  title: string
  why: string
  until: string
  /** Absent while open: the next opening is then of no interest. */
  nextOpen: string | undefined
}

/** Why the hours said what they said, as a supervisor would explain it (R12, architecture.md §4). */
export function hoursInWords(decision: Decision, facts: DecisionFacts, say: Say<TraceKey>): DecisionWords {
  const { timeZone, language, documents } = facts
  const title = documents?.hours.get(decision.document)?.title
  const instant = (iso: string) => instantText(Date.parse(iso), timeZone, language)
  return {
    state: say(stateKeys[decision.state as keyof typeof stateKeys] ?? 'state-error'),
    title: title ? (title[language] ?? title.ja) : decision.document,
    why: reason(decision.rule, documents?.hours.get(decision.document), decision.state, facts, say),
    until: decision.until === null ? say('forever') : say('until', { time: instant(decision.until) }),
    nextOpen: decision.state === 'open' || decision.nextOpen === null ? undefined : say('nextOpen', { time: instant(decision.nextOpen) }),
  }
}

export const stateKeys = {
  open: 'state-open', closed: 'state-closed', holiday: 'state-holiday', exception: 'state-exception', emergency: 'state-emergency', error: 'state-error',
} as const satisfies Record<string, TraceKey>

/** The rule as a JSON pointer of the document, `/parent` in front for each step of inheritance. */
function reason(rule: string, hours: Hours | undefined, state: string, facts: DecisionFacts, say: Say<TraceKey>): string {
  if (!hours) return say('rule-pointer', { pointer: rule })
  if (rule.startsWith('/parent/') && hours.parent !== undefined) {
    const parent = facts.documents?.hours.get(hours.parent)
    const title = parent ? (parent.title[facts.language] ?? parent.title.ja) : hours.parent
    return say('rule-parent', { title, why: reason(rule.slice('/parent'.length), parent, state, facts, say) })
  }
  const [, part = '', first = ''] = rule.split('/')
  switch (part) {
    case 'weekly':
      return weekly(hours, first, state, facts, say)
    case 'holidays':
      return holiday(hours, facts, say)
    case 'closures': {
      const closure = hours.closures?.[Number(first)]
      if (closure) return say('rule-closure', { name: closure.title, from: monthDayText(closure.from, facts.language), until: monthDayText(closure.until, facts.language) })
      break
    }
    case 'rules': {
      const nth = hours.rules?.[Number(first)]
      if (nth) return say('rule-nth', { name: nth.title })
      break
    }
    case 'exceptions': {
      const exception = hours.exceptions?.[Number(first)]
      if (exception) return say(state === 'open' ? 'rule-exception-in' : 'rule-exception-out', { reason: exception.reason })
      break
    }
    case 'emergency':
      if (hours.emergency) return say('rule-emergency', { reason: hours.emergency.reason })
  }
  return say('rule-pointer', { pointer: rule })
}

function weekly(hours: Hours, day: string, state: string, { atMs, timeZone, language }: DecisionFacts, say: Say<TraceKey>): string {
  const weekday = weekdayName(day === '' ? localDay(atMs, timeZone).weekday : Number(day), language)
  const periods = hours.weekly?.[day as unknown as 1]
  if (!periods || periods.length === 0) return say('rule-weekly-none', { weekday })
  return say(state === 'open' ? 'rule-weekly-in' : 'rule-weekly-out', { weekday, periods: periodsText(periods) })
}

export function periodsText(periods: readonly Period[]): string {
  return periods.map(([from, until]) => `${from}–${until}`).join(', ')
}

function holiday(hours: Hours, { documents, atMs, timeZone }: DecisionFacts, say: Say<TraceKey>): string {
  const found = hours.holidays === undefined ? undefined : documents?.holidays.get(hours.holidays)?.dates[localDay(atMs, timeZone).date]
  return found ? say('rule-holiday', { name: found.name }) : say('rule-holidays')
}
