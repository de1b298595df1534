import { describe, expect, it } from 'vitest'
import { lookupsOf, national, receptionHours } from './documents-for-test.ts'
import { halfHoursOf, markedIn, stateBits, stateDifferences, stateRuns, statesOf } from './half-hours.ts'
import { compileHours } from './hours-table.ts'

const around = lookupsOf([national])
const { open, closed, exception } = stateBits
const yearOf = (change = {}, timeZone = 'Asia/Tokyo', from = '2026-04-01', to = '2027-03-31') => {
  const table = compileHours(receptionHours({ timeZone, ...change }), around)
  const halves = halfHoursOf(timeZone, from, to)
  const runs = stateRuns(table, halves.bounds[0] ?? 0, halves.bounds.at(-1) ?? 0)
  return { table, halves, runs, cells: statesOf(halves, runs) }
}
/** `17:00`: the half-hours of a date by their beginning. */
const half = (halves: { dates: readonly string[] }, date: string, at: string) => halves.dates.indexOf(date) * 48 + Number(at.slice(0, 2)) * 2 + (at.endsWith('30') ? 1 : 0)

describe('half-hours', () => {
  it('are 365 times 48, each with what `at` says at its beginning', () => {
    const { table, halves, cells } = yearOf()
    expect(halves.dates).toHaveLength(365)
    expect(cells).toHaveLength(365 * 48)
    const wrong = [...cells].filter((bits, cell) => (bits & stateBits[table.at(halves.bounds[cell] ?? 0).state]) === 0)
    expect(wrong).toEqual([])
  })

  it('hold both states where it changes inside: 17:00 to 17:30 is open and closed', () => {
    const { halves, cells } = yearOf()
    expect(['16:30', '17:00', '17:30'].map((at) => cells[half(halves, '2026-11-24', at)])).toEqual([open, open | closed, closed])
  })

  it('mark a difference of five minutes, and tell it to the minute', () => {
    const before = yearOf()
    const after = yearOf({ exceptions: [{ date: '2026-11-24', periods: [['08:30', '17:10']], reason: '早閉め' }] })
    const differences = stateDifferences(before.runs, after.runs)
    expect(differences.map(({ fromMs, toMs, ...states }) => [before.table.isoOf(fromMs), before.table.isoOf(toMs), states])).toEqual([['2026-11-24T17:10:00+09:00', '2026-11-24T17:15:00+09:00', { before: 'open', after: 'exception' }]])
    const marked = markedIn(before.halves, differences)
    expect([...marked].flatMap((mark, cell) => (mark ? [cell] : []))).toEqual([half(before.halves, '2026-11-24', '17:00')])
    expect(after.cells[half(after.halves, '2026-11-24', '17:00')]).toBe(open | closed | exception)
  })

  it('find no difference of a document with itself', () => expect(stateDifferences(yearOf().runs, yearOf().runs)).toEqual([]))

  it('leave out what a date skips, and make a repeated hour part of one, where clocks change', () => {
    const { halves, cells, runs } = yearOf({ holidays: undefined, weekly: { 7: [['00:00', '24:00']] } }, 'America/New_York', '2026-03-08', '2026-11-01')
    expect([cells[half(halves, '2026-03-08', '02:00')], cells[half(halves, '2026-03-08', '02:30')], cells[half(halves, '2026-03-08', '03:00')]]).toEqual([0, 0, open])
    const repeated = half(halves, '2026-11-01', '01:30')
    expect((halves.bounds[repeated + 1] ?? 0) - (halves.bounds[repeated] ?? 0)).toBe(90 * 60_000)
    expect(runs.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)).toBe((halves.bounds.at(-1) ?? 0) - (halves.bounds[0] ?? 0))
  })

  it('of a document that cannot decide are all `error`, never closed', () => {
    const { cells } = yearOf({ parent: 'nobody' })
    expect(new Set(cells)).toEqual(new Set([stateBits.error]))
  })

  it('of a year ask the hours once for each change of state, not once for each half-hour', () => {
    const { table, halves, runs } = yearOf()
    let asked = 0
    const counted = { ...table, at: (ms: number) => (asked++, table.at(ms)) }
    expect(stateRuns(counted, halves.bounds[0] ?? 0, halves.bounds.at(-1) ?? 0)).toEqual(runs)
    expect(asked).toBe(runs.length)
    expect(asked).toBeLessThan(halves.dates.length * 3)
  })
})
