import type { Language } from '../../i18n/words.ts'

/** A fiscal year is from April to March and is called by the year of its April. */
export function fiscalYearOf(date: string): number {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return month >= 4 ? year : year - 1
}

export interface Month {
  /** `2026-04` */
  id: string
  dates: readonly string[]
  /** How many cells of a week that begins on Monday come before its first day. */
  lead: number
}

const two = (value: number) => String(value).padStart(2, '0')

/** The twelve months of a fiscal year with their dates. */
export function monthsOf(fiscalYear: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const year = index < 9 ? fiscalYear : fiscalYear + 1
    const month = ((index + 3) % 12) + 1
    const id = `${year}-${two(month)}`
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return { id, dates: Array.from({ length: days }, (_day, day) => `${id}-${two(day + 1)}`), lead: (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7 }
  })
}

export function datesOf(fiscalYear: number): { from: string; to: string } {
  return { from: `${fiscalYear}-04-01`, to: `${fiscalYear + 1}-03-31` }
}

/** Another date, so many days on. */
export function daysOn(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const utc = (date: string) => Date.parse(`${date}T00:00:00Z`)

/** The year of the Japanese calendar on a date (C06): 「令和8年」, "Reiwa 8". */
export function eraYear(date: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' }).formatToParts(utc(date))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return language === 'ja' ? `${part('era')}${part('year')}年` : `${part('era')} ${part('year')}`
}

/** 「2026年度（令和8年度）」, "Fiscal 2026 (Reiwa 8)". */
export function fiscalYearText(fiscalYear: number, language: Language): string {
  const era = eraYear(`${fiscalYear}-05-01`, language)
  return language === 'ja' ? `${fiscalYear}年度（${era}度）` : `Fiscal ${fiscalYear} (${era})`
}

/** 「2026年11月（令和8年）」, "November 2026 (Reiwa 8)". */
export function monthText(id: string, language: Language): string {
  const name = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(`${id}-01`))
  // A month in which an era ends belongs to both; its last day names the new one.
  const era = eraYear(`${id}-28`, language)
  return language === 'ja' ? `${name}（${era}）` : `${name} (${era})`
}

/** 「2026年11月23日(月)」, "Mon, 23 November 2026". */
export function dateText(date: string, language: Language, era = false): string {
  const plain = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' }).format(utc(date))
  if (!era) return plain
  return language === 'ja' ? `${plain}・${eraYear(date, language)}` : `${plain}, ${eraYear(date, language)}`
}
