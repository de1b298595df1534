import type { Hours, Period } from '@madoguchi/schemas'
import type { HoursLookups, InheritedHours, Sourced } from './inherited-hours.ts'
import type { Temporal } from 'temporal-polyfill'
import { makeLocalClock, makeLocalInstants } from './local-clock.ts'
import { minutesOf } from './minutes-of.ts'
import { makeCause } from './span.ts'
import type { Cause, Span } from './span.ts'

/** The open periods of a date, minutes of local time, and what holds outside them. */
export interface DaySchedule {
  readonly periods: readonly { readonly start: number; readonly end: number; readonly cause: Cause }[]
  readonly otherwise: Cause
}

/** Sound hours with every cause made once, so that deciding a date compares and allocates little. */
export interface HoursPlan {
  readonly timeZone: string
  /** Epoch milliseconds of a local date and minutes from midnight, below 24:00. */
  readonly instantOf: (date: Temporal.PlainDate, minutes: number) => number
  /** Index 0 is Monday. */
  readonly weekly: readonly DaySchedule[]
  readonly rules: readonly { readonly nth: number; readonly weekday: number; readonly schedule: DaySchedule }[]
  /** `MM-DD`, both included; `from` after `until` spans the new year. */
  readonly closures: readonly { readonly from: string; readonly until: string; readonly cause: Cause }[]
  readonly holidays: HolidayPlan | undefined
  /** `YYYY-MM-DD`, both included; the first that names a date counts. */
  readonly exceptions: readonly { readonly from: string; readonly until: string; readonly schedule: DaySchedule }[]
  readonly emergency: Span | undefined
}

export interface HolidayPlan {
  /** A year without a single holiday is one that the data does not cover (C07: dates are data, never computed). */
  readonly years: ReadonlySet<number>
  readonly dates: ReadonlyMap<string, Cause>
  readonly uncovered: Cause
}

/** Expects hours in which `problemsOf` found no error. */
export function planHours(hours: InheritedHours, lookups: HoursLookups): HoursPlan {
  const clock = makeLocalClock(hours.timeZone.value)
  return {
    timeZone: hours.timeZone.value,
    instantOf: makeLocalInstants(hours.timeZone.value),
    weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => weekdaySchedule(hours.weekly, weekday)),
    rules: hours.rules.map(({ value, pointer }) => ({ nth: value.nth, weekday: value.weekday, schedule: namedSchedule(value.periods, 'closed', pointer, value.title) })),
    closures: hours.closures.map(({ value, pointer }) => ({ from: value.from, until: value.until, cause: makeCause('holiday', pointer, value.title) })),
    holidays: hours.holidays && planHolidays(hours.holidays, lookups),
    exceptions: hours.exceptions.map(({ value, pointer }) => ({ from: value.date, until: value.until ?? value.date, schedule: namedSchedule(value.periods, 'exception', pointer, value.reason) })),
    emergency: hours.emergency && {
      fromMs: clock.epochOf(hours.emergency.value.from),
      toMs: clock.epochOf(hours.emergency.value.until),
      cause: makeCause('emergency', hours.emergency.pointer, hours.emergency.value.reason),
    },
  }
}

function weekdaySchedule(weekly: Sourced<NonNullable<Hours['weekly']>> | undefined, weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7): DaySchedule {
  const pointer = weekly?.pointer ?? '/weekly'
  const periods = weekly?.value[weekday]
  if (!periods) return { periods: [], otherwise: makeCause('closed', pointer) }
  return {
    periods: minutes(periods).map(({ start, end, index }) => ({ start, end, cause: makeCause('open', `${pointer}/${weekday}/${index}`) })),
    otherwise: makeCause('closed', `${pointer}/${weekday}`),
  }
}

function namedSchedule(periods: readonly Period[], otherwise: 'closed' | 'exception', pointer: string, name: string): DaySchedule {
  const open = makeCause('open', pointer, name)
  return { periods: minutes(periods).map(({ start, end }) => ({ start, end, cause: open })), otherwise: makeCause(otherwise, pointer, name) }
}

function minutes(periods: readonly Period[]): { start: number; end: number; index: number }[] {
  return periods.flatMap(([from, until], index) => {
    const start = minutesOf(from)
    const end = minutesOf(until)
    return start === undefined || end === undefined ? [] : [{ start, end, index }]
  })
}

function planHolidays({ value: id, pointer }: Sourced<string>, lookups: HoursLookups): HolidayPlan {
  const entries = Object.entries(lookups.holidays(id)?.dates ?? {})
  return {
    years: new Set(entries.map(([date]) => Number(date.slice(0, 4)))),
    dates: new Map(entries.map(([date, { name }]) => [date, makeCause('holiday', pointer, name)])),
    uncovered: makeCause('error', pointer),
  }
}
