import type { Period } from '@madoguchi/schemas'
import { clockText, minutesOf } from '../clock.ts'

/** Times are drawn and moved in quarters of an hour; exact minutes are typed. */
export const stepMinutes = 15
export const dayMinutes = 24 * 60

export type Edge = 'start' | 'end'

/** A period in minutes from midnight; undefined for one whose times cannot be read or are in the wrong order, which no gesture touches. */
export function spanOf([from, until]: Period): { start: number; end: number } | undefined {
  const [start, end] = [minutesOf(from), minutesOf(until)]
  return start === undefined || end === undefined || end <= start ? undefined : { start, end }
}

const periodOf = (start: number, end: number): Period => [clockText(start), clockText(end)]
const snapped = (minutes: number) => Math.round(minutes / stepMinutes) * stepMinutes
const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/** The free time around a minute between the other periods; empty where one of them has it. */
function roomAround(periods: readonly Period[], from: number, until: number, except?: number): { low: number; high: number } {
  let [low, high] = [0, dayMinutes]
  for (const [index, period] of periods.entries()) {
    const span = index === except ? undefined : spanOf(period)
    if (!span) continue
    if (span.end <= from) low = Math.max(low, span.end)
    else if (span.start >= until) high = Math.min(high, span.start)
    else return { low: from, high: from }
  }
  return { low, high }
}

/** A new period drawn from one minute to another, either way, inside the free time where it began. @returns the same list where there is no room */
export function drawn(periods: readonly Period[], anchor: number, to: number): readonly Period[] {
  const { low, high } = roomAround(periods, anchor, anchor)
  const start = within(snapped(Math.min(anchor, to)), low, high)
  const end = within(Math.max(snapped(Math.max(anchor, to)), start + stepMinutes), low, high)
  return end - start < stepMinutes ? periods : [...periods, periodOf(start, end)]
}

/** Moves a whole period; it stops where another begins. */
export function moved(periods: readonly Period[], index: number, by: number): readonly Period[] {
  const span = spanAt(periods, index)
  if (!span) return periods
  const { low, high } = roomAround(periods, span.start, span.end, index)
  const length = span.end - span.start
  // It stays on quarters of an hour if it was, and keeps its odd minutes if it had them.
  const start = within(span.start + snapped(by), low, high - length)
  return replaced(periods, index, periodOf(start, start + length))
}

/** Moves one end of a period to a minute; it stops where another begins and keeps a quarter of an hour. */
export function resized(periods: readonly Period[], index: number, edge: Edge, to: number): readonly Period[] {
  const span = spanAt(periods, index)
  if (!span) return periods
  const { low, high } = roomAround(periods, span.start, span.end, index)
  if (edge === 'start') return replaced(periods, index, periodOf(within(snapped(to), low, span.end - stepMinutes), span.end))
  return replaced(periods, index, periodOf(span.start, within(snapped(to), span.start + stepMinutes, high)))
}

function spanAt(periods: readonly Period[], index: number): { start: number; end: number } | undefined {
  const period = periods[index]
  return period && spanOf(period)
}

export function replaced(periods: readonly Period[], index: number, period: Period): readonly Period[] {
  return periods.map((one, at) => (at === index ? period : one))
}

export function without(periods: readonly Period[], index: number): readonly Period[] {
  return periods.filter((_, at) => at !== index)
}

/** A further period: the ordinary reception of R12 on an empty day, else an hour in the first free hour after the last one, or before the first. @returns undefined on a day without a free quarter */
export function added(periods: readonly Period[]): readonly Period[] | undefined {
  if (periods.length === 0) return [['08:30', '17:15']]
  const spans = periods.flatMap((period) => spanOf(period) ?? [])
  const last = Math.max(0, ...spans.map(({ end }) => end))
  const first = Math.min(dayMinutes, ...spans.map(({ start }) => start))
  const after = [last + 60, last].find((start) => start + 60 <= dayMinutes)
  if (after !== undefined) return [...periods, periodOf(after, after + 60)]
  return first >= stepMinutes ? [periodOf(Math.max(0, first - 60), first), ...periods] : undefined
}

/** In the order of the day; what cannot be read goes last, as it is. */
export function inOrder(periods: readonly Period[]): Period[] {
  const startOf = (period: Period) => spanOf(period)?.start ?? Infinity
  return periods.toSorted((a, b) => startOf(a) - startOf(b))
}

/** A period that passes midnight as hours documents write it: the rest of this day, and the beginning of the next. @returns undefined where it does not */
export function overMidnight([from, until]: Period): { today: Period; tomorrow: Period | undefined } | undefined {
  const [start, end] = [minutesOf(from), minutesOf(until)]
  if (start === undefined || end === undefined || end >= start) return undefined
  return { today: periodOf(start, dayMinutes), tomorrow: end === 0 ? undefined : periodOf(0, end) }
}

export function openMinutes(periods: readonly Period[]): number {
  return periods.reduce((sum, period) => {
    const span = spanOf(period)
    return span ? sum + span.end - span.start : sum
  }, 0)
}
