import { HoursInputError } from './hours-input-error.ts'
import type { HoursTable } from './hours-table.ts'
import { makeLocalInstants, plainDate } from './local-clock.ts'
import type { HoursState } from './span.ts'

/** A stretch of one state, epoch milliseconds from the first instant inside to the first outside. */
export interface StateRun {
  readonly fromMs: number
  readonly toMs: number
  readonly state: HoursState
}

export interface StateDifference {
  readonly fromMs: number
  readonly toMs: number
  readonly before: HoursState
  readonly after: HoursState
}

/** The half-hours of consecutive dates, row by row: cell `48 * day + i` is from `bounds[cell]` to `bounds[cell + 1]`. */
export interface HalfHours {
  readonly dates: readonly string[]
  /** Epoch milliseconds, one more than there are cells. Two equal ones are a half-hour that the date skips (summer time begins). */
  readonly bounds: Float64Array
}

/** States as bits, so that a half-hour with a change inside holds both. */
export const stateBits: Readonly<Record<HoursState, number>> = { open: 1, closed: 2, holiday: 4, exception: 8, emergency: 16, error: 32 }

/** What holds from one instant to another, one run for each change of state: the boundaries are looked up once, however finely they are then looked at. */
export function stateRuns(table: HoursTable, fromMs: number, toMs: number): StateRun[] {
  const runs: StateRun[] = []
  for (let atMs = fromMs; atMs < toMs; ) {
    const { state, untilMs } = table.at(atMs)
    const endMs = Math.min(untilMs ?? toMs, toMs)
    runs.push({ fromMs: atMs, toMs: endMs, state })
    atMs = endMs
  }
  return runs
}

/**
 * The half-hours of the dates from `from` to `to`, both included.
 * @throws {HoursInputError} `hours.date-unreadable`, `hours.range-too-long` (over ten years)
 */
export function halfHoursOf(timeZone: string, from: string, to: string): HalfHours {
  const first = plainDate(from)
  const last = plainDate(to)
  if (!first || !last) throw new HoursInputError('hours.date-unreadable', { ja: '日付を読み取れません。2026-11-24 のように書いてください。', en: 'Cannot read the date. Write it like 2026-11-24.' })
  const days = Math.max(0, first.until(last, { largestUnit: 'day' }).days + 1)
  if (days > 3660) throw new HoursInputError('hours.range-too-long', { ja: '期間が長すぎます。10年以内で指定してください。', en: 'The range is too long. Ask for at most ten years.' })
  const instantOf = makeLocalInstants(timeZone)
  const bounds = new Float64Array(days * 48 + 1)
  const dates = Array.from({ length: days }, (_, day) => {
    const date = first.add({ days: day })
    for (let half = 0; half < 48; half++) bounds[day * 48 + half] = instantOf(date, half * 30)
    return date.toString()
  })
  bounds[days * 48] = instantOf(last.add({ days: 1 }), 0)
  // A skipped half-hour is found behind the one after it: it ends where it begins.
  for (let cell = bounds.length - 2; cell >= 0; cell--) bounds[cell] = Math.min(bounds[cell] ?? 0, bounds[cell + 1] ?? 0)
  return { dates, bounds }
}

/** For each half-hour the states that hold in it, as the sum of their `stateBits`; 0 for one that is skipped. */
export function statesOf({ bounds }: HalfHours, runs: readonly StateRun[]): Uint8Array {
  const cells = new Uint8Array(bounds.length - 1)
  eachCell(bounds, runs, (cell, { state }) => (cells[cell] = (cells[cell] ?? 0) | stateBits[state]))
  return cells
}

/** For each half-hour 1 where some instant of it differs. */
export function markedIn({ bounds }: HalfHours, differences: readonly StateDifference[]): Uint8Array {
  const cells = new Uint8Array(bounds.length - 1)
  eachCell(bounds, differences, (cell) => (cells[cell] = 1))
  return cells
}

/** Both lists rise, so one walk through them finds every cell of every stretch. */
function eachCell<Stretch extends { readonly fromMs: number; readonly toMs: number }>(bounds: Float64Array, stretches: readonly Stretch[], tell: (cell: number, stretch: Stretch) => void): void {
  let index = 0
  for (let cell = 0; cell + 1 < bounds.length; cell++) {
    const [fromMs, toMs] = [bounds[cell] ?? 0, bounds[cell + 1] ?? 0]
    while (index < stretches.length && (stretches[index]?.toMs ?? 0) <= fromMs) index++
    for (let inside = index; inside < stretches.length; inside++) {
      const stretch = stretches[inside]
      if (!stretch || stretch.fromMs >= toMs) break
      if (fromMs < toMs) tell(cell, stretch)
    }
  }
}

/** Where two sequences of runs over the same time differ, to the instant; neighbours of the same difference are one. */
export function stateDifferences(before: readonly StateRun[], after: readonly StateRun[]): StateDifference[] {
  const found: StateDifference[] = []
  for (let b = 0, a = 0; b < before.length && a < after.length; ) {
    const [one, other] = [before[b], after[a]]
    if (!one || !other) break
    const fromMs = Math.max(one.fromMs, other.fromMs)
    const toMs = Math.min(one.toMs, other.toMs)
    if (one.state !== other.state && fromMs < toMs) join(found, { fromMs, toMs, before: one.state, after: other.state })
    if (one.toMs === toMs) b++
    if (other.toMs === toMs) a++
  }
  return found
}

function join(found: StateDifference[], next: StateDifference): void {
  const last = found.at(-1)
  if (last && last.toMs === next.fromMs && last.before === next.before && last.after === next.after) found[found.length - 1] = { ...last, toMs: next.toMs }
  else found.push(next)
}
