import { type Piece, notSayable } from './piece.ts'

/** Two and five are drawn out, since they are easily misheard; a hyphen is の, as people say it. */
const words: Readonly<Record<string, Piece>> = {
  ...Object.fromEntries(['ぜろ', 'いち', 'にー', 'さん', 'よん', 'ごー', 'ろく', 'なな', 'はち', 'きゅう'].map((text, digit) => [String(digit), { id: `digit.${digit}`, text }])),
  '-': { id: 'digit.no', text: 'の' },
  '#': { id: 'digit.hash', text: 'しゃーぷ' },
  '*': { id: 'digit.star', text: 'こめじるし' },
}

export const digitPieces: readonly Piece[] = Object.values(words)

const most = 40

/** Digits one by one, as of a telephone number or a number on a letter. @throws NodeError `value-not-sayable` */
export function sayDigits(value: unknown): Piece[] {
  const text = (typeof value === 'string' || typeof value === 'number' ? String(value) : '').normalize('NFKC').replaceAll(/\s/g, '').replaceAll(/[‐‑–—−ー]/g, '-')
  const pieces = [...text].map((character) => words[character])
  if (pieces.length === 0 || pieces.length > most) throw notSayable(`row of 1 to ${most} digits`)
  return pieces.map((piece) => {
    if (!piece) throw notSayable('row of digits')
    return piece
  })
}
