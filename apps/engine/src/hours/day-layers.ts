import type { Hours, Period } from '@madoguchi/schemas'
import { isClosureOn, isRuleOn } from './day-spans.ts'
import { inheritHours } from './inherited-hours.ts'
import type { HoursLookups, InheritedHours, Sourced } from './inherited-hours.ts'
import { isTimeZone, makeLocalClock, plainDate } from './local-clock.ts'

/** Something that a document says about a date, whether or not it is what counts there. */
export interface DayLayer {
  /** `uncovered`: the holiday data does not reach the year, which decides `error`. */
  readonly kind: 'emergency' | 'exception' | 'closure' | 'holiday' | 'uncovered' | 'rule' | 'weekly'
  /** Into the document that was asked, `/parent` in front for each step of inheritance. */
  readonly pointer: string
  readonly name?: string
  /** The opening times it gives; none is closed. */
  readonly periods: readonly Period[]
  /** False where a layer above it takes its place. An exception that only shortens the day leaves the layer under it to explain the rest, but decides. */
  readonly decides: boolean
}

/**
 * Everything that touches a date, what goes before first: why a date is as it is, and what it would be otherwise (R13).
 * The precedence is that of `daySpans`; a layer can be read even where the document has faults elsewhere.
 * @returns nothing for a date that the calendar does not have
 */
export function dayLayers(hours: Hours, lookups: HoursLookups, date: string): DayLayer[] {
  const day = plainDate(date)
  if (!day) return []
  const inherited = inheritHours(hours, lookups)
  const special = [...emergencyLayers(inherited, date), ...exceptionLayers(inherited, date)]
  const ordinary = [...closureLayers(inherited, date), ...holidayLayers(inherited, lookups, date), ...ruleLayers(inherited, day), ...weeklyLayers(inherited, day.dayOfWeek)]
  // An emergency may cover part of a date only; what else decides the date still does.
  const first = special.find(({ kind }) => kind === 'exception') ?? ordinary[0]
  return [...special, ...ordinary].map((layer) => ({ ...layer, decides: layer === first || layer === special.find(({ kind }) => kind === 'emergency') }))
}

type Layer = Omit<DayLayer, 'decides'>

function emergencyLayers({ emergency, timeZone }: InheritedHours, date: string): Layer[] {
  if (!emergency || !isTimeZone(timeZone.value)) return []
  const clock = makeLocalClock(timeZone.value)
  try {
    const [fromMs, toMs] = [clock.epochOf(emergency.value.from), clock.epochOf(emergency.value.until)]
    const touches = clock.isoOf(fromMs).slice(0, 10) <= date && date <= clock.isoOf(toMs - 1).slice(0, 10)
    return touches ? [{ kind: 'emergency', pointer: emergency.pointer, name: emergency.value.reason, periods: [] }] : []
  } catch {
    // Times that cannot be read are a problem of the document, told by `hoursProblems`.
    return []
  }
}

function exceptionLayers({ exceptions }: InheritedHours, date: string): Layer[] {
  return exceptions
    .filter(({ value }) => value.date <= date && date <= (value.until ?? value.date))
    .map(({ value, pointer }) => ({ kind: 'exception', pointer, name: value.reason, periods: value.periods }))
}

function closureLayers({ closures }: InheritedHours, date: string): Layer[] {
  return closures.filter(({ value }) => isClosureOn(value, date.slice(5))).map(({ value, pointer }) => ({ kind: 'closure', pointer, name: value.title, periods: [] }))
}

function holidayLayers({ holidays }: InheritedHours, lookups: HoursLookups, date: string): Layer[] {
  const dates = holidays && lookups.holidays(holidays.value)?.dates
  if (!holidays || !dates) return []
  if (!Object.keys(dates).some((known) => known.startsWith(date.slice(0, 5)))) return [{ kind: 'uncovered', pointer: holidays.pointer, periods: [] }]
  const holiday = dates[date]
  return holiday ? [{ kind: 'holiday', pointer: holidays.pointer, name: holiday.name, periods: [] }] : []
}

function ruleLayers({ rules }: InheritedHours, day: NonNullable<ReturnType<typeof plainDate>>): Layer[] {
  return rules.filter(({ value }) => isRuleOn(value, day)).map(({ value, pointer }) => ({ kind: 'rule', pointer, name: value.title, periods: value.periods }))
}

function weeklyLayers({ weekly }: InheritedHours, weekday: number): Layer[] {
  const periods = weekdayPeriods(weekly, weekday)
  return [{ kind: 'weekly', pointer: periods ? `${weekly?.pointer}/${weekday}` : (weekly?.pointer ?? '/weekly'), periods: periods ?? [] }]
}

function weekdayPeriods(weekly: Sourced<NonNullable<Hours['weekly']>> | undefined, weekday: number): readonly Period[] | undefined {
  return Object.entries(weekly?.value ?? {}).find(([key]) => key === String(weekday))?.[1]
}
