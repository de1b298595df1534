import type { DayHours } from '@madoguchi/engine'

/** What makes a date what it is, as the calendar marks it. `ordinary` days are open by their weekday and carry no mark. */
export type DayMark = 'ordinary' | 'weekday-off' | 'holiday' | 'closure' | 'rule' | 'exception' | 'emergency' | 'error'

/** The mark of a date by the rule that decided it: a JSON pointer, `/parent` in front for each step of inheritance. */
export function dayMark({ rule, state }: DayHours): DayMark {
  if (state === 'error') return 'error'
  const [part] = rule.replace(/^(?:\/parent)*\//, '').split('/')
  if (part === 'exceptions') return 'exception'
  if (part === 'closures') return 'closure'
  if (part === 'holidays') return 'holiday'
  if (part === 'rules') return 'rule'
  if (part === 'emergency') return 'emergency'
  return state === 'open' ? 'ordinary' : 'weekday-off'
}
