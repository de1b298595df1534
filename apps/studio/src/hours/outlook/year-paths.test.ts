import { type HoursLookups, compileHours, halfHoursOf, stateDifferences, stateRuns } from '@madoguchi/engine'
import type { Hours } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { dayWidth, differencePath, differentDays, halfHeight, statePaths } from './year-paths.ts'

const lookups: HoursLookups = { timeZone: 'Asia/Tokyo', hours: () => undefined, holidays: () => undefined }
const hours: Hours = { kind: 'hours', id: 'h', title: { ja: '受付' }, weekly: { 2: [['08:30', '17:15']] } }
const halves = halfHoursOf('Asia/Tokyo', '2026-11-23', '2026-11-25')
const runsOf = (change: Partial<Hours> = {}) => stateRuns(compileHours({ ...hours, ...change }, lookups), halves.bounds[0] ?? 0, halves.bounds.at(-1) ?? 0)

describe('the map of a year', () => {
  it('draws what is open to the minute: Tuesday 8:30 to 17:15', () => {
    expect(statePaths(halves, runsOf()).open).toBe(`M${dayWidth} ${17 * halfHeight}h${dayWidth}V${34.5 * halfHeight}h${-dayWidth}z`)
  })

  it('cuts what is closed overnight at midnight, so that each day has its own', () => {
    const closed = statePaths(halves, runsOf()).closed ?? ''
    expect(closed.split('z').filter(Boolean)).toEqual([`M0 0h${dayWidth}V288h${-dayWidth}`, `M${dayWidth} 0h${dayWidth}V102h${-dayWidth}`, `M${dayWidth} 207h${dayWidth}V288h${-dayWidth}`, `M${2 * dayWidth} 0h${dayWidth}V288h${-dayWidth}`])
  })

  it('draws a difference of five minutes as a half-hour, and marks its day', () => {
    const differences = stateDifferences(runsOf(), runsOf({ weekly: { 2: [['08:30', '17:10']] } }))
    expect(differencePath(halves, differences)).toBe(`M${dayWidth} ${34 * halfHeight}h${dayWidth}V${35 * halfHeight}h${-dayWidth}z`)
    expect(differentDays(halves, differences)).toEqual([1])
  })
})
