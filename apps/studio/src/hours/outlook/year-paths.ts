import type { HalfHours, HoursState, StateDifference, StateRun } from '@madoguchi/engine'

/** The size of a day and of a half-hour on the map, in pixels. */
export const dayWidth = 2.75
export const halfHeight = 6

/** Where an instant lies in its day, in half-hours from midnight; exact inside a half-hour. */
function heightOf({ bounds }: HalfHours, day: number, ms: number): number {
  for (let half = 0; half < 48; half++) {
    const [from, to] = [bounds[day * 48 + half] ?? 0, bounds[day * 48 + half + 1] ?? 0]
    if (ms < to) return half + Math.max(0, ms - from) / (to - from)
  }
  return 48
}

/** Cuts stretches at midnights: each piece as day, and top and bottom in half-hours. */
function pieces<Stretch extends { readonly fromMs: number; readonly toMs: number }>(halves: HalfHours, stretches: readonly Stretch[], tell: (stretch: Stretch, day: number, top: number, bottom: number) => void): void {
  let day = 0
  for (const stretch of stretches) {
    while (day > 0 && (halves.bounds[day * 48] ?? 0) > stretch.fromMs) day--
    for (; day < halves.dates.length; day++) {
      const [from, to] = [halves.bounds[day * 48] ?? 0, halves.bounds[day * 48 + 48] ?? 0]
      if (to <= stretch.fromMs) continue
      if (from < stretch.toMs) tell(stretch, day, heightOf(halves, day, Math.max(stretch.fromMs, from)), stretch.toMs >= to ? 48 : heightOf(halves, day, stretch.toMs))
      if (to >= stretch.toMs) break
    }
  }
}

const box = (day: number, top: number, bottom: number) => `M${round(day * dayWidth)} ${round(top * halfHeight)}h${dayWidth}V${round(bottom * halfHeight)}h${-dayWidth}z`
const round = (value: number) => Math.round(value * 100) / 100

/** One SVG path for each state: a year is a handful of elements, not thousands. */
export function statePaths(halves: HalfHours, runs: readonly StateRun[]): Partial<Record<HoursState, string>> {
  const paths: Partial<Record<HoursState, string>> = {}
  pieces(halves, runs, ({ state }, day, top, bottom) => (paths[state] = (paths[state] ?? '') + box(day, top, bottom)))
  return paths
}

/** A difference of five minutes would be one pixel high; it is drawn as the half-hours that it touches. */
export function differencePath(halves: HalfHours, differences: readonly StateDifference[]): string {
  let path = ''
  pieces(halves, differences, (_, day, top, bottom) => (path += box(day, Math.floor(top), Math.ceil(bottom))))
  return path
}

/** The days on which something differs, for the marks above the map. */
export function differentDays(halves: HalfHours, differences: readonly StateDifference[]): number[] {
  const days = new Set<number>()
  pieces(halves, differences, (_, day) => days.add(day))
  return [...days]
}
