import { problem } from '../../problems.ts'
import type { Rule } from './rule.ts'

/** The validity of a line (R01) is two days of the calendar, the first not after the last. */
export const rule: Rule = {
  codes: ['line-validity'],
  find: ({ lines }) =>
    lines.all.flatMap(({ number, line: { validFrom, validUntil }, place }) => {
      const impossible = [['validFrom', validFrom], ['validUntil', validUntil]].find(([, date]) => date !== undefined && !isDate(date))
      const backwards = validFrom !== undefined && validUntil !== undefined && validFrom > validUntil
      const property = impossible?.[0] ?? (backwards ? 'validUntil' : undefined)
      return property === undefined ? [] : [problem('line-validity', { ...place, pointer: `${place.pointer}/${property}` }, { number, from: validFrom ?? '—', until: validUntil ?? '—' })]
    }),
}

/** Whether a date of the form YYYY-MM-DD is in the calendar. */
function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}
