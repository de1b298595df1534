import type { Problem } from '@madoguchi/schemas'
import type { Program } from '../program.ts'
import { zonedAt } from './local-clock.ts'

const dayMs = 86_400_000

/**
 * Whether the holidays that hours use reach far enough (C07: dates are data; without them a date is decided `error`, never `closed`).
 * Reminds from a year before the data ends, and is an error once the present year has none. A year with at least one date is covered.
 */
export function holidayReminders({ documents, timeZone }: Program, nowMs: number): Problem[] {
  const used = new Set([...documents.hours.values()].flatMap(({ holidays }) => (holidays === undefined ? [] : [holidays])))
  return [...used].flatMap((id): Problem[] => {
    const dates = Object.keys(documents.holidays.get(id)?.dates ?? {})
    if (dates.length === 0) return []
    const lastYear = lastCoveredYear(dates, zonedAt(timeZone, nowMs).year)
    const at = { document: `holidays/${id}`, pointer: '/dates' }
    if (lastYear === undefined) {
      return [{ ...at, code: 'hours.holidays-ended', severity: 'error', message: { ja: `祝日「${id}」に今年の日付がありません。今年の営業時間を判定できず、通話は「異常」の出口へ進みます。祝日を取り込んでください。`, en: `The holidays "${id}" hold no date of this year. The hours of this year cannot be decided, and calls take the error exit. Import the holidays.` } }]
    }
    if (Date.UTC(lastYear + 1, 0, 1) - nowMs > 365 * dayMs) return []
    return [{ ...at, code: 'hours.holidays-end-soon', severity: 'warning', message: { ja: `祝日「${id}」のデータは${lastYear}年12月31日で終わります。その翌日から営業時間を判定できません。毎年2月の公告のあと、内閣府のCSVから翌年分を取り込んでください。`, en: `The holidays "${id}" end on 31 December ${lastYear}; from the next day on the hours cannot be decided. Import the next year after the official notice of each February.` } }]
  })
}

/** The last of the years that follow each other without a gap, from the present one on; undefined where that has no date. */
export function lastCoveredYear(dates: readonly string[], thisYear: number): number | undefined {
  const years = new Set(dates.map((date) => Number(date.slice(0, 4))))
  if (!years.has(thisYear)) return undefined
  let last = thisYear
  while (years.has(last + 1)) last++
  return last
}
