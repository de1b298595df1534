import type { Holidays } from '@madoguchi/schemas'
import type { HolidayRow } from './read-holiday-file.ts'

type Dates = Holidays['dates']

export interface HolidayChange {
  date: string
  kind: 'new' | 'changed' | 'removed'
  before?: Dates[string]
  after?: Dates[string]
}

export interface MergeOptions {
  /** Rows of earlier years are left out: the Cabinet Office's file begins in 1955. */
  fromYear: number
  /** What the rows are: fixed by the official notice, or estimates. */
  estimated: boolean
}

/**
 * What taking a file would change. In the years that it holds, the file is the whole truth: dates that it lacks are removed; other years stay.
 */
export function holidayChanges(dates: Dates, rows: readonly HolidayRow[], { fromYear, estimated }: MergeOptions): HolidayChange[] {
  const taken = rows.filter(({ date }) => yearOf(date) >= fromYear)
  const years = new Set(taken.map(({ date }) => yearOf(date)))
  const incoming = new Map(taken.map(({ date, name }) => [date, { name, ...(estimated ? { estimated } : {}) }]))
  const changes: HolidayChange[] = []
  for (const [date, after] of incoming) {
    const before = Object.hasOwn(dates, date) ? dates[date] : undefined
    if (!before) changes.push({ date, kind: 'new', after })
    else if (before.name !== after.name || (before.estimated ?? false) !== estimated) changes.push({ date, kind: 'changed', before, after })
  }
  for (const [date, before] of Object.entries(dates)) if (years.has(yearOf(date)) && !incoming.has(date)) changes.push({ date, kind: 'removed', before })
  return changes.toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

const yearOf = (date: string) => Number(date.slice(0, 4))

export function withChanges(dates: Dates, changes: readonly HolidayChange[]): Dates {
  const removed = new Set(changes.filter(({ kind }) => kind === 'removed').map(({ date }) => date))
  const kept = Object.entries(dates).filter(([date]) => !removed.has(date))
  const put = changes.flatMap(({ date, after }): [string, Dates[string]][] => (after ? [[date, after]] : []))
  return Object.fromEntries([...new Map([...kept, ...put])].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
