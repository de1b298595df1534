import { NodeError } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Manner, type ValueKind, allPieces, sayInEnglish, sayInJapanese } from './value-in-words.ts'

const manner = (as: ValueKind, rest: Partial<Manner> = {}): Manner => ({ as, calendar: 'western', withWeekday: false, ...rest })
const spoken = (value: unknown, as: ValueKind, rest: Partial<Manner> = {}) => sayInJapanese(value, manner(as, rest)).map(({ text }) => inHiragana(text)).join('')
const inHiragana = (text: string) => text.replaceAll(/[ァ-ン]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)).replace('二十日', 'はつか')

it.each<[number | string, string]>([
  [0, 'ぜろ'], [1, 'いち'], [4, 'よん'], [7, 'なな'], [9, 'きゅう'], [10, 'じゅう'], [11, 'じゅういち'], [14, 'じゅうよん'], [20, 'にじゅう'], [99, 'きゅうじゅうきゅう'],
  [100, 'ひゃく'], [101, 'ひゃくいち'], [300, 'さんびゃく'], [600, 'ろっぴゃく'], [800, 'はっぴゃく'], [999, 'きゅうひゃくきゅうじゅうきゅう'],
  [1000, 'せん'], [3000, 'さんぜん'], [8000, 'はっせん'], [8600, 'はっせんろっぴゃく'], [1234, 'せんにひゃくさんじゅうよん'],
  [10_000, 'いちまん'], [11_000, 'いちまんせん'], [100_000, 'じゅうまん'], [1_000_000, 'ひゃくまん'], [10_000_000, 'いっせんまん'], [11_110_000, 'いっせんひゃくじゅういちまん'],
  [100_000_000, 'いちおく'], [100_000_003, 'いちおくさん'], [360_000_800, 'さんおくろくせんまんはっぴゃく'], [999_999_999_999, 'きゅうせんきゅうひゃくきゅうじゅうきゅうおくきゅうせんきゅうひゃくきゅうじゅうきゅうまんきゅうせんきゅうひゃくきゅうじゅうきゅう'],
  [-5, 'まいなすご'], [0.5, 'れいてんご'], [1.5, 'いってんご'], [8.25, 'はってんにご'], [10.5, 'じゅってんご'], [20.1, 'にじゅってんいち'], [12.04, 'じゅうにてんぜろよん'], [100.5, 'ひゃくてんご'],
  ['1,234', 'せんにひゃくさんじゅうよん'], ['１２', 'じゅうに'],
])('the number %s is %s', (value, words) => {
  expect(spoken(value, 'number')).toBe(words)
})

it.each<[number | string, string]>([
  [0, 'ぜろえん'], [1, 'いちえん'], [4, 'よえん'], [14, 'じゅうよえん'], [40, 'よんじゅうえん'], [104, 'ひゃくよえん'], [39_500, 'さんまんきゅうせんごひゃくえん'],
  [34_500, 'さんまんよんせんごひゃくえん'], [40_000, 'よんまんえん'], [10_000, 'いちまんえん'], [8_600, 'はっせんろっぴゃくえん'], ['29,504', 'にまんきゅうせんごひゃくよえん'], ['100.00', 'ひゃくえん'],
])('the amount %s is %s', (value, words) => {
  expect(spoken(value, 'amount')).toBe(words)
})

it.each<[string | number, string]>([
  ['0570-012-229', 'ぜろごーななぜろのぜろいちにーのにーにーきゅう'], ['4071', 'よんぜろなないち'], [38, 'さんはち'], ['０４８', 'ぜろよんはち'], ['12#*', 'いちにーしゃーぷこめじるし'],
])('the digits %s are %s', (value, words) => {
  expect(spoken(value, 'digits')).toBe(words)
})

describe('dates', () => {
  const days = [
    'ついたち', 'ふつか', 'みっか', 'よっか', 'いつか', 'むいか', 'なのか', 'ようか', 'ここのか', 'とおか', 'じゅういちにち', 'じゅうににち', 'じゅうさんにち', 'じゅうよっか', 'じゅうごにち', 'じゅうろくにち',
    'じゅうしちにち', 'じゅうはちにち', 'じゅうくにち', 'はつか', 'にじゅういちにち', 'にじゅうににち', 'にじゅうさんにち', 'にじゅうよっか', 'にじゅうごにち', 'にじゅうろくにち', 'にじゅうしちにち', 'にじゅうはちにち',
    'にじゅうくにち', 'さんじゅうにち', 'さんじゅういちにち',
  ]
  it.each(days.map((words, index) => [index + 1, words] as const))('the day %i is %s', (day, words) => {
    expect(spoken(`2026-01-${String(day).padStart(2, '0')}`, 'date', { calendar: 'month-day' })).toBe(`いちがつ${words}`)
  })

  it.each(['いちがつ', 'にがつ', 'さんがつ', 'しがつ', 'ごがつ', 'ろくがつ', 'しちがつ', 'はちがつ', 'くがつ', 'じゅうがつ', 'じゅういちがつ', 'じゅうにがつ'].map((words, index) => [index + 1, words] as const))('the month %i is %s', (month, words) => {
    expect(spoken(`2026-${String(month).padStart(2, '0')}-01`, 'date', { calendar: 'month-day' })).toBe(`${words}ついたち`)
  })

  it.each<[string, Partial<Manner>, string]>([
    ['2026-11-03', {}, 'にせんにじゅうろくねんじゅういちがつみっか'],
    ['2024-04-20', {}, 'にせんにじゅうよねんしがつはつか'],
    ['2026-11-03', { calendar: 'japanese' }, 'れいわはちねんじゅういちがつみっか'],
    ['2022-07-07', { calendar: 'japanese' }, 'れいわよねんしちがつなのか'],
    ['2019-05-01', { calendar: 'japanese' }, 'れいわがんねんごがつついたち'],
    ['2019-04-30', { calendar: 'japanese' }, 'へいせいさんじゅういちねんしがつさんじゅうにち'],
    ['1989-01-07', { calendar: 'japanese' }, 'しょうわろくじゅうよねんいちがつなのか'],
    ['1926-12-24', { calendar: 'japanese' }, 'せんきゅうひゃくにじゅうろくねんじゅうにがつにじゅうよっか'],
    ['2026-11-03T10:00:00+09:00', { calendar: 'month-day', withWeekday: true }, 'じゅういちがつみっかかようび'],
    ['2026-11-22', { calendar: 'month-day', withWeekday: true }, 'じゅういちがつにじゅうににちにちようび'],
  ])('%s %o is %s', (value, rest, words) => {
    expect(spoken(value, 'date', rest)).toBe(words)
  })
})

it.each<[string, string]>([
  ['8:30', 'ごぜんはちじさんじゅっぷん'], ['17:15', 'ごごごじじゅうごふん'], ['12:00', 'しょうご'], ['0:00', 'ごぜんれいじ'], ['24:00', 'ごぜんれいじ'], ['12:30', 'ごごれいじさんじゅっぷん'], ['4:01', 'ごぜんよじいっぷん'],
  ['19:10', 'ごごしちじじゅっぷん'], ['9:06', 'ごぜんくじろっぷん'], ['21:48', 'ごごくじよんじゅうはっぷん'], ['07:20', 'ごぜんしちじにじゅっぷん'], ['23:59', 'ごごじゅういちじごじゅうきゅうふん'], ['2026-11-03T16:03:00+09:00', 'ごごよじさんぷん'],
])('the time %s is %s', (value, words) => {
  expect(spoken(value, 'time')).toBe(words)
})

it.each<[unknown, ValueKind]>([
  ['abc', 'number'], [undefined, 'number'], [Number.NaN, 'number'], [1e12, 'number'], [1e21, 'number'], ['', 'number'], [true, 'number'], [1.5, 'amount'], ['', 'digits'], ['12a', 'digits'], ['1'.repeat(41), 'digits'],
  ['2026-02-30', 'date'], ['2026-11-03T01:00:00Z', 'date'], ['11/3', 'date'], [20261103, 'date'], ['25:00', 'time'], ['24:01', 'time'], ['8:60', 'time'], ['2026-11-03T01:00:00Z', 'time'],
])('%s is no %s', (value, as) => {
  for (const say of [sayInJapanese, sayInEnglish]) {
    expect(() => say(value, manner(as))).toThrow(NodeError)
    expect(() => say(value, manner(as))).not.toThrow(String(value) === '' ? /^$/ : `"${String(value)}"`)
  }
})

it.each<[unknown, ValueKind, Partial<Manner>, string]>([
  [1234567.5, 'number', {}, '1,234,567.5'], [-3, 'number', {}, 'minus 3'], [39500, 'amount', {}, '39,500 yen'], ['048-000', 'digits', {}, '0 4 8 , 0 0 0'], ['2026-11-03', 'date', { withWeekday: true }, 'Tuesday, November 3, 2026'],
  ['2026-11-03', 'date', { calendar: 'month-day' }, 'November 3'], ['8:05', 'time', {}, '8:05 a.m.'], ['0:30', 'time', {}, '12:30 a.m.'], ['12:00', 'time', {}, 'noon'],
])('in English %s as %s is "%s"', (value, as, rest, words) => {
  expect(sayInEnglish(value, manner(as, rest))).toBe(words)
})

it('every value is made of the listed fragments, each with one id and one reading', () => {
  const listed = new Map(allPieces.map(({ id, text }) => [id, text]))
  expect(listed.size).toBe(allPieces.length)
  const isListed = (value: unknown, kind: Manner) => sayInJapanese(value, kind).forEach(({ id, text }) => expect(listed.get(id)).toBe(text))
  fc.assert(
    fc.property(fc.integer({ min: -999_999, max: 999_999_999_999 }), fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), fc.constantFrom<Manner['calendar']>('western', 'japanese', 'month-day'), fc.integer({ min: 0, max: 9999 }), (number, date, calendar, decimals) => {
      isListed(number, manner('number'))
      isListed(number, manner('amount'))
      isListed(`${Math.abs(number) % 1000}.${decimals}`, manner('number'))
      isListed(String(number), manner('digits'))
      isListed(date.toISOString().slice(0, 10), manner('date', { calendar, withWeekday: true }))
      isListed(date.toISOString().slice(11, 16), manner('time'))
    }),
  )
})

it('is written so that a voice reads it right: は is no particle, and 二十日 no plant', () => {
  const written = (value: unknown, as: ValueKind) => sayInJapanese(value, manner(as, { calendar: 'month-day' })).map(({ text }) => text).join('')
  expect([written(8, 'number'), written('2026-08-20', 'date')]).toEqual(['ハチ', 'ハチガツ二十日'])
})

it('two numbers are never read alike', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (a, b) => {
      if (a !== b) expect(spoken(a, 'number')).not.toBe(spoken(b, 'number'))
    }),
  )
})
