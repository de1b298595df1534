import { type Piece, notSayable } from './piece.ts'

const ones = ['', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう']
const tens = ['', 'じゅう', 'にじゅう', 'さんじゅう', 'よんじゅう', 'ごじゅう', 'ろくじゅう', 'ななじゅう', 'はちじゅう', 'きゅうじゅう']
const hundreds = ['', 'ひゃく', 'にひゃく', 'さんびゃく', 'よんひゃく', 'ごひゃく', 'ろっぴゃく', 'ななひゃく', 'はっぴゃく', 'きゅうひゃく']
const thousands = ['', 'せん', 'にせん', 'さんぜん', 'よんせん', 'ごせん', 'ろくせん', 'ななせん', 'はっせん', 'きゅうせん']
/** Readings that what follows demands: いっせんまん, よえん, いってんご, にじゅってんご. */
const special: readonly Piece[] = [
  { id: '1000.full', text: 'いっせん' }, { id: '4.yo', text: 'よ' }, { id: '1.tsu', text: 'いっ' }, { id: '8.tsu', text: 'はっ' },
  ...tens.slice(1).map((text, index) => ({ id: `${index + 1}0.tsu`, text: `${text.slice(0, -1)}っ` })),
]
const units: readonly Piece[] = [
  { id: '0', text: 'ぜろ' }, { id: 'rei', text: 'れい' }, { id: 'man', text: 'まん' }, { id: 'oku', text: 'おく' }, { id: 'point', text: 'てん' }, { id: 'minus', text: 'まいなす' },
  { id: 'yen', text: 'えん' }, { id: 'nen', text: 'ねん' },
]

/** The fragments of numbers, with the words that follow them. */
export const numberPieces: readonly Piece[] = [
  ...units, ...special,
  ...([[ones, 1], [tens, 10], [hundreds, 100], [thousands, 1000]] as const).flatMap(([words, unit]) => words.slice(1).map((text, index) => ({ id: String((index + 1) * unit), text }))),
]
const byId = new Map(numberPieces.map((piece) => [piece.id, piece]))

/** @throws Error for an id that is no fragment, which would be a mistake of this file */
export function numberPiece(id: string): Piece {
  const piece = byId.get(id)
  if (!piece) throw new Error(`no fragment ${id}`)
  return piece
}

/** Smaller than this: 兆 are no numbers of a telephone call. */
const limit = 1e12

/** A whole number from 0, read as in 「二千二十六」. @throws NodeError `value-not-sayable` */
export function sayWhole(value: number): Piece[] {
  if (!Number.isInteger(value) || value < 0 || value >= limit) throw notSayable('whole number below one trillion')
  if (value === 0) return [numberPiece('0')]
  const [oku, man, rest] = [Math.floor(value / 1e8), Math.floor(value / 1e4) % 1e4, value % 1e4]
  return [...(oku > 0 ? [...group(oku, true), numberPiece('oku')] : []), ...(man > 0 ? [...group(man, true), numberPiece('man')] : []), ...group(rest, false)]
}

/** Up to four digits. In front of 万 and 億 a thousand alone is いっせん. */
function group(value: number, beforeUnit: boolean): Piece[] {
  const places = [1000, 100, 10, 1].map((unit) => Math.floor(value / unit) % 10 * unit).filter((place) => place > 0)
  return places.map((place) => numberPiece(place === 1000 && beforeUnit ? '1000.full' : String(place)))
}

/** Reads 4 at the end as よ, as before 円 and 年. */
export function withYo(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => (index === pieces.length - 1 && piece.id === '4' ? numberPiece('4.yo') : piece))
}

const written = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/

/** A number as it is given to a node: a JSON number, or a text with commas or full-width digits. @throws NodeError `value-not-sayable` */
export function readNumber(value: unknown): { negative: boolean; whole: number; decimals: string } {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.normalize('NFKC').replaceAll(/[,\s]/g, '') : ''
  const [, sign, whole, decimals = ''] = written.exec(text) ?? []
  if (whole === undefined) throw notSayable('number')
  return { negative: sign === '-', whole: Number(whole), decimals }
}

/** 「まいなす いってんご」: digits behind the point one by one; a zero before it is れい. */
export function sayNumber(value: unknown): Piece[] {
  const { negative, whole, decimals } = readNumber(value)
  const sign = negative ? [numberPiece('minus')] : []
  if (decimals === '') return [...sign, ...sayWhole(whole)]
  return [...sign, ...beforePoint(whole), numberPiece('point'), ...[...decimals].map((digit) => numberPiece(digit))]
}

function beforePoint(whole: number): Piece[] {
  if (whole === 0) return [numberPiece('rei')]
  return sayWhole(whole).map((piece, index, all) => (index === all.length - 1 ? (byId.get(`${piece.id}.tsu`) ?? piece) : piece))
}

/** 「せんにひゃくはちじゅうよえん」. @throws NodeError `value-not-sayable` for parts of a yen */
export function sayAmount(value: unknown): Piece[] {
  const { negative, whole, decimals } = readNumber(value)
  if (/[1-9]/.test(decimals)) throw notSayable('amount in whole yen')
  return [...(negative ? [numberPiece('minus')] : []), ...withYo(sayWhole(whole)), numberPiece('yen')]
}
