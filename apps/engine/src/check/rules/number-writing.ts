/** How each digit is written and read aloud. Text is compared in half width and hiragana, so ゼロ, ｾﾞﾛ and ぜろ are one. Longer readings first. */
const writings: Readonly<Record<string, readonly string[]>> = {
  '0': ['0', '〇', '零', '○', '◯', 'ぜろ', 'れい', 'まる', 'おう', 'zero', 'oh', 'o'],
  '1': ['1', '一', '壱', 'いち', 'ひと', 'one'],
  '2': ['2', '二', '弐', 'にい', 'に', 'two'],
  '3': ['3', '三', '参', 'さん', 'three'],
  '4': ['4', '四', 'よん', 'よ', 'し', 'four'],
  '5': ['5', '五', 'ごお', 'ごう', 'ご', 'five'],
  '6': ['6', '六', 'ろく', 'ろっ', 'six'],
  '7': ['7', '七', 'なな', 'しち', 'seven'],
  '8': ['8', '八', 'はち', 'はっ', 'eight'],
  '9': ['9', '九', 'きゅう', 'きゅ', 'く', 'nine'],
}
/** What stands between the digits of one number: spaces, hyphens of every kind, の, 局, brackets, commas, the long-vowel mark, what cannot be seen. */
const between = String.raw`[\s\-‐‑‒–—―−ー~〜.,、。・･()（）\[\]「」/:の局番\u200b-\u200d\u00ad\u2060\ufeff]*`
/** Numbers shorter than this (extensions) look like any figure, so they count only where a text speaks of a number. */
const ordinaryLength = 7
const announced = `(?:内線|番号|電話|ダイヤル|だいやる|extension|ext|number)${between}(?:は|が|:)?${between}`

/** A text as numbers are looked for in it: NFKC (full-width digits, ①, half-width kana), katakana as hiragana, lower case. */
export function foldForNumbers(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}

/**
 * Finds a telephone number in text however it is written (R02, C02): with or without hyphens, full-width, as +81, in kanji, or in kana or
 * English as it is read aloud. @param number digits, hyphens allowed
 */
export class NumberWriting {
  readonly #pattern: RegExp

  constructor(number: string) {
    const digits = number.normalize('NFKC').replaceAll(/\D/g, '')
    const national = number.trim().startsWith('+81') ? `0${digits.slice(2)}` : digits
    const read = (some: string) => [...some].map((digit) => `(?:${writings[digit]?.join('|')})`).join(between)
    const international = `(?:(?:\\+|${read('010')}|${read('00')})${between})?${read('81')}${between}(?:\\(${between}${read('0')}${between}\\)${between})?${read(national.slice(1))}`
    const short = digits.length < ordinaryLength
    const either = !short && national.startsWith('0') ? `(?:${read(national)}|${international})` : read(digits)
    // No digit stands before or behind (048-000-0000 is not in 1048-000-00001), but for the prefixes that hide and show the caller's number (D02).
    this.#pattern = new RegExp(`${short ? announced : '(?<![0-9])(?:18[46])?'}${either}(?![0-9])`)
  }

  isIn(text: string): boolean {
    return this.isInFolded(foldForNumbers(text))
  }

  /** @param folded by `foldForNumbers` */
  isInFolded(folded: string): boolean {
    return this.#pattern.test(folded)
  }
}
