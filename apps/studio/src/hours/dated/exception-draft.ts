import { type HoursLookups, type HoursProblem, type HoursTable, type StateDifference, compileHours, hoursProblems, stateDifferences, stateRuns } from '@madoguchi/engine'
import type { Hours, Period } from '@madoguchi/schemas'
import { daysOn } from '../year/fiscal-year.ts'

export type Exception = NonNullable<Hours['exceptions']>[number]

/** An exception as it is typed, before it is one. */
export interface ExceptionDraft {
  date: string
  /** Empty: that one day. */
  until: string
  open: boolean
  periods: readonly Period[]
  reason: string
  approver: string
}

export type ExceptionFault = 'begun' | 'dateMissing' | 'datePast' | 'untilPast' | 'untilBefore' | 'untilWrong' | 'periodsMissing' | 'reasonMissing'

export function draftOf(exception: Exception): ExceptionDraft {
  return { date: exception.date, until: exception.until ?? '', open: exception.periods.length > 0, periods: exception.periods, reason: exception.reason, approver: exception.approver ?? '' }
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** Whether an exception covers days that are over, and days that are not: its end and its reason may still change. */
export function hasBegun(exception: Exception, today: string): boolean {
  return exception.date < today && today <= (exception.until ?? exception.date)
}

/**
 * What stands in the way of taking it; `today` is that of the hours' zone. A past date is refused: calls of that day were already decided, and
 * the record would tell otherwise. Of an exception (`given`) that has begun, only what is still ahead may change.
 */
export function faultsOf(draft: ExceptionDraft, today: string, given?: Exception): ExceptionFault[] {
  const faults: ExceptionFault[] = []
  if (given && hasBegun(given, today)) {
    const { date, periods } = exceptionOf(draft)
    if (date !== given.date || JSON.stringify(periods) !== JSON.stringify(given.periods)) faults.push('begun')
    if ((draft.until || draft.date) < daysOn(today, -1)) faults.push('untilPast')
  } else if (!isDate(draft.date)) faults.push('dateMissing')
  else if (draft.date < today) faults.push('datePast')
  if (draft.until !== '' && !isDate(draft.until)) faults.push('untilWrong')
  else if (draft.until !== '' && draft.until < draft.date) faults.push('untilBefore')
  if (draft.open && draft.periods.length === 0) faults.push('periodsMissing')
  if (draft.reason.trim() === '') faults.push('reasonMissing')
  return faults
}

export function exceptionOf({ date, until, open, periods, reason, approver }: ExceptionDraft): Exception {
  return {
    date, ...(until === '' || until === date ? {} : { until }), periods: open ? periods.map(([from, to]): Period => [from, to]) : [], reason: reason.trim(), ...(approver.trim() === '' ? {} : { approver: approver.trim() }),
  }
}

/** The hours with an exception put in or in place of the one at an index, in the order of dates; where it then stands. */
export function withException(hours: Hours, exception: Exception, index: number | undefined): { hours: Hours; index: number } {
  const others = (hours.exceptions ?? []).filter((_, at) => at !== index)
  const later = others.findIndex(({ date }) => date > exception.date)
  const at = later === -1 ? others.length : later
  return { hours: { ...hours, exceptions: others.toSpliced(at, 0, exception) }, index: at }
}

export function withoutException(hours: Hours, index: number): Hours {
  return { ...hours, exceptions: (hours.exceptions ?? []).filter((_, at) => at !== index) }
}

/** The most days whose effect is told before saving. */
const toldDays = 31

export interface Foresight {
  problems: readonly HoursProblem[]
  /** What callers will meet otherwise than now, in the dates of the exception. */
  differences: readonly StateDifference[]
}

/** What an exception would do, before it is taken: the findings of the check at its place, and the times at which another exit is taken. */
export function foresee(before: { hours: Hours; table: HoursTable; lookups: HoursLookups }, draft: ExceptionDraft, index: number | undefined): Foresight {
  const after = withException(before.hours, exceptionOf(draft), index)
  const pointer = `/exceptions/${after.index}`
  const problems = hoursProblems(after.hours, before.lookups).filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))
  if (!isDate(draft.date) || problems.some(({ severity }) => severity === 'error')) return { problems, differences: [] }
  const table = compileHours(after.hours, before.lookups)
  const last = draft.until !== '' && isDate(draft.until) && draft.until >= draft.date ? draft.until : draft.date
  const limit = daysOn(draft.date, toldDays)
  const [fromMs, toMs] = [table.epochOf(draft.date), table.epochOf(daysOn(last < limit ? last : limit, 1))]
  return { problems, differences: stateDifferences(stateRuns(before.table, fromMs, toMs), stateRuns(table, fromMs, toMs)) }
}
