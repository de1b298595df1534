import { type HoursLookups, compileHours } from '@madoguchi/engine'
import type { Hours } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { type ExceptionDraft, draftOf, exceptionOf, faultsOf, foresee, withException } from './exception-draft.ts'

const weekday: [string, string][] = [['08:30', '17:15']]
const hours: Hours = { kind: 'hours', id: 'reception', title: { ja: '受付時間' }, weekly: { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday } }
const lookups: HoursLookups = { timeZone: 'Asia/Tokyo', hours: () => undefined, holidays: () => undefined }
const draft = (change: Partial<ExceptionDraft> = {}): ExceptionDraft => ({ date: '2026-11-24', until: '', open: false, periods: [], reason: '停電', approver: '', ...change })
const today = '2026-11-23'
const seen = (of: ExceptionDraft) => foresee({ hours, table: compileHours(hours, lookups), lookups }, of, undefined)

describe('an exception', () => {
  it('on a past date is refused, on today it is not', () => {
    expect(faultsOf(draft({ date: '2026-11-22' }), today)).toEqual(['datePast'])
    expect(faultsOf(draft({ date: today }), today)).toEqual([])
  })

  it('needs a date that exists, a reason, times when it opens, and an end not before its beginning', () => {
    expect(faultsOf(draft({ date: '2026-02-30' }), today)).toEqual(['dateMissing'])
    expect(faultsOf(draft({ date: '', reason: ' ', open: true }), today)).toEqual(['dateMissing', 'periodsMissing', 'reasonMissing'])
    expect(faultsOf(draft({ until: '2026-11-23' }), today)).toEqual(['untilBefore'])
    expect(faultsOf(draft({ until: '2026-11-31' }), today)).toEqual(['untilWrong'])
  })

  it('that has begun may end earlier or later, but not otherwise than it did', () => {
    const given = exceptionOf(draft({ date: '2026-11-20', until: '2026-11-27' }))
    const edited = (change: Partial<ExceptionDraft>) => faultsOf({ ...draftOf(given), ...change }, today, given)
    expect([edited({ until: '2026-11-30', reason: '延長' }), edited({ until: '2026-11-22' })]).toEqual([[], []])
    expect([edited({ until: '2026-11-21' }), edited({ date: '2026-11-21' }), edited({ open: true, periods: [['09:00', '12:00']] })]).toEqual([['untilPast'], ['begun'], ['begun']])
  })

  it('is put among the others in the order of dates, and keeps its place when it is edited', () => {
    const other = (date: string) => exceptionOf(draft({ date }))
    const busy = { ...hours, exceptions: [other('2026-11-20'), other('2026-12-01')] }
    const after = withException(busy, other('2026-11-24'), undefined)
    expect([after.index, after.hours.exceptions?.map(({ date }) => date)]).toEqual([1, ['2026-11-20', '2026-11-24', '2026-12-01']])
    expect(withException(after.hours, other('2026-12-24'), 1).hours.exceptions?.map(({ date }) => date)).toEqual(['2026-11-20', '2026-12-01', '2026-12-24'])
  })

  it('comes back as it was typed', () => {
    const typed = draft({ until: '2026-11-26', open: true, periods: [['09:00', '12:00']], approver: '県担当者' })
    expect(draftOf(exceptionOf(typed))).toEqual(typed)
  })

  it('is told by what callers will meet: from 17:15 it is open instead of closed', () => {
    const { problems, differences } = seen(draft({ open: true, periods: [['08:30', '20:00']] }))
    expect(problems).toEqual([])
    const at = (iso: string) => Date.parse(iso)
    expect(differences).toEqual([{ fromMs: at('2026-11-24T17:15:00+09:00'), toMs: at('2026-11-24T20:00:00+09:00'), before: 'closed', after: 'open' }])
  })

  it('that overlaps itself or changes nothing is found before it is saved', () => {
    expect(seen(draft({ open: true, periods: [['09:00', '12:00'], ['11:00', '13:00']] })).problems.map(({ code }) => code)).toEqual(['hours.periods-overlap'])
    expect(seen(draft({ open: true, periods: weekday })).problems.map(({ code }) => code)).toEqual(['hours.exception-changes-nothing'])
    expect(seen(draft({ open: true, periods: [['22:00', '02:00']] })).problems.map(({ code }) => code)).toEqual(['hours.period-backwards'])
  })
})
