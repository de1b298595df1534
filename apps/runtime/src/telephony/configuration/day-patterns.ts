/** A stretch of one day, in seconds of that day, both ends included as FreeSWITCH counts them. */
export interface Stretch {
  fromSecond: number
  untilSecond: number
}

/** Days of one year that have this stretch; days count from 1 as `yday` does. */
export interface YearDays {
  year: number
  days: number[]
}

/** One stretch of day on all the days it holds for. */
export interface DayPattern {
  stretch: Stretch
  years: YearDays[]
}

const daySeconds = 86_400

/**
 * Cuts intervals of time at midnight and gathers equal stretches, so that a year of office hours is a few lines instead of 500.
 * `offsetHours` is the clock in which days are counted: FreeSWITCH compares in that fixed offset (`tod_tz_offset`), so every border stays
 * the instant it was, also where a zone has summer time or a half hour (then the offset is 0).
 */
export function dayPatterns(intervals: readonly { fromMs: number; untilMs: number }[], offsetHours: number): DayPattern[] {
  const byStretch = new Map<string, DayPattern>()
  for (const { fromMs, untilMs } of intervals) {
    const from = Math.ceil(fromMs / 1000) + offsetHours * 3600
    const until = Math.ceil(untilMs / 1000) + offsetHours * 3600
    for (let day = Math.floor(from / daySeconds); day * daySeconds < until; day++) {
      const start = day * daySeconds
      const stretch = { fromSecond: Math.max(0, from - start), untilSecond: Math.min(daySeconds, until - start) - 1 }
      if (stretch.untilSecond >= stretch.fromSecond) noteDay(byStretch, stretch, start)
    }
  }
  return [...byStretch.values()]
}

function noteDay(byStretch: Map<string, DayPattern>, stretch: Stretch, startSecond: number): void {
  const key = `${stretch.fromSecond}-${stretch.untilSecond}`
  const pattern = byStretch.get(key) ?? { stretch, years: [] }
  byStretch.set(key, pattern)
  const year = new Date(startSecond * 1000).getUTCFullYear()
  const yday = (startSecond * 1000 - Date.UTC(year, 0, 1)) / (daySeconds * 1000) + 1
  const last = pattern.years.at(-1)
  if (last?.year === year) last.days.push(yday)
  else pattern.years.push({ year, days: [yday] })
}

/** `1-5,8,10-12`, as FreeSWITCH's number lists are written. */
export function numberList(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && last[1] + 1 === number) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

/** `08:30:00-17:14:59` */
export function timeOfDay({ fromSecond, untilSecond }: Stretch): string {
  return `${clock(fromSecond)}-${clock(untilSecond)}`
}

function clock(second: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(second / 3600)}:${two((second % 3600) / 60)}:${two(second % 60)}`
}

/** The zone's offset in whole hours where it is one and never changes in the time given, else 0 (UTC). */
export function steadyOffsetHours(timeZone: string, fromMs: number, days: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsets = new Set<string>()
  for (let day = 0; day <= days; day++) offsets.add(format.formatToParts(fromMs + day * daySeconds * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '')
  const whole = /^GMT(?:([+-]\d{2}):00)?$/.exec([...offsets].join('|'))
  return whole ? Number(whole[1] ?? 0) : 0
}
