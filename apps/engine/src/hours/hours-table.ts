import type { Hours } from '@madoguchi/schemas'
import type { Temporal } from 'temporal-polyfill'
import { daySpans } from './day-spans.ts'
import type { DaySpans } from './day-spans.ts'
import { HoursInputError } from './hours-input-error.ts'
import { planHours } from './hours-plan.ts'
import type { HoursPlan } from './hours-plan.ts'
import { problemsOf } from './hours-problems.ts'
import { makeTimeline } from './hours-timeline.ts'
import type { HoursDecision } from './hours-timeline.ts'
import { inheritHours } from './inherited-hours.ts'
import type { HoursLookups } from './inherited-hours.ts'
import { isTimeZone, makeLocalClock, plainDate, zonedAt } from './local-clock.ts'
import type { LocalClock } from './local-clock.ts'
import { clockText } from './minutes-of.ts'
import { makeCause } from './span.ts'
import type { Cause, HoursState, Span } from './span.ts'

/** A local date as the `hours` command prints it (cli.md). */
export interface DayHours {
  /** `2026-11-24` */
  readonly date: string
  /** What is really open on the date, touching periods joined: `[["08:30", "17:15"]]`; seconds only where an emergency cuts inside a minute. */
  readonly periods: readonly (readonly [from: string, until: string])[]
  /** `open` if there is any period, else what closes the date. */
  readonly state: HoursState
  readonly rule: string
  readonly name?: string
}

export interface HoursChange {
  readonly atMs: number
  readonly state: HoursState
  readonly rule: string
}

/** Hours ready to be asked. Local time is that of the hours' zone; the zone of the server never matters. */
export interface HoursTable extends LocalClock {
  /** @throws {HoursInputError} `hours.instant-out-of-range` */
  at(epochMs: number): HoursDecision
  /**
   * Each date from `from` to `to`, both included and written `2026-11-24`.
   * @throws {HoursInputError} `hours.date-unreadable`, `hours.range-backwards`, `hours.range-too-long` (over ten years)
   */
  days(from: string, to: string): DayHours[]
  /** The next `count` changes of state after `fromMs` (次の切替一覧, R13); fewer if the state then stays for 400 days. */
  changes(fromMs: number, count: number): HoursChange[]
}

/**
 * Makes the table of an hours document (R12, R13; architecture.md §4).
 * A document with a structural error decides `error` everywhere, with `rule` at the culprit: guessing "closed" would
 * send callers away unnoticed. So does each date of a year that the holidays do not cover, unless an emergency,
 * an exception or a yearly closure decides the date anyway.
 */
export function compileHours(hours: Hours, lookups: HoursLookups): HoursTable {
  const inherited = inheritHours(hours, lookups)
  const fault = problemsOf(inherited, lookups).find((problem) => problem.severity === 'error')
  if (fault) {
    const zone = [inherited.timeZone.value, lookups.timeZone].find(isTimeZone) ?? 'UTC'
    return brokenTable(makeLocalClock(zone), makeCause('error', fault.pointer))
  }
  const plan = planHours(inherited, lookups)
  const at = makeTimeline(plan)
  return {
    ...makeLocalClock(plan.timeZone),
    at,
    days: (from, to) => datesBetween(from, to).map((date) => dayHours(date, daySpans(plan, date), plan)),
    changes: (fromMs, count) => changesAfter(at, fromMs, count),
  }
}

function brokenTable(clock: LocalClock, cause: Cause): HoursTable {
  const decision: HoursDecision = Object.freeze({ ...cause, untilMs: null, nextOpenMs: null })
  return {
    ...clock,
    at: () => decision,
    days: (from, to) => datesBetween(from, to).map((date) => ({ date: date.toString(), periods: [], ...cause })),
    changes: () => [],
  }
}

function changesAfter(at: (epochMs: number) => HoursDecision, fromMs: number, count: number): HoursChange[] {
  const changes: HoursChange[] = []
  let next = at(fromMs).untilMs
  while (next !== null && changes.length < count) {
    const { state, rule, untilMs } = at(next)
    changes.push({ atMs: next, state, rule })
    next = untilMs
  }
  return changes
}

function dayHours(date: Temporal.PlainDate, day: DaySpans, plan: HoursPlan): DayHours {
  const open: Span[] = []
  for (const span of day.spans.filter(({ cause }) => cause.state === 'open')) {
    const last = open.at(-1)
    if (last?.toMs === span.fromMs) open[open.length - 1] = { ...last, toMs: span.toMs }
    else open.push(span)
  }
  const wall = (ms: number): string => (ms === day.toMs ? '24:00' : wallClock(plan, date, day.fromMs, ms))
  return { date: date.toString(), periods: open.map((span) => [wall(span.fromMs), wall(span.toMs)] as const), ...(open[0]?.cause ?? closingCause(day)) }
}

/** An emergency closes a date if it took its opening time away or lasts all day; a Saturday it only touches stays a Saturday. */
function closingCause(day: DaySpans): Cause {
  const wasOpen = day.spansWithoutEmergency.some(({ cause }) => cause.state === 'open')
  const emergency = day.spans.find(({ cause }) => cause.state === 'emergency')
  if (emergency && (wasOpen || day.spans.length === 1)) return emergency.cause
  return day.spansWithoutEmergency[0]?.cause ?? day.otherwise
}

function wallClock({ timeZone, instantOf }: HoursPlan, date: Temporal.PlainDate, fromMs: number, ms: number): string {
  const minutes = (ms - fromMs) / 60_000
  // Counted from midnight it is the time on the wall, unless the clock was changed since or the instant is inside a minute.
  if (Number.isInteger(minutes) && minutes < 24 * 60 && instantOf(date, minutes) === ms) return clockText(minutes)
  const time = zonedAt(timeZone, ms).toPlainTime()
  return time.toString({ smallestUnit: time.second === 0 ? 'minute' : 'second' })
}

const longestRangeDays = 3660

function datesBetween(from: string, to: string): Temporal.PlainDate[] {
  const first = readDate(from)
  const last = readDate(to)
  const days = first.until(last, { largestUnit: 'day' }).days
  if (days < 0) throw new HoursInputError('hours.range-backwards', { ja: `終わりの日（${to}）が始まりの日（${from}）より前です。`, en: `The last date (${to}) is before the first (${from}).` })
  if (days >= longestRangeDays) throw new HoursInputError('hours.range-too-long', { ja: '期間が長すぎます。10年以内で指定してください。', en: 'The range is too long. Ask for at most ten years.' })
  return Array.from({ length: days + 1 }, (_, day) => first.add({ days: day }))
}

function readDate(text: string): Temporal.PlainDate {
  const date = plainDate(text)
  if (date) return date
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  throw new HoursInputError('hours.date-unreadable', { ja: `日付「${shown}」を読み取れません。2026-11-24 のように、暦にある日付を書いてください。`, en: `Cannot read the date "${shown}". Write an existing date like 2026-11-24.` })
}
