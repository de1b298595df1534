import type { Period } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClock } from '../clock.ts'
import { added, drawn, inOrder, moved, openMinutes, overMidnight, resized, spanOf } from './week-edit.ts'

const lunch: readonly Period[] = [['08:30', '12:00'], ['13:00', '17:15']]

describe('a period of the week', () => {
  it('is drawn in quarters of an hour, upwards as well', () => {
    expect(drawn([], 8 * 60 + 28, 12 * 60 + 5)).toEqual([['08:30', '12:00']])
    expect(drawn([], 12 * 60, 9 * 60 + 4)).toEqual([['09:00', '12:00']])
    expect(drawn([], 600, 600)).toEqual([['10:00', '10:15']])
  })

  it('is not drawn over another: it ends where that begins', () => {
    expect(drawn(lunch, 12 * 60 + 15, 15 * 60)).toEqual([...lunch, ['12:15', '13:00']])
    expect(drawn(lunch, 9 * 60, 10 * 60)).toBe(lunch)
  })

  it('stops at its neighbour when it is moved, and at the ends of the day', () => {
    expect(moved(lunch, 0, 120)).toEqual([['09:30', '13:00'], ['13:00', '17:15']])
    expect(moved(lunch, 1, 24 * 60)).toEqual([['08:30', '12:00'], ['19:45', '24:00']])
    expect(moved(lunch, 0, -24 * 60)).toEqual([['00:00', '03:30'], ['13:00', '17:15']])
  })

  it('keeps a quarter of an hour when an end is dragged over the other', () => {
    expect(resized(lunch, 0, 'end', 0)).toEqual([['08:30', '08:45'], ['13:00', '17:15']])
    expect(resized(lunch, 1, 'start', 10 * 60)).toEqual([['08:30', '12:00'], ['12:00', '17:15']])
  })

  it('that cannot be read is left alone', () => expect(moved([['17:00', '09:00']], 0, 60)).toEqual([['17:00', '09:00']]))

  it('never overlaps another after any gesture', () => {
    const gesture = fc.record({ kind: fc.constantFrom('draw', 'move', 'start', 'end'), index: fc.nat(4), at: fc.integer({ min: 0, max: 1440 }), to: fc.integer({ min: -200, max: 1700 }) })
    fc.assert(fc.property(fc.array(gesture, { maxLength: 12 }), (gestures) => {
      const after = gestures.reduce<readonly Period[]>((periods, { kind, index, at, to }) => {
        if (kind === 'draw') return drawn(periods, at, to)
        return kind === 'move' ? moved(periods, index, to - at) : resized(periods, index, kind === 'start' ? 'start' : 'end', to)
      }, lunch)
      const spans = inOrder(after).map((period) => spanOf(period))
      expect(spans.every((span, index) => span !== undefined && span.end <= 1440 && span.end <= (spans[index + 1]?.start ?? 1440))).toBe(true)
    }), { numRuns: 200 })
  })

  it('past midnight becomes two', () => {
    expect(overMidnight(['22:00', '06:00'])).toEqual({ today: ['22:00', '24:00'], tomorrow: ['00:00', '06:00'] })
    expect(overMidnight(['22:00', '00:00'])).toEqual({ today: ['22:00', '24:00'], tomorrow: undefined })
    expect(overMidnight(['08:30', '17:15'])).toBeUndefined()
  })

  it('is added where there is room', () => {
    expect(added([])).toEqual([['08:30', '17:15']])
    expect(added([['08:30', '17:15']])).toEqual([['08:30', '17:15'], ['18:15', '19:15']])
    expect(added([['09:00', '24:00']])).toEqual([['08:00', '09:00'], ['09:00', '24:00']])
    expect(added([['00:00', '24:00']])).toBeUndefined()
  })

  it('counts towards the open time', () => expect(openMinutes(lunch)).toBe(210 + 255))
})

describe('a typed time', () => {
  it.each([['8:30', '08:30'], ['0830', '08:30'], ['８時３０分', '08:30'], ['17時', '17:00'], ['9', '09:00'], [' 24:00 ', '24:00'], ['830', '08:30']])('%s is %s', (text, clock) => expect(readClock(text)).toBe(clock))
  it.each(['', '25:00', '8:60', 'noon', '24:15', '12:3x'])('%s is none', (text) => expect(readClock(text)).toBeUndefined())
})
