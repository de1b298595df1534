import type { Hours } from '@madoguchi/schemas'
import { afterEach, describe, expect, it } from 'vitest'
import { lookupsOf, national, plainHours, receptionHours } from './documents-for-test.ts'
import { compileHours } from './hours-table.ts'
import type { HoursTable } from './hours-table.ts'

const reception = (change: Partial<Hours> = {}, others: Hours[] = []): HoursTable => compileHours(receptionHours(change), lookupsOf([national, ...others]))

function shown(table: HoursTable, text: string) {
  const { state, rule, untilMs, nextOpenMs } = table.at(table.epochOf(text))
  const iso = (ms: number | null) => (ms === null ? null : table.isoOf(ms).replace('+09:00', ''))
  return [state, rule, iso(untilMs), iso(nextOpenMs)]
}
const stateAt = (table: HoursTable, text: string) => shown(table, text).slice(0, 2).join(' ')

describe('reception hours (R12)', () => {
  const table = reception()

  it('closes at 17:15:00 sharp and opens at 08:30:00 sharp', () => {
    expect(stateAt(table, '2026-09-18T08:29:59')).toBe('closed /weekly/5')
    expect(stateAt(table, '2026-09-18T08:30:00')).toBe('open /weekly/5/0')
    expect(stateAt(table, '2026-09-18T17:14:59.999')).toBe('open /weekly/5/0')
    expect(stateAt(table, '2026-09-18T17:15:00')).toBe('closed /weekly/5')
  })

  it('says over the autumn holidays of 2026 that it opens on Thursday', () => {
    expect(shown(table, '2026-09-18T17:15')).toEqual(['closed', '/weekly/5', '2026-09-21T00:00:00', '2026-09-24T08:30:00'])
    expect(shown(table, '2026-09-20T12:00')).toEqual(['closed', '/weekly', '2026-09-21T00:00:00', '2026-09-24T08:30:00'])
    expect(shown(table, '2026-09-22T12:00')).toEqual(['holiday', '/holidays', '2026-09-24T00:00:00', '2026-09-24T08:30:00'])
    expect(table.at(table.epochOf('2026-09-22')).name).toBe('国民の休日')
    expect(shown(table, '2026-09-18T17:00')).toEqual(['open', '/weekly/5/0', '2026-09-18T17:15:00', '2026-09-24T08:30:00'])
  })

  it('says over the new year that it opens on Monday 5 January', () => {
    expect(shown(table, '2025-12-26T17:15')).toEqual(['closed', '/weekly/5', '2025-12-29T00:00:00', '2026-01-05T08:30:00'])
    expect(shown(table, '2026-01-04T12:00')).toEqual(['closed', '/weekly', '2026-01-05T08:30:00', '2026-01-05T08:30:00'])
  })

  it('names the yearly closure where it falls on a national holiday', () => {
    expect(stateAt(table, '2026-01-01T12:00')).toBe('holiday /closures/0')
    expect(table.at(table.epochOf('2026-01-01')).name).toBe('年末年始')
    expect(stateAt(table, '2025-12-29T00:00')).toBe('holiday /closures/0')
    expect(stateAt(table, '2026-01-03T23:59:59')).toBe('holiday /closures/0')
    expect(stateAt(table, '2025-12-28T23:59:59')).toBe('closed /weekly')
  })

  it('is open on 14 November, the day of the prefecture (C08)', () => {
    expect(stateAt(table, '2024-11-14T10:00')).toBe('open /weekly/4/0')
  })

  it('treats holidays as ordinary days where no holidays are named', () => {
    expect(stateAt(reception({ holidays: undefined }), '2026-09-22T10:00')).toBe('open /weekly/2/0')
  })

  it('lists the days with the rule that decides', () => {
    expect(table.days('2026-09-18', '2026-09-21')).toEqual([
      { date: '2026-09-18', periods: [['08:30', '17:15']], state: 'open', rule: '/weekly/5/0' },
      { date: '2026-09-19', periods: [], state: 'closed', rule: '/weekly' },
      { date: '2026-09-20', periods: [], state: 'closed', rule: '/weekly' },
      { date: '2026-09-21', periods: [], state: 'holiday', rule: '/holidays', name: '敬老の日' },
    ])
  })

  it('joins touching periods in the list, whichever comes first in the document', () => {
    const touching = reception({ weekly: { 5: [['12:00', '17:15'], ['08:30', '12:00'], ['18:00', '24:00']] } })
    expect(touching.days('2026-09-18', '2026-09-18')).toEqual([{ date: '2026-09-18', periods: [['08:30', '17:15'], ['18:00', '24:00']], state: 'open', rule: '/weekly/5/1' }])
  })

  it('lists the next changes of state (R13)', () => {
    const changes = table.changes(table.epochOf('2026-09-18T17:00'), 30)
    expect(changes).toHaveLength(30)
    expect(changes.slice(0, 4).map(({ atMs, state, rule }) => [table.isoOf(atMs), state, rule])).toEqual([
      ['2026-09-18T17:15:00+09:00', 'closed', '/weekly/5'],
      ['2026-09-21T00:00:00+09:00', 'holiday', '/holidays'],
      ['2026-09-24T00:00:00+09:00', 'closed', '/weekly/4'],
      ['2026-09-24T08:30:00+09:00', 'open', '/weekly/4/0'],
    ])
  })

  it('gives every minute of a stretch the same frozen decision', () => {
    const first = table.at(table.epochOf('2026-09-18T09:00'))
    expect(table.at(table.epochOf('2026-09-22'))).not.toBe(first)
    expect(table.at(table.epochOf('2026-09-18T17:14'))).toBe(first)
    expect(Object.isFrozen(first)).toBe(true)
  })
})

describe('dated exceptions (R13)', () => {
  it('closes whole dates, both ends included', () => {
    const table = reception({ exceptions: [{ date: '2026-10-06', until: '2026-10-07', periods: [], reason: '庁舎工事' }] })
    expect(shown(table, '2026-10-05T17:15')).toEqual(['closed', '/weekly/1', '2026-10-06T00:00:00', '2026-10-08T08:30:00'])
    expect(shown(table, '2026-10-06T03:00')).toEqual(['exception', '/exceptions/0', '2026-10-08T00:00:00', '2026-10-08T08:30:00'])
    expect(table.days('2026-10-06', '2026-10-06')).toEqual([{ date: '2026-10-06', periods: [], state: 'exception', rule: '/exceptions/0', name: '庁舎工事' }])
  })

  it('goes before a holiday and a closure', () => {
    const table = reception({ exceptions: [{ date: '2026-09-22', periods: [], reason: '点検' }, { date: '2026-12-30', periods: [['10:00', '12:00']], reason: '臨時' }] })
    expect(stateAt(table, '2026-09-22T10:00')).toBe('exception /exceptions/0')
    expect(stateAt(table, '2026-12-30T10:00')).toBe('open /exceptions/1')
    expect(stateAt(table, '2026-12-30T12:00')).toBe('holiday /closures/0')
  })

  it('closes early: the rest of the ordinary time is the exception, the night is not', () => {
    const table = reception({ exceptions: [{ date: '2026-10-06', periods: [['08:30', '15:00']], reason: '研修' }] })
    expect(stateAt(table, '2026-10-06T08:29:59')).toBe('closed /weekly/2')
    expect(stateAt(table, '2026-10-06T14:59:59')).toBe('open /exceptions/0')
    expect(shown(table, '2026-10-06T15:00')).toEqual(['exception', '/exceptions/0', '2026-10-06T17:15:00', '2026-10-07T08:30:00'])
    expect(stateAt(table, '2026-10-06T17:15')).toBe('closed /weekly/2')
    expect(table.days('2026-10-06', '2026-10-06')[0]).toMatchObject({ periods: [['08:30', '15:00']], state: 'open', rule: '/exceptions/0' })
  })

  it('opens on a Saturday without speaking of an exception at night', () => {
    const table = reception({ exceptions: [{ date: '2026-05-30', periods: [['09:00', '12:00'], ['13:00', '16:00']], reason: '納期限前の休日開設' }] })
    expect(stateAt(table, '2026-05-30T08:59')).toBe('closed /weekly')
    expect(shown(table, '2026-05-30T09:00')).toEqual(['open', '/exceptions/0', '2026-05-30T12:00:00', '2026-05-30T13:00:00'])
    expect(shown(table, '2026-05-30T12:30')).toEqual(['closed', '/weekly', '2026-05-30T13:00:00', '2026-05-30T13:00:00'])
    expect(table.days('2026-05-30', '2026-05-30')[0]?.periods).toEqual([['09:00', '12:00'], ['13:00', '16:00']])
  })

  it('takes the first of two exceptions of a date', () => {
    const table = reception({ exceptions: [{ date: '2026-10-06', periods: [], reason: '一' }, { date: '2026-10-06', periods: [['08:30', '17:15']], reason: '二' }] })
    expect(stateAt(table, '2026-10-06T10:00')).toBe('exception /exceptions/0')
  })
})

describe('emergency', () => {
  const emergency = { from: '2026-10-06T13:07:30+09:00', until: '2026-10-07T10:00:00+09:00', reason: '停電' }
  const table = reception({ emergency, exceptions: [{ date: '2026-10-06', periods: [['08:30', '20:00']], reason: '延長' }] })

  it('goes before everything from its first second to its end', () => {
    expect(stateAt(table, '2026-10-06T13:07:29')).toBe('open /exceptions/0')
    expect(shown(table, '2026-10-06T13:07:30')).toEqual(['emergency', '/emergency', '2026-10-07T10:00:00', '2026-10-07T10:00:00'])
    expect(stateAt(table, '2026-10-07T09:59:59')).toBe('emergency /emergency')
    expect(stateAt(table, '2026-10-07T10:00')).toBe('open /weekly/3/0')
  })

  it('cuts the periods of the dates it touches', () => {
    expect(table.days('2026-10-06', '2026-10-07').map((day) => day.periods)).toEqual([[['08:30', '13:07:30']], [['10:00', '17:15']]])
  })

  it('names a date only where it took opening time away or lasts all day', () => {
    const long = reception({ emergency: { ...emergency, from: '2026-10-02T17:15:00+09:00', until: '2026-10-05T18:00:00+09:00' } })
    expect(long.days('2026-10-02', '2026-10-05').map((day) => day.state)).toEqual(['open', 'emergency', 'emergency', 'emergency'])
    const night = reception({ emergency: { ...emergency, from: '2026-10-02T17:15:00+09:00', until: '2026-10-03T00:30:00+09:00' } })
    expect(stateAt(night, '2026-10-03T00:29:59')).toBe('emergency /emergency')
    expect(stateAt(night, '2026-10-03T00:30')).toBe('closed /weekly')
    expect(night.days('2026-10-03', '2026-10-03')[0]?.state).toBe('closed')
  })
})

describe('nth-weekday rules', () => {
  const rules = [
    { title: '第3日曜', nth: 3, weekday: 7, periods: [['09:00', '16:00']] satisfies [string, string][] },
    { title: '最終月曜は休み', nth: -1, weekday: 1, periods: [] },
    { title: '第3月曜', nth: 3, weekday: 1, periods: [['09:00', '20:00']] satisfies [string, string][] },
  ]
  const table = reception({ rules })

  it('replace the weekly periods of their date only', () => {
    expect(stateAt(table, '2026-10-18T09:00')).toBe('open /rules/0')
    expect(stateAt(table, '2026-10-18T16:00')).toBe('closed /rules/0')
    expect(stateAt(table, '2026-10-11T10:00')).toBe('closed /weekly')
    expect(stateAt(table, '2026-10-25T10:00')).toBe('closed /weekly')
    expect(stateAt(table, '2026-10-19T19:00')).toBe('open /rules/2')
  })

  it('know the last weekday of months with four and with five', () => {
    expect(stateAt(table, '2026-10-26T10:00')).toBe('closed /rules/1')
    expect(stateAt(table, '2026-11-30T10:00')).toBe('closed /rules/1')
    expect(stateAt(table, '2026-08-24T10:00')).toBe('open /weekly/1/0')
    expect(stateAt(table, '2026-08-31T10:00')).toBe('closed /rules/1')
    // Exactly seven days of the month are left, counting the day itself.
    expect(stateAt(table, '2027-01-25T10:00')).toBe('closed /rules/1')
    expect(stateAt(table, '2027-02-22T10:00')).toBe('closed /rules/1')
  })

  it('give way to a holiday', () => {
    expect(stateAt(table, '2026-09-21T10:00')).toBe('holiday /holidays')
  })
})

describe('parents', () => {
  const parent = receptionHours({ id: 'office', exceptions: [{ date: '2026-10-06', periods: [], reason: '全庁停止' }, { date: '2026-10-07', periods: [], reason: '全庁停止' }] })
  const child = plainHours('desk', { parent: 'office', exceptions: [{ date: '2026-10-06', periods: [['10:00', '11:00']], reason: '窓口のみ' }], closures: [{ title: '創立記念', from: '10-01', until: '10-01' }] })
  const table = compileHours(child, lookupsOf([parent, national]))

  it('lend what the child lacks, under the pointer /parent', () => {
    expect(stateAt(table, '2026-10-05T10:00')).toBe('open /parent/weekly/1/0')
    expect(stateAt(table, '2026-10-03T10:00')).toBe('closed /parent/weekly')
    expect(stateAt(table, '2026-09-22T10:00')).toBe('holiday /parent/holidays')
  })

  it('add their exceptions and closures after those of the child', () => {
    expect(stateAt(table, '2026-10-06T10:00')).toBe('open /exceptions/0')
    expect(stateAt(table, '2026-10-07T10:00')).toBe('exception /parent/exceptions/1')
    expect(stateAt(table, '2026-10-01T10:00')).toBe('holiday /closures/0')
    expect(stateAt(table, '2026-12-30T10:00')).toBe('holiday /parent/closures/0')
  })

  it('are not asked for what the child has', () => {
    const own = compileHours({ ...child, weekly: { 6: [['09:00', '12:00']] } }, lookupsOf([parent, national]))
    expect(stateAt(own, '2026-10-05T10:00')).toBe('closed /weekly')
    expect(stateAt(own, '2026-10-10T10:00')).toBe('open /weekly/6/0')
  })
})

describe('summer time (America/New_York)', () => {
  const sundays = (periods: [string, string][]): HoursTable => compileHours(plainHours('ny', { timeZone: 'America/New_York', weekly: { 7: periods } }), lookupsOf([]))
  const hoursOpen = (table: HoursTable, date: string): number => {
    const start = table.epochOf(date)
    return Array.from({ length: 26 * 4 }, (_, quarter) => table.at(start + quarter * 900_000)).filter(({ state }) => state === 'open').length / 4
  }

  it('has 23 hours on the day it begins and 25 on the day it ends', () => {
    const table = sundays([['00:00', '24:00']])
    expect(hoursOpen(table, '2026-03-08')).toBe(23)
    expect(hoursOpen(table, '2026-11-01')).toBe(25)
    expect(table.isoOf(table.at(table.epochOf('2026-11-01')).untilMs ?? 0)).toBe('2026-11-02T00:00:00-05:00')
    expect(table.days('2026-11-01', '2026-11-01')[0]?.periods).toEqual([['00:00', '24:00']])
  })

  it('shortens a period over the gap and lengthens one over the repeated hour', () => {
    const table = sundays([['01:00', '04:00']])
    expect(hoursOpen(table, '2026-03-08')).toBe(2)
    expect(hoursOpen(table, '2026-03-15')).toBe(3)
    expect(hoursOpen(table, '2026-11-01')).toBe(4)
  })

  it('moves a start in the gap on by its length, and takes the first of two equal times', () => {
    const table = sundays([['02:15', '05:00']])
    expect(table.isoOf(table.at(table.epochOf('2026-03-08')).untilMs ?? 0)).toBe('2026-03-08T03:15:00-04:00')
    const autumn = sundays([['01:30', '05:00']])
    expect(autumn.isoOf(autumn.at(autumn.epochOf('2026-11-01')).untilMs ?? 0)).toBe('2026-11-01T01:30:00-04:00')
  })

  it('keeps 09:00 at 09:00 local time across the change', () => {
    const table = sundays([['09:00', '17:00']])
    expect(table.isoOf(table.epochOf('2026-03-08T09:00'))).toBe('2026-03-08T09:00:00-04:00')
    expect(table.at(table.epochOf('2026-03-08T09:00')).state).toBe('open')
    expect(table.at(table.epochOf('2026-03-08T08:59:59')).state).toBe('closed')
  })

  it('stays ordered where clocks go back over midnight into the month before', () => {
    const bay = compileHours(plainHours('bay', { timeZone: 'America/Goose_Bay', weekly: { 7: [['00:00', '09:00']] } }), lookupsOf([]))
    const repeated = Date.parse('2009-10-31T23:30:00-04:00')
    expect(bay.isoOf(repeated)).toBe('2009-10-31T23:30:00-04:00')
    expect(bay.at(repeated)).toMatchObject({ state: 'open', untilMs: bay.epochOf('2009-11-01T09:00') })
  })

  it('leaves out a date that a zone skipped', () => {
    const samoa = compileHours(plainHours('ws', { timeZone: 'Pacific/Apia', weekly: { 5: [['00:00', '24:00']] } }), lookupsOf([]))
    expect(samoa.days('2011-12-30', '2011-12-30')[0]?.periods).toEqual([])
    expect(samoa.at(samoa.epochOf('2011-12-31') - 1).state).toBe('closed')
  })
})

describe('bounds of the search', () => {
  it('knows no end of hours that never change', () => {
    const always = compileHours(plainHours('always', { weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])) }), lookupsOf([]))
    expect(shown(always, '2026-10-06')).toEqual(['open', '/weekly/2/0', null, null])
    expect(always.changes(always.epochOf('2026-10-06'), 30)).toEqual([])
  })

  it('sees 400 days ahead', () => {
    const once = compileHours(plainHours('once', { exceptions: [{ date: '2027-11-09', periods: [['09:00', '10:00']], reason: '臨時' }] }), lookupsOf([]))
    expect(shown(once, '2026-10-06')).toEqual(['closed', '/weekly', '2027-11-09T09:00:00', '2027-11-09T09:00:00'])
    expect(shown(once, '2024-10-06')).toEqual(['closed', '/weekly', null, null])
    expect(once.changes(once.epochOf('2026-10-06'), 30).map(({ state }) => state)).toEqual(['open', 'closed'])
  })
})

describe('what cannot be decided', () => {
  it('is an error, never closed, beyond the years of the holidays', () => {
    const table = reception({ exceptions: [{ date: '2028-02-01', periods: [], reason: '点検' }] })
    expect(shown(table, '2027-12-28T18:00')).toEqual(['closed', '/weekly/2', '2027-12-29T00:00:00', null])
    expect(stateAt(table, '2028-01-02T12:00')).toBe('holiday /closures/0')
    expect(stateAt(table, '2028-01-04T12:00')).toBe('error /holidays')
    expect(stateAt(table, '2028-01-08T12:00')).toBe('error /holidays')
    expect(stateAt(table, '2028-02-01T12:00')).toBe('exception /exceptions/0')
    expect(stateAt(table, '2023-06-01T12:00')).toBe('error /holidays')
    expect(table.days('2028-01-04', '2028-01-04')).toEqual([{ date: '2028-01-04', periods: [], state: 'error', rule: '/holidays' }])
  })

  it('is an error for every instant of a broken document', () => {
    const table = reception({ exceptions: [{ date: '2026-02-30', periods: [], reason: '誤り' }] })
    expect(shown(table, '2026-10-06T10:00')).toEqual(['error', '/exceptions/0/date', null, null])
    expect(table.days('2026-10-06', '2026-10-06')).toEqual([{ date: '2026-10-06', periods: [], state: 'error', rule: '/exceptions/0/date' }])
    expect(table.changes(table.epochOf('2026-10-06'), 30)).toEqual([])
  })

  it('refuses days in the wrong order, impossible ones and endless ranges', () => {
    const table = reception()
    expect(() => table.days('2026-10-06', '2026-10-05')).toThrow(expect.objectContaining({ code: 'hours.range-backwards' }))
    expect(() => table.days('2026-02-30', '2026-10-05')).toThrow(expect.objectContaining({ code: 'hours.date-unreadable' }))
    expect(() => table.days('1900-01-01', '2026-10-05')).toThrow(expect.objectContaining({ code: 'hours.range-too-long' }))
    expect(() => table.at(Number.NaN)).toThrow(expect.objectContaining({ code: 'hours.instant-out-of-range' }))
  })
})

describe('the zone of the server', () => {
  const before = process.env['TZ']
  afterEach(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  it.each([['UTC', 0], ['America/New_York', 300], ['Pacific/Kiritimati', 640]])('does not matter: %s', (zone, offset) => {
    process.env['TZ'] = zone
    // Without this line a runner that ignores TZ would let the test pass for nothing.
    expect(new Date(0).getTimezoneOffset()).toBe(offset)
    const table = reception()
    expect(shown(table, '2026-09-18T17:15')).toEqual(['closed', '/weekly/5', '2026-09-21T00:00:00', '2026-09-24T08:30:00'])
    expect(table.isoOf(Date.UTC(2026, 8, 23, 23, 30))).toBe('2026-09-24T08:30:00+09:00')
  })
})
