import { makeLocalClock } from '@madoguchi/engine'
import type { Holidays, Hours } from '@madoguchi/schemas'
import { expect, test } from 'vitest'
import { type Decision, hoursInWords } from './hours-in-words.ts'
import { sayFrom } from './say.ts'
import { traceTexts } from './trace-texts.ts'

const hours: Hours = {
  kind: 'hours', id: 'h', title: { ja: '受付時間', en: 'Reception' }, holidays: 'jp', weekly: { 2: [['08:30', '12:00'], ['13:00', '17:15']] },
  closures: [{ title: '年末年始', from: '12-29', until: '01-03' }], rules: [{ title: '第3日曜', nth: 3, weekday: 7, periods: [['09:00', '16:00']] }],
  exceptions: [{ date: '2026-11-25', periods: [], reason: '設備点検' }], emergency: { from: '2026-11-26T00:00:00+09:00', until: '2026-11-27T00:00:00+09:00', reason: '大雪' },
}
const child: Hours = { kind: 'hours', id: 'c', title: { ja: '支所' }, parent: 'h' }
const holidays: Holidays = { kind: 'holidays', id: 'jp', title: { ja: '祝日' }, dates: { '2026-11-23': { name: '勤労感謝の日' } } }
const documents = { hours: new Map([['h', hours], ['c', child]]), holidays: new Map([['jp', holidays]]) }
const clock = makeLocalClock('Asia/Tokyo')

const decided = (part: Partial<Decision>): Decision => ({ kind: 'decision', atMs: 0, node: 'n', document: 'h', state: 'closed', rule: '/weekly/2', until: null, nextOpen: null, ...part })
const why = (part: Partial<Decision>, at = '2026-11-24T20:00', language: 'ja' | 'en' = 'ja') =>
  hoursInWords(decided(part), { documents, timeZone: 'Asia/Tokyo', atMs: clock.epochOf(at), language }, sayFrom<keyof typeof traceTexts.ja>(traceTexts[language])).why

test('every kind of rule has its words', () => {
  expect(why({ state: 'open', rule: '/weekly/2/0' })).toBe('火曜日の受付時間（08:30–12:00, 13:00–17:15）の中です')
  expect(why({ rule: '/weekly/2' })).toBe('火曜日の受付時間（08:30–12:00, 13:00–17:15）の外です')
  expect(why({ rule: '/weekly' }, '2026-11-28T10:00')).toBe('土曜日は受付のない曜日です')
  expect(why({ state: 'holiday', rule: '/holidays' }, '2026-11-23T10:00')).toBe('祝日「勤労感謝の日」です')
  expect(why({ state: 'holiday', rule: '/closures/0' })).toBe('毎年の休業「年末年始」（12月29日〜1月3日）です')
  expect(why({ rule: '/rules/0' })).toBe('規則「第3日曜」によります')
  expect(why({ state: 'exception', rule: '/exceptions/0' })).toBe('日付ごとの例外「設備点検」で休みです')
  expect(why({ state: 'open', rule: '/exceptions/0' })).toBe('日付ごとの例外「設備点検」で開設しています')
  expect(why({ state: 'emergency', rule: '/emergency' })).toBe('緊急閉所「大雪」です')
})

test('an inherited rule names the document it comes from', () => {
  expect(why({ document: 'c', rule: '/parent/closures/0' })).toBe('引き継いだ設定「受付時間」：毎年の休業「年末年始」（12月29日〜1月3日）です')
})

test('a rule that cannot be found is told as the pointer it is, never guessed', () => {
  expect(why({ rule: '/exceptions/7' })).toBe('設定の /exceptions/7 によります')
  expect(why({ document: 'gone', rule: '/weekly/1' })).toBe('設定の /weekly/1 によります')
})

test('the day is that of the contact center, not of the browser', () => {
  // 2026-11-22T16:00Z is already the 23rd in Tokyo.
  expect(why({ state: 'holiday', rule: '/holidays' }, '2026-11-22T16:00Z')).toBe('祝日「勤労感謝の日」です')
})

test('until and the next opening are told, the next opening only while it is not open', () => {
  const words = (state: string) => hoursInWords(decided({ state, until: '2026-11-25T08:30:00+09:00', nextOpen: '2026-11-25T08:30:00+09:00' }), { documents, timeZone: 'Asia/Tokyo', atMs: 0, language: 'ja' }, sayFrom<keyof typeof traceTexts.ja>(traceTexts.ja))
  expect(words('closed')).toMatchObject({ title: '受付時間', state: '時間外', until: '2026/11/25(水) 08:30 まで', nextOpen: '次の開設 2026/11/25(水) 08:30' })
  expect(words('open').nextOpen).toBeUndefined()
})

test('English says the same', () => {
  expect(why({ state: 'open', rule: '/weekly/2/0' }, undefined, 'en')).toBe('inside the hours of Tuesday (08:30–12:00, 13:00–17:15)')
})
