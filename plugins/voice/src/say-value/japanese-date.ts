import { numberPiece, sayWhole, withYo } from './japanese-number.ts'
import { type Piece, notSayable } from './piece.ts'

/** How a date is told: 西暦, 和暦, or without the year. */
export type Calendar = 'western' | 'japanese' | 'month-day'

const days = [
  'ついたち', 'ふつか', 'みっか', 'よっか', 'いつか', 'むいか', 'なのか', 'ようか', 'ここのか', 'とおか',
  'じゅういちにち', 'じゅうににち', 'じゅうさんにち', 'じゅうよっか', 'じゅうごにち', 'じゅうろくにち', 'じゅうしちにち', 'じゅうはちにち', 'じゅうくにち', 'はつか',
  'にじゅういちにち', 'にじゅうににち', 'にじゅうさんにち', 'にじゅうよっか', 'にじゅうごにち', 'にじゅうろくにち', 'にじゅうしちにち', 'にじゅうはちにち', 'にじゅうくにち', 'さんじゅうにち', 'さんじゅういちにち',
]
const months = ['いち', 'に', 'さん', 'し', 'ご', 'ろく', 'しち', 'はち', 'く', 'じゅう', 'じゅういち', 'じゅうに']
const weekdays = ['にち', 'げつ', 'か', 'すい', 'もく', 'きん', 'ど']
/** The first day of each era, the latest first. */
const eras = [
  { from: '2019-05-01', firstYear: 2019, piece: { id: 'era.reiwa', text: 'れいわ' } },
  { from: '1989-01-08', firstYear: 1989, piece: { id: 'era.heisei', text: 'へいせい' } },
  { from: '1926-12-25', firstYear: 1926, piece: { id: 'era.showa', text: 'しょうわ' } },
] as const
const firstYear: Piece = { id: 'gannen', text: 'がんねん' }

const day = (number: number): Piece => ({ id: `day.${number}`, text: days[number - 1] ?? '' })
const month = (number: number): Piece => ({ id: `month.${number}`, text: `${months[number - 1]}がつ` })
const weekday = (number: number): Piece => ({ id: `weekday.${number}`, text: `${weekdays[number]}ようび` })

export const datePieces: readonly Piece[] = [
  ...days.map((_, index) => day(index + 1)), ...months.map((_, index) => month(index + 1)), ...weekdays.map((_, index) => weekday(index)), ...eras.map(({ piece }) => piece), firstYear,
]

/** A calendar day of a text: `2026-11-03`, or a date and time with the offset of the place. @throws NodeError `value-not-sayable`, also for an instant in UTC, whose day depends on the place */
export function readDate(value: unknown): { year: number; month: number; day: number; weekday: number; iso: string } {
  const [, iso, y, m, d] = (typeof value === 'string' && /^((\d{4})-(\d\d)-(\d\d))(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?)?$/.exec(value)) || []
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)))
  if (iso === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso) throw notSayable('date (YYYY-MM-DD)')
  return { year: Number(y), month: Number(m), day: Number(d), weekday: date.getUTCDay(), iso }
}

/** 「れいわはちねん じゅういちがつ みっか かようび」. @throws NodeError `value-not-sayable` */
export function sayDate(value: unknown, { calendar, withWeekday }: { calendar: Calendar; withWeekday: boolean }): Piece[] {
  const date = readDate(value)
  const year = calendar === 'western' ? sayYear(date.year) : calendar === 'japanese' ? sayEra(date) : []
  return [...year, month(date.month), day(date.day), ...(withWeekday ? [weekday(date.weekday)] : [])]
}

function sayYear(year: number): Piece[] {
  return [...withYo(sayWhole(year)), numberPiece('nen')]
}

function sayEra({ iso, year }: { iso: string; year: number }): Piece[] {
  const era = eras.find(({ from }) => iso >= from)
  if (!era) return sayYear(year)
  const yearOfEra = year - era.firstYear + 1
  return [era.piece, ...(yearOfEra === 1 ? [firstYear] : sayYear(yearOfEra))]
}
