import { Temporal } from 'temporal-polyfill'
import { daySpans } from './day-spans.ts'
import type { HoursPlan } from './hours-plan.ts'
import { zonedAt } from './local-clock.ts'
import { append } from './span.ts'
import type { Cause, Span } from './span.ts'

/** The state at an instant, why, and what comes next. Shared between calls and frozen. */
export interface HoursDecision extends Cause {
  /** The first instant at which the *state* differs, null if it stays for 400 days. */
  readonly untilMs: number | null
  /** The next instant at which it becomes open (when open: after the current opening), null if not within 400 days. */
  readonly nextOpenMs: number | null
}

// 14 months are more than 400 days from any instant of a month.
const searchedMonths = 14
// A table lives as long as its release. This only stops a caller that wanders over centuries from filling the memory.
const cachedMonths = 1200

/** The decisions of one local month: `starts[i]` to `starts[i + 1]` (the last to `toMs`) has `decisions[i]`. */
interface Month {
  readonly fromMs: number
  readonly toMs: number
  readonly starts: readonly number[]
  readonly decisions: readonly HoursDecision[]
}

/**
 * Decides instants of a plan. Months are built when first asked for and kept; the last interval is remembered, so
 * that calls minute after minute only compare two numbers and get the same frozen object (bench b: 525,600 a year).
 */
export function makeTimeline(plan: HoursPlan): (epochMs: number) => HoursDecision {
  const spans = keep((index: number) => monthSpans(plan, index))
  const months = keep((index: number) => decideMonth(index, spans))
  let month: Month = { fromMs: 0, toMs: 0, starts: [], decisions: [] }
  let fromMs = 0
  let toMs = 0
  let decision: HoursDecision | undefined

  return (epochMs) => {
    if (decision && fromMs <= epochMs && epochMs < toMs) return decision
    if (!(month.fromMs <= epochMs && epochMs < month.toMs)) {
      const local = zonedAt(plan.timeZone, epochMs)
      const index = local.year * 12 + local.month - 1
      month = months(index)
      // Where clocks go back over the midnight between two months, the repeated hour already belongs to the next.
      if (epochMs >= month.toMs) month = months(index + 1)
    }
    const index = lastAtOrBefore(month.starts, epochMs)
    const found = month.decisions[index]
    if (!found) throw new RangeError(`no decision at ${epochMs}`)
    fromMs = month.starts[index] ?? month.fromMs
    toMs = month.starts[index + 1] ?? month.toMs
    decision = found
    return found
  }
}

/** The spans of a month (`year * 12 + month - 1`), joined over midnight where the cause stays. */
function monthSpans(plan: HoursPlan, index: number): readonly Span[] {
  const first = new Temporal.PlainDate(Math.floor(index / 12), (index % 12) + 1, 1)
  const spans: Span[] = []
  for (let day = 0; day < first.daysInMonth; day++) {
    for (const span of daySpans(plan, first.add({ days: day })).spans) append(spans, span)
  }
  return spans
}

function decideMonth(index: number, spansOf: (index: number) => readonly Span[]): Month {
  const spans = spansOf(index)
  const decisions: HoursDecision[] = []
  let next = lookAhead(spans.at(-1), index, spansOf)
  let after: Span | undefined
  // Backwards, because what follows a span is known once the next one is decided.
  for (const span of spans.toReversed()) {
    if (after) next = { untilMs: span.cause.state === after.cause.state ? next.untilMs : after.fromMs, nextOpenMs: opensBetween(span, after) ? after.fromMs : next.nextOpenMs }
    decisions.push(Object.freeze({ ...span.cause, ...next }))
    after = span
  }
  decisions.reverse()
  return { fromMs: spans[0]?.fromMs ?? 0, toMs: spans.at(-1)?.toMs ?? 0, starts: spans.map((span) => span.fromMs), decisions }
}

function opensBetween(before: Span | undefined, after: Span): boolean {
  return before?.cause.state !== 'open' && after.cause.state === 'open'
}

/** For the last span of a month: where its state ends and where it next becomes open, if within the searched months. */
function lookAhead(last: Span | undefined, index: number, spansOf: (index: number) => readonly Span[]): Pick<HoursDecision, 'untilMs' | 'nextOpenMs'> {
  let untilMs: number | null = null
  let previous = last
  for (let ahead = 1; ahead <= searchedMonths; ahead++) {
    for (const span of spansOf(index + ahead)) {
      if (span.cause.state !== last?.cause.state) untilMs ??= span.fromMs
      if (opensBetween(previous, span)) return { untilMs, nextOpenMs: span.fromMs }
      previous = span
    }
  }
  return { untilMs, nextOpenMs: null }
}

/** The index of the last number at or before `value` in an ascending list. */
function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((ascending[middle] ?? Infinity) <= value) low = middle
    else high = middle - 1
  }
  return low
}

function keep<T>(build: (index: number) => T): (index: number) => T {
  const kept = new Map<number, T>()
  return (index) => {
    const known = kept.get(index)
    if (known !== undefined) return known
    const built = build(index)
    if (kept.size >= cachedMonths) kept.clear()
    kept.set(index, built)
    return built
  }
}
