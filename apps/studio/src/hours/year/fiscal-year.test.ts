import { describe, expect, it } from 'vitest'
import { dateText, daysOn, eraYear, fiscalYearOf, fiscalYearText, monthText, monthsOf } from './fiscal-year.ts'

describe('a fiscal year', () => {
  it('is from April to March', () => {
    expect(['2026-03-31', '2026-04-01', '2027-03-31'].map(fiscalYearOf)).toEqual([2025, 2026, 2026])
    const months = monthsOf(2027)
    expect([months[0]?.id, months[8]?.id, months[9]?.id, months[11]?.id]).toEqual(['2027-04', '2027-12', '2028-01', '2028-03'])
    expect(months.flatMap(({ dates }) => dates)).toHaveLength(366)
    expect(months[0]?.lead, '1 April 2027 is a Thursday').toBe(3)
  })

  it('is told with the Japanese era (C06)', () => {
    expect([eraYear('2019-04-30', 'ja'), eraYear('2019-05-01', 'ja'), eraYear('2026-07-01', 'ja'), eraYear('2026-07-01', 'en')]).toEqual(['平成31年', '令和元年', '令和8年', 'Reiwa 8'])
    expect([fiscalYearText(2026, 'ja'), fiscalYearText(2019, 'ja'), fiscalYearText(2026, 'en')]).toEqual(['2026年度（令和8年度）', '2019年度（令和元年度）', 'Fiscal 2026 (Reiwa 8)'])
    expect([monthText('2027-01', 'ja'), dateText('2026-11-23', 'ja', true)]).toEqual(['2027年1月（令和9年）', '2026年11月23日(月)・令和8年'])
  })

  it('goes on over its months and years by days', () => expect([daysOn('2026-12-31', 1), daysOn('2028-02-28', 1), daysOn('2026-04-01', -1)]).toEqual(['2027-01-01', '2028-02-29', '2026-03-31']))
})
