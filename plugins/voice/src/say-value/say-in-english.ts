import { type Calendar, readDate } from './japanese-date.ts'
import { readNumber } from './japanese-number.ts'
import { readTime } from './japanese-time.ts'
import { sayDigits } from './japanese-digits.ts'
import { type Piece, notSayable } from './piece.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const signs: Readonly<Record<string, string>> = { 'digit.no': ',', 'digit.hash': 'hash', 'digit.star': 'star' }

/** The words of a number in English: digits in groups, which every voice reads right. @throws NodeError `value-not-sayable` */
export function englishNumber(value: unknown): string {
  const { negative, whole, decimals } = readNumber(value)
  return `${negative ? 'minus ' : ''}${String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',')}${decimals === '' ? '' : `.${decimals}`}`
}

export function englishAmount(value: unknown): string {
  if (/[1-9]/.test(readNumber(value).decimals)) throw notSayable('amount in whole yen')
  return `${englishNumber(value).replace(/\.0+$/, '')} yen`
}

export function englishDigits(value: unknown): string {
  return sayDigits(value).map(({ id }: Piece) => signs[id] ?? id.slice('digit.'.length)).join(' ')
}

export function englishDate(value: unknown, { calendar, withWeekday }: { calendar: Calendar; withWeekday: boolean }): string {
  const { year, month, day, weekday } = readDate(value)
  return `${withWeekday ? `${weekdays[weekday]}, ` : ''}${months[month - 1]} ${day}${calendar === 'month-day' ? '' : `, ${year}`}`
}

export function englishTime(value: unknown): string {
  const { hour, minute } = readTime(value)
  if (hour === 12 && minute === 0) return 'noon'
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}
