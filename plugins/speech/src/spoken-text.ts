import entries from './readings.json' with { type: 'json' }

/**
 * One line of the readings table. `say` is written into the text for the synthesiser where it would misread `written`;
 * `reading` (katakana as pronounced, long vowels as ー) is what must come out, and is verified after each rendering.
 */
export interface Reading {
  written: string
  say?: string
  reading?: string
  why?: string
}

export const readings: readonly Reading[] = entries

/** The table with lines of one's own: a line for the same writing takes the place of the one here. */
export function withOwnReadings(own: readonly Reading[]): readonly Reading[] {
  const taken = new Set(own.map(({ written }) => written))
  return [...readings.filter(({ written }) => !taken.has(written)), ...own]
}

/** A domestic telephone number, with or without hyphens. */
const telephone = /(?<![\d-])0\d{1,4}(?:-\d{1,4}){1,2}(?![\d-])|(?<![\d-])0\d{9,10}(?![\d-])/g
const digitNames = ['ゼロ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュー']

/** The text as it is given to the synthesiser: the table applied once from left to right, the longest entry first, so that no replacement is replaced again. */
export function toSpokenText(text: string, table: readonly Reading[] = readings): string {
  const byWritten = new Map(table.map((entry) => [entry.written, entry.say ?? entry.written]))
  const longestFirst = [...byWritten.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp)
  const replaced = longestFirst.length === 0 ? text : text.replace(new RegExp(longestFirst.join('|'), 'g'), (written) => byWritten.get(written) ?? written)
  return replaced.replace(telephone, groupDigits)
}

/** Sentences are synthesised one by one: only then does the voice fall at each end, and the pauses between are ours. */
export function toSentences(spoken: string): string[] {
  return (spoken.match(/[^。！？\n\r]+[。！？]?/g) ?? []).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** What must be heard in the reading of `text`, and how often; telephone numbers digit by digit. */
export function expectedReadings(text: string, table: readonly Reading[] = readings): { written: string; reading: string; times: number }[] {
  const words = table.flatMap(({ written, reading }) => (reading === undefined ? [] : [{ written, reading, times: text.split(written).length - 1 }]))
  const numbers = [...text.matchAll(telephone)].map(([written]) => ({ written, reading: readDigits(written), times: 1 }))
  return [...words, ...numbers].filter(({ times }) => times > 0)
}

/** The synthesiser reads digits one by one only when they stand in hyphenated groups. */
function groupDigits(number: string): string {
  if (number.includes('-')) return number
  if (/^0(570|120|800|990)/.test(number)) return `${number.slice(0, 4)}-${number.slice(4, 7)}-${number.slice(7)}`
  const second = number.length === 11 ? 7 : 6
  return `${number.slice(0, 3)}-${number.slice(3, second)}-${number.slice(second)}`
}

function readDigits(number: string): string {
  return [...number.replaceAll('-', '')].map((digit) => digitNames[Number(digit)] ?? '').join('')
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
