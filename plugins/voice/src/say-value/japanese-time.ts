import { numberPiece } from './japanese-number.ts'
import { type Piece, notSayable } from './piece.ts'

const hours = ['れい', 'いち', 'に', 'さん', 'よ', 'ご', 'ろく', 'しち', 'はち', 'く', 'じゅう', 'じゅういち']
const minutes = ['', 'いっぷん', 'にふん', 'さんぷん', 'よんぷん', 'ごふん', 'ろっぷん', 'ななふん', 'はっぷん', 'きゅうふん']
const tenMinutes = ['', 'じゅっぷん', 'にじゅっぷん', 'さんじゅっぷん', 'よんじゅっぷん', 'ごじゅっぷん']
const [am, pm, noon]: readonly [Piece, Piece, Piece] = [{ id: 'am', text: 'ごぜん' }, { id: 'pm', text: 'ごご' }, { id: 'noon', text: 'しょうご' }]
const hour = (number: number): Piece => ({ id: `hour.${number}`, text: `${hours[number]}じ` })
const minute = (number: number): Piece => ({ id: `minute.${number}`, text: (number < 10 ? minutes[number] : tenMinutes[number / 10]) ?? '' })

export const timePieces: readonly Piece[] = [am, pm, noon, ...hours.map((_, index) => hour(index)), ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50].map(minute)]

/** `8:30`, or a date and time with the offset of the place. @throws NodeError `value-not-sayable`, also for an instant in UTC */
export function readTime(value: unknown): { hour: number; minute: number } {
  const [, h, m] = (typeof value === 'string' && /^(?:\d{4}-\d\d-\d\dT)?(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?$/.exec(value)) || []
  const [hour24, minutePart] = [Number(h), Number(m)]
  if (h === undefined || minutePart > 59 || hour24 > 24 || (hour24 === 24 && minutePart > 0)) throw notSayable('time (HH:MM)')
  return { hour: hour24 % 24, minute: minutePart }
}

/** 「ごぜん はちじ さんじゅっぷん」「しょうご」: 12 hours, as hours are told everywhere here; noon has a word of its own, since 午後0時 is misheard. */
export function sayTime(value: unknown): Piece[] {
  const { hour: hour24, minute: minutePart } = readTime(value)
  if (hour24 === 12 && minutePart === 0) return [noon]
  return [hour24 < 12 ? am : pm, hour(hour24 % 12), ...sayMinutes(minutePart)]
}

function sayMinutes(value: number): Piece[] {
  if (value === 0) return []
  if (value < 10 || value % 10 === 0) return [minute(value)]
  return [numberPiece(String(value - (value % 10))), minute(value % 10)]
}
