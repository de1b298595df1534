import type { Temporal } from 'temporal-polyfill'
import type { DaySchedule, HoursPlan } from './hours-plan.ts'
import { partition, spanAt } from './span.ts'
import type { Cause, Span } from './span.ts'

/** One local date of a plan: its bounds, and the spans that fill it without gaps. */
export interface DaySpans {
  /** The first instant of the date and of the next; 23 or 25 hours apart where summer time begins or ends. */
  readonly fromMs: number
  readonly toMs: number
  readonly spans: readonly Span[]
  /** The same without the emergency: tells whether there was anything for it to close. */
  readonly spansWithoutEmergency: readonly Span[]
  /** What closes the date as such, for a date that has no instant (one that a zone skipped). */
  readonly otherwise: Cause
}

/**
 * Decides a date: emergency > exception > holiday > closed > open (R12, R13).
 * An exception without periods closes the date. One with periods opens inside them, and is the reason only where it
 * takes away ordinary opening time; elsewhere the ordinary state stays, so that an extra Saturday opening does not
 * announce a special closing at night.
 */
export function daySpans(plan: HoursPlan, date: Temporal.PlainDate): DaySpans {
  const fromMs = plan.instantOf(date, 0)
  const toMs = plan.instantOf(date.add({ days: 1 }), 0)
  const within = (schedule: DaySchedule): Span[] => openSpans(schedule, date, plan, fromMs, toMs)

  const ordinary = ordinarySchedule(plan, date)
  const ordinarySpans = within(ordinary)
  const exception = exceptionSchedule(plan, date)
  const exceptionSpans = exception ? within(exception) : []
  const causeAt = (ms: number): Cause => {
    const usual = spanAt(ordinarySpans, ms)?.cause ?? ordinary.otherwise
    if (!exception) return usual
    const special = spanAt(exceptionSpans, ms)
    if (special) return special.cause
    return exception.periods.length === 0 || usual.state === 'open' ? exception.otherwise : usual
  }
  const cuts = [...ordinarySpans, ...exceptionSpans].flatMap((span) => [span.fromMs, span.toMs])
  const spansWithoutEmergency = partition(fromMs, toMs, cuts, causeAt)
  return { fromMs, toMs, spans: withEmergency(plan.emergency, fromMs, toMs, cuts, causeAt) ?? spansWithoutEmergency, spansWithoutEmergency, otherwise: exception?.otherwise ?? ordinary.otherwise }
}

function withEmergency(emergency: Span | undefined, fromMs: number, toMs: number, cuts: readonly number[], causeAt: (ms: number) => Cause): Span[] | undefined {
  if (!emergency || emergency.toMs <= fromMs || toMs <= emergency.fromMs) return undefined
  return partition(fromMs, toMs, [...cuts, emergency.fromMs, emergency.toMs], (ms) => (spanAt([emergency], ms) ?? { cause: causeAt(ms) }).cause)
}

/**
 * What a date has without exceptions and emergency. A yearly closure goes before a national holiday: on 1 January callers
 * hear of the new-year closing. It also goes before the end of the holiday data, because it closes the date either way.
 */
function ordinarySchedule(plan: HoursPlan, date: Temporal.PlainDate): DaySchedule {
  const text = date.toString()
  const monthDay = text.slice(5)
  const closure = plan.closures.find((one) => isClosureOn(one, monthDay))
  if (closure) return wholeDay(closure.cause)
  if (plan.holidays) {
    if (!plan.holidays.years.has(date.year)) return wholeDay(plan.holidays.uncovered)
    const holiday = plan.holidays.dates.get(text)
    if (holiday) return wholeDay(holiday)
  }
  const rule = plan.rules.find((one) => isRuleOn(one, date))
  const schedule = rule?.schedule ?? plan.weekly[date.dayOfWeek - 1]
  if (!schedule) throw new RangeError(`no weekday ${date.dayOfWeek}`)
  return schedule
}

/** Whether a yearly closure, which may span the new year, includes a day of the year (`MM-DD`). */
export function isClosureOn({ from, until }: { readonly from: string; readonly until: string }, monthDay: string): boolean {
  return from <= until ? from <= monthDay && monthDay <= until : from <= monthDay || monthDay <= until
}

export function isRuleOn({ nth, weekday }: { readonly nth: number; readonly weekday: number }, date: Temporal.PlainDate): boolean {
  return weekday === date.dayOfWeek && (nth === -1 ? date.day + 7 > date.daysInMonth : nth === Math.ceil(date.day / 7))
}

function wholeDay(cause: Cause): DaySchedule {
  return { periods: [], otherwise: cause }
}

function exceptionSchedule(plan: HoursPlan, date: Temporal.PlainDate): DaySchedule | undefined {
  if (plan.exceptions.length === 0) return undefined
  const text = date.toString()
  return plan.exceptions.find(({ from, until }) => from <= text && text <= until)?.schedule
}

function openSpans(schedule: DaySchedule, date: Temporal.PlainDate, plan: HoursPlan, fromMs: number, toMs: number): Span[] {
  const instantOf = (minutes: number): number => {
    // Midnight is the bound of the date even where 00:00 does not exist.
    if (minutes === 0) return fromMs
    if (minutes === 24 * 60) return toMs
    // `compatible`: a skipped time moves on by the length of the gap, a repeated one is the first.
    return Math.min(Math.max(plan.instantOf(date, minutes), fromMs), toMs)
  }
  // A period whose start lies in the gap and whose end lies close behind it has no time left on that date.
  return schedule.periods.map(({ start, end, cause }) => ({ fromMs: instantOf(start), toMs: instantOf(end), cause })).filter((span) => span.fromMs < span.toMs)
}
