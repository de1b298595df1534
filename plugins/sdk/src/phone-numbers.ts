/**
 * The number of a telephone as two ways of writing it compare: digits only, without hyphens or full-width forms, and a Japanese number that
 * came with its country code begins with 0 (public-sector C02). Empty where the caller is withheld or unknown.
 */
export function comparableNumber(number: string): string {
  const written = number.normalize('NFKC').replaceAll(/[^0-9+]/g, '')
  if (written.startsWith('+81')) return `0${written.slice(3).replace(/^0/, '')}`
  return written.replaceAll('+', '')
}

/** An entry of a list: a whole number, or the beginning of numbers, which ends in `*`. */
export interface NumberEntry {
  digits: string
  prefix: boolean
}

/** What an entry as people write it stands for; undefined for one without a digit. */
export function numberEntry(written: string): NumberEntry | undefined {
  const digits = comparableNumber(written)
  return digits === '' ? undefined : { digits, prefix: /[*＊]\s*$/.test(written) }
}

export function matchesEntry({ digits, prefix }: NumberEntry, number: string): boolean {
  return prefix ? number.startsWith(digits) : number === digits
}

/** As people write a number, or the beginning of one, in a list. */
export const numberEntryPattern = '^\\+?[0-9][0-9-]{0,19}\\*?$'

/** Numbers of IP telephones, among them all users of the telephone relay service, begin so: no list may refuse one (A08). */
export const ipPrefix = '050'

/** Whether an entry stands for at least one 050 number. */
export function coversIpCallers({ digits, prefix }: NumberEntry): boolean {
  return digits.startsWith(ipPrefix) || (prefix && ipPrefix.startsWith(digits))
}
