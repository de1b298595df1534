import { type Calendar, datePieces, sayDate } from './japanese-date.ts'
import { digitPieces, sayDigits } from './japanese-digits.ts'
import { numberPieces, sayAmount, sayNumber } from './japanese-number.ts'
import { sayTime, timePieces } from './japanese-time.ts'
import { type Piece, spelled } from './piece.ts'
import { englishAmount, englishDate, englishDigits, englishNumber, englishTime } from './say-in-english.ts'

export type { Piece } from './piece.ts'
export type ValueKind = 'number' | 'amount' | 'digits' | 'date' | 'time'

/** How a value is said; the last two concern dates alone. */
export interface Manner {
  as: ValueKind
  calendar: Calendar
  withWeekday: boolean
}

/** Every fragment that a spoken value can be made of: what has to be recorded, or synthesised, once. */
export const allPieces: readonly Piece[] = [...numberPieces, ...digitPieces, ...datePieces, ...timePieces].map(spelled)

/** A value in the fragments of which it is spoken in Japanese. @throws NodeError `value-not-sayable` */
export function sayInJapanese(value: unknown, manner: Manner): Piece[] {
  return piecesOf(value, manner).map(spelled)
}

function piecesOf(value: unknown, manner: Manner): Piece[] {
  switch (manner.as) {
    case 'number':
      return sayNumber(value)
    case 'amount':
      return sayAmount(value)
    case 'digits':
      return sayDigits(value)
    case 'date':
      return sayDate(value, manner)
    case 'time':
      return sayTime(value)
  }
}

/** The same as one English text; English is read by a voice, from no fragments. @throws NodeError `value-not-sayable` */
export function sayInEnglish(value: unknown, manner: Manner): string {
  switch (manner.as) {
    case 'number':
      return englishNumber(value)
    case 'amount':
      return englishAmount(value)
    case 'digits':
      return englishDigits(value)
    case 'date':
      return englishDate(value, manner)
    case 'time':
      return englishTime(value)
  }
}
