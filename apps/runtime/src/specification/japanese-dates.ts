/** Dates as a prefecture files them: ISO 8601 with the era (和暦) beside it, in the time zone of the contact center. */
export interface JapaneseDates {
  /** `2026-11-24 10:00 令和8年11月24日（火）` of an instant. */
  instant(iso: string): string
  /** `2026-11-24 10:00`, for narrow columns. */
  short(iso: string): string
  /** `2026-11-24 令和8年11月24日（火）` of a calendar date `2026-11-24`. */
  date(date: string): string
  /** The fiscal year (April to March) in which an instant lies. */
  fiscalYear(iso: string): FiscalYear
}

export interface FiscalYear {
  /** `2026年度（令和8年度）` */
  title: string
  /** First and last date, both included, `2026-04-01`. */
  from: string
  to: string
}

export function japaneseDates(timeZone: string): JapaneseDates {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  const short = (iso: string) => wall.format(new Date(iso))
  return {
    short,
    instant: (iso) => `${short(iso)} ${eraDate(short(iso).slice(0, 10))}`,
    date: (date) => `${date} ${eraDate(date)}`,
    fiscalYear(iso) {
      const [year = 0, month = 1] = short(iso).split('-').map((part) => Number.parseInt(part, 10))
      const first = month >= 4 ? year : year - 1
      return { title: `${first}年度（${eraYear(first)}度）`, from: `${first}-04-01`, to: `${first + 1}-03-31` }
    },
  }
}

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { timeZone: 'UTC', era: 'long', year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' })
const eraOfYear = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { timeZone: 'UTC', era: 'long', year: 'numeric' })

/** 令和8年11月24日（火） */
function eraDate(date: string): string {
  return era.format(new Date(`${date}T00:00:00Z`)).replace(/\(/u, '（').replace(/\)/u, '）')
}

/** The era of a fiscal year is the one on its first day of April. */
function eraYear(year: number): string {
  return eraOfYear.format(new Date(Date.UTC(year, 3, 1)))
}
