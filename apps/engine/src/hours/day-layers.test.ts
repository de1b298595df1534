import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayLayers } from './day-layers.ts'
import { lookupsOf, national, plainHours, receptionHours } from './documents-for-test.ts'
import { compileHours } from './hours-table.ts'

const around = lookupsOf([national, receptionHours()])
const told = (date: string, hours = receptionHours(), lookups = around) => dayLayers(hours, lookups, date).map(({ kind, pointer, name, decides }) => `${decides ? '*' : ' '}${kind} ${pointer} ${name ?? ''}`.trimEnd())

describe('the layers of a date', () => {
  it('are its weekday alone on an ordinary date', () => {
    expect(told('2026-11-24')).toEqual(['*weekly /weekly/2'])
    expect(dayLayers(receptionHours(), around, '2026-11-24')[0]?.periods).toEqual([['08:30', '17:15']])
  })

  it('tell what a holiday takes the place of', () => expect(told('2026-11-23')).toEqual(['*holiday /holidays 勤労感謝の日', ' weekly /weekly/1']))

  it('put the yearly closure before the holiday, as the decision does', () => expect(told('2027-01-01')).toEqual(['*closure /closures/0 年末年始', ' holiday /holidays 元日', ' weekly /weekly/5']))

  it('say that the holiday data does not reach the year', () => expect(told('2031-05-07')).toEqual(['*uncovered /holidays', ' weekly /weekly/3']))

  it('name nth-weekday rules, exceptions and an emergency with what each hides', () => {
    const hours = receptionHours({
      rules: [{ title: '第3日曜', nth: 3, weekday: 7, periods: [['09:00', '16:00']] }],
      exceptions: [{ date: '2026-11-14', until: '2026-11-16', periods: [], reason: '停電' }],
      emergency: { from: '2026-11-15T10:00:00+09:00', until: '2026-11-15T12:00:00+09:00', reason: '地震' },
    })
    expect(told('2026-11-15', hours)).toEqual(['*emergency /emergency 地震', '*exception /exceptions/0 停電', ' rule /rules/0 第3日曜', ' weekly /weekly'])
  })

  it('show what is inherited by its pointer', () => expect(told('2026-11-23', plainHours('branch', { parent: 'reception' }))).toEqual(['*holiday /parent/holidays 勤労感謝の日', ' weekly /parent/weekly/1']))

  it('are none for a date that the calendar lacks', () => expect(told('2026-02-30')).toEqual([]))

  it('agree with the decision: a layer that decides is the rule of the date (R13)', () => {
    const dates = fc.integer({ min: 0, max: 700 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10))
    const periods = fc.constantFrom<[string, string][]>([], [['09:00', '12:00']], [['09:00', '12:00'], ['13:00', '16:00']])
    const exceptions = fc.array(fc.record({ date: dates, periods, reason: fc.constant('理由') }), { maxLength: 3 })
    const rules = fc.array(fc.record({ title: fc.constant('規則'), nth: fc.constantFrom(1, 3, -1), weekday: fc.integer({ min: 1, max: 7 }), periods }), { maxLength: 3 })
    fc.assert(fc.property(exceptions, rules, dates, (some, others, date) => {
      const hours = receptionHours({ exceptions: some, rules: others })
      const [day] = compileHours(hours, around).days(date, date)
      const pointers = dayLayers(hours, around, date).filter(({ decides }) => decides).map(({ pointer }) => pointer)
      // An open weekday is decided by one of its periods.
      expect(pointers.some((pointer) => day?.rule === pointer || day?.rule.startsWith(`${pointer}/`))).toBe(true)
    }), { numRuns: 100 })
  })
})
