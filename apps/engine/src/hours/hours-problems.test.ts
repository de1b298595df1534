import type { Holidays, Hours } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { lookupsOf, national, plainHours, receptionHours } from './documents-for-test.ts'
import { hoursProblems } from './hours-problems.ts'
import { compileHours } from './hours-table.ts'

const exception = (change: Partial<NonNullable<Hours['exceptions']>[number]>): Partial<Hours> => ({ exceptions: [{ date: '2026-10-06', periods: [], reason: '理由', ...change }] })
const emptyHolidays: Holidays = { ...national, id: 'empty', dates: {} }
const brokenHolidays: Holidays = { ...national, id: 'broken', dates: { '2026-02-30': { name: '誤り' } } }
const emergency = (from: string, until: string): Partial<Hours> => ({ emergency: { from, until, reason: '停電' } })

const broken: [name: string, change: Partial<Hours>, code: string, pointer: string][] = [
  ['a missing parent', { parent: 'nobody' }, 'hours.parent-missing', '/parent'],
  ['its own parent', { parent: 'reception' }, 'hours.parent-cycle', '/parent'],
  ['a circle of parents', { parent: 'left' }, 'hours.parent-cycle', '/parent/parent/parent'],
  ['a grandparent that is missing', { parent: 'orphan' }, 'hours.parent-missing', '/parent/parent'],
  ['an unreadable zone', { timeZone: 'Asia/Tokio' }, 'hours.zone-unreadable', '/timeZone'],
  ['a missing holidays document', { holidays: 'nobody' }, 'hours.holidays-missing', '/holidays'],
  ['holidays without dates', { holidays: 'empty' }, 'hours.holidays-empty', '/holidays'],
  ['an impossible holiday', { holidays: 'broken' }, 'hours.holidays-date-impossible', '/holidays'],
  ['an impossible exception', exception({ date: '2026-02-30' }), 'hours.date-impossible', '/exceptions/0/date'],
  ['an impossible last date', exception({ until: '2026-11-31' }), 'hours.date-impossible', '/exceptions/0/until'],
  ['an exception that ends before it begins', exception({ until: '2026-10-05' }), 'hours.dates-backwards', '/exceptions/0/until'],
  ['an impossible closure', { closures: [{ title: '休', from: '02-30', until: '03-01' }] }, 'hours.date-impossible', '/closures/0/from'],
  ['an empty period', { weekly: { 2: [['09:00', '09:00']] } }, 'hours.period-backwards', '/weekly/2/0'],
  ['a period past midnight', exception({ periods: [['22:00', '02:00']] }), 'hours.period-backwards', '/exceptions/0/periods/0'],
  ['overlapping periods', { weekly: { 2: [['13:00', '17:00'], ['09:00', '13:01']] } }, 'hours.periods-overlap', '/weekly/2/1'],
  ['an unreadable period', { weekly: { 2: [['9:00', '17:00']] } }, 'hours.period-unreadable', '/weekly/2/0'],
  ['a zeroth weekday', { rules: [{ title: '零', nth: 0, weekday: 1, periods: [] }] }, 'hours.nth-zero', '/rules/0/nth'],
  ['a rule with a wrong period', { rules: [{ title: '誤', nth: 1, weekday: 1, periods: [['10:00', '09:00']] }] }, 'hours.period-backwards', '/rules/0/periods/0'],
  ['an unreadable emergency', emergency('soon', '2026-10-06T12:00:00+09:00'), 'hours.emergency-unreadable', '/emergency/from'],
  ['an emergency that ends before it begins', emergency('2026-10-06T12:00:00+09:00', '2026-10-06T02:00:00Z'), 'hours.emergency-backwards', '/emergency/until'],
]
const around = lookupsOf([national, emptyHolidays, brokenHolidays, plainHours('left', { parent: 'right' }), plainHours('right', { parent: 'left' }), plainHours('orphan', { parent: 'nobody' })])

describe('hoursProblems', () => {
  it.each(broken)('names %s', (_name, change, code, pointer) => {
    const problems = hoursProblems(receptionHours(change), around)
    expect(problems.map((one) => [one.code, one.pointer, one.severity])).toEqual([[code, pointer, 'error']])
    expect(problems[0]?.ja).toMatch(/。$/)
    expect(problems[0]?.en).toMatch(/\.$/)
  })

  it.each(broken)('makes the decision an error for %s', (_name, change, _code, pointer) => {
    const table = compileHours(receptionHours(change), around)
    expect(table.at(table.epochOf('2026-10-06T10:00'))).toEqual({ state: 'error', rule: pointer, untilMs: null, nextOpenMs: null })
  })

  it('finds nothing in sound hours', () => {
    expect(hoursProblems(receptionHours(), around)).toEqual([])
    const touching = receptionHours({ weekly: { 1: [['12:00', '17:15'], ['08:30', '12:00']] }, closures: [{ title: '閏日', from: '02-29', until: '02-29' }] })
    expect(hoursProblems(touching, around)).toEqual([])
  })

  it('reports each of several faults', () => {
    const codes = hoursProblems(receptionHours({ timeZone: 'x', parent: 'nobody', ...exception({ date: '2026-13-01' }) }), around).map(({ code }) => code)
    expect(codes).toEqual(['hours.parent-missing', 'hours.zone-unreadable', 'hours.date-impossible'])
  })

  it('points at an inherited culprit through /parent, and ignores what the child replaces', () => {
    const parent = plainHours('bad', { weekly: { 1: [['10:00', '09:00']] } })
    const lookups = lookupsOf([parent])
    expect(hoursProblems(plainHours('child', { parent: 'bad' }), lookups).map(({ pointer }) => pointer)).toEqual(['/parent/weekly/1/0'])
    expect(hoursProblems(plainHours('child', { parent: 'bad', weekly: { 1: [['09:00', '10:00']] } }), lookups)).toEqual([])
  })

  it('names an exception that is the same as the ordinary hours, but not one that only changes the guidance', () => {
    const codes = (change: Partial<Hours>) => hoursProblems(receptionHours(change), around).map(({ code, pointer }) => `${code} ${pointer}`)
    expect(codes(exception({ date: '2026-10-06', periods: [['08:30', '12:00'], ['12:00', '17:15']] }))).toEqual(['hours.exception-changes-nothing /exceptions/0'])
    expect(codes(exception({ date: '2026-10-06', until: '2026-10-10', periods: [['08:30', '17:15']] }))).toEqual([])
    expect(codes(exception({ date: '2026-10-10', periods: [] }))).toEqual([])
    expect(codes(exception({ date: '2026-10-10', periods: [['09:00', '09:00']] }))).toEqual(['hours.period-backwards /exceptions/0/periods/0'])
  })

  it('names a second rule for the same weekday of the month', () => {
    const third = { title: '第3日曜', nth: 3, weekday: 7, periods: [] }
    expect(hoursProblems(receptionHours({ rules: [third, { ...third, nth: 2 }, { ...third, title: '別' }] }), around).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['hours.rules-overlap /rules/2'])
  })

  it('only warns where hours still mean something', () => {
    const warnings = (hours: Hours, others: Hours[] = []) => hoursProblems(hours, lookupsOf([national, ...others])).map(({ code, severity }) => `${severity} ${code}`)
    expect(warnings(receptionHours({ weekly: {} }))).toEqual(['warning hours.never-open'])
    const twice = { date: '2026-10-06', periods: [], reason: '理由' }
    expect(warnings(receptionHours({ exceptions: [twice, { ...twice, date: '2026-10-01', until: '2026-10-06' }] }))).toEqual(['warning hours.exceptions-overlap'])
    const flood = emergency('2026-10-06T12:00:00+09:00', '2026-10-06T13:00:00+09:00')
    expect(warnings(receptionHours({ parent: 'office', ...flood }), [plainHours('office', flood)])).toEqual(['warning hours.emergency-hides-parent'])
  })
})
