import type { Documents } from './bundle-reader.ts'
import { ExpressionError } from './expressions.ts'
import { inheritHours } from './hours/inherited-hours.ts'
import type { ReleaseFunctions } from './program.ts'
import { speakHours } from './speak-hours.ts'

/** Functions of expressions that read the release: `$spokenHours("business-hours")` speaks the weekly hours of a document. */
export function releaseFunctions(documents: Documents): ReleaseFunctions {
  // Weekly hours are wall-clock times; the zone plays no part in speaking them.
  const lookups = { timeZone: 'UTC', hours: (id: string) => documents.hours.get(id), holidays: (id: string) => documents.holidays.get(id) }
  return {
    spokenHours: (id: string) => {
      const hours = documents.hours.get(id)
      if (!hours) throw new ExpressionError({ ja: `営業時間「${id}」がありません。`, en: `There is no hours document "${id}".` })
      return speakHours(inheritHours(hours, lookups).weekly?.value)
    },
  }
}
