import { describe, expect, it } from 'vitest'
import { holidayReminders, lastCoveredYear } from './holiday-reminders.ts'
import { toyProgram } from '../toy-bundle-for-test.ts'

const holidays = (years: number[]) => ({ kind: 'holidays', id: 'national', title: { ja: '祝日' }, dates: Object.fromEntries(years.map((year) => [`${year}-01-01`, { name: '元日' }])) })
const office = { 'hours/office.json': { kind: 'hours', id: 'office', title: { ja: '受付' }, holidays: 'national', weekly: { 1: [['09:00', '17:00']] } } }
const found = async (years: number[], now: string, users: object = office) => holidayReminders(await toyProgram([], {}, { ...users, 'holidays/national.json': holidays(years) }), Date.parse(now)).map(({ code, severity, document, pointer }) => [code, severity, document, pointer])

describe('holiday data', () => {
  it('that reaches over a year further is no finding', async () => expect(await found([2026, 2027], '2026-11-23T12:00:00+09:00')).toEqual([]))

  it('that ends within a year is a warning', async () => expect(await found([2026, 2027], '2027-01-02T00:00:00+09:00')).toEqual([['hours.holidays-end-soon', 'warning', 'holidays/national', '/dates']]))

  it('with a gap after this year ends at the gap', async () => expect(await found([2026, 2028], '2026-11-23T12:00:00+09:00')).toHaveLength(1))

  it('that ended is an error: no day of this year can be decided', async () => expect(await found([2025], '2026-11-23T12:00:00+09:00')).toEqual([['hours.holidays-ended', 'error', 'holidays/national', '/dates']]))

  it('that no hours use is nobody\'s concern', async () => expect(await found([2020], '2026-11-23T12:00:00+09:00', {})).toEqual([]))

  it('counts years that follow each other only', () => expect([lastCoveredYear(['2026-01-01', '2027-01-01', '2029-01-01'], 2026), lastCoveredYear(['2027-01-01'], 2026)]).toEqual([2027, undefined]))
})
