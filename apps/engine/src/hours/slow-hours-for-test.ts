import type { Holidays, Hours } from '@madoguchi/schemas'
import type { HoursState } from './span.ts'

/**
 * Hours of Asia/Tokyo (always nine hours ahead of UTC) decided a second way: by looking at one instant at a time, with
 * integers and strings only. It shares no code with the table, so that both being wrong in the same way is unlikely.
 */
export interface SlowHours {
  stateAt(ms: number): { state: HoursState; rule: string }
  /** Every instant of the given number of days from `ms` on at which anything could change, ascending. */
  cutsAfter(ms: number, days: number): number[]
}

const tokyoMs = 9 * 3_600_000
const dayMs = 86_400_000

export function slowHours(child: Hours, parent: Hours | undefined, holidays: Holidays): SlowHours {
  const documents = [{ hours: child, prefix: '' }, ...(parent ? [{ hours: parent, prefix: '/parent' }] : [])]
  const owner = (key: keyof Hours) => documents.find(({ hours }) => hours[key] !== undefined)

  function ordinary(date: string, clock: string): { state: HoursState; rule: string } {
    for (const { hours, prefix } of documents) {
      for (const [index, closure] of (hours.closures ?? []).entries()) {
        if (closed(date.slice(5), closure.from, closure.until)) return { state: 'holiday', rule: `${prefix}/closures/${index}` }
      }
    }
    const listed = owner('holidays')
    if (listed) {
      const rule = `${listed.prefix}/holidays`
      if (!Object.keys(holidays.dates).some((known) => known.startsWith(date.slice(0, 4)))) return { state: 'error', rule }
      if (date in holidays.dates) return { state: 'holiday', rule }
    }
    const weekday = weekdayOf(date)
    const ruled = owner('rules')
    for (const [index, rule] of (ruled?.hours.rules ?? []).entries()) {
      if (rule.weekday === weekday && isNth(date, rule.nth)) return { state: covers(rule.periods, clock) < 0 ? 'closed' : 'open', rule: `${ruled?.prefix}/rules/${index}` }
    }
    const week = owner('weekly')
    const periods = week?.hours.weekly?.[weekday]
    if (!periods) return { state: 'closed', rule: `${week?.prefix ?? ''}/weekly` }
    const at = covers(periods, clock)
    const rule = `${week?.prefix}/weekly/${weekday}`
    return at < 0 ? { state: 'closed', rule } : { state: 'open', rule: `${rule}/${at}` }
  }

  function stateAt(ms: number): { state: HoursState; rule: string } {
    const [date = '', clock = ''] = new Date(ms + tokyoMs).toISOString().slice(0, 16).split('T')
    const urgent = owner('emergency')
    const emergency = urgent?.hours.emergency
    if (urgent && emergency && Date.parse(emergency.from) <= ms && ms < Date.parse(emergency.until)) return { state: 'emergency', rule: `${urgent.prefix}/emergency` }
    const usual = ordinary(date, clock)
    for (const { hours, prefix } of documents) {
      for (const [index, exception] of (hours.exceptions ?? []).entries()) {
        if (date < exception.date || date > (exception.until ?? exception.date)) continue
        const rule = `${prefix}/exceptions/${index}`
        if (covers(exception.periods, clock) >= 0) return { state: 'open', rule }
        return exception.periods.length === 0 || usual.state === 'open' ? { state: 'exception', rule } : usual
      }
    }
    return usual
  }

  function cutsAfter(ms: number, days: number): number[] {
    const clocks = JSON.stringify(documents).match(/\d\d:\d\d(?=")/g) ?? []
    const emergency = owner('emergency')?.hours.emergency
    const cuts = new Set(emergency ? [Date.parse(emergency.from), Date.parse(emergency.until)] : [])
    const midnight = Math.floor((ms + tokyoMs) / dayMs) * dayMs - tokyoMs
    for (let day = 0; day <= days; day++) {
      for (const clock of ['00:00', ...clocks]) cuts.add(midnight + day * dayMs + Number(clock.slice(0, 2)) * 3_600_000 + Number(clock.slice(3)) * 60_000)
    }
    return [...cuts].filter((cut) => ms < cut && cut < midnight + days * dayMs).sort((a, b) => a - b)
  }

  return { stateAt, cutsAfter }
}

function closed(monthDay: string, from: string, until: string): boolean {
  return from > until ? monthDay <= until || monthDay >= from : monthDay >= from && monthDay <= until
}

function weekdayOf(date: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return ([7, 1, 2, 3, 4, 5, 6] as const)[new Date(date).getUTCDay()] ?? 7
}

function isNth(date: string, nth: number): boolean {
  const month = date.slice(0, 7)
  const same = Array.from({ length: 31 }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`).filter((one) => new Date(one).toJSON()?.slice(0, 7) === month && weekdayOf(one) === weekdayOf(date))
  return same.at(nth === -1 ? -1 : nth - 1) === date
}

function covers(periods: readonly (readonly [string, string])[], clock: string): number {
  return periods.findIndex(([from, until]) => from <= clock && clock < until)
}
