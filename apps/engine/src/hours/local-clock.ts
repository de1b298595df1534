import { Temporal } from 'temporal-polyfill'
import { HoursInputError } from './hours-input-error.ts'

/** Instants and local time of one zone. All instants are epoch milliseconds; nothing here reads a wall clock or the zone of the server. */
export interface LocalClock {
  readonly timeZone: string
  /**
   * Epoch milliseconds of `2026-11-24`, `2026-11-24T08:30`, `2026-11-24T08:30:00` (local in the zone, a date alone is its
   * first instant) or of the same with `Z` or an offset (ISO 8601).
   * A local time that a change to summer time skips or repeats is resolved as Temporal does with `compatible`.
   * @throws {HoursInputError} `hours.instant-unreadable`
   */
  epochOf(text: string): number
  /** ISO 8601 with seconds and the offset of the zone: `2026-11-24T08:30:00+09:00`. Milliseconds are cut off.
   * @throws {HoursInputError} `hours.instant-out-of-range` */
  isoOf(epochMs: number): string
}

const instantText = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::[0-5]\d(?:\.\d{1,9})?)?(?<offset>[Zz]|[+-]\d{2}:?\d{2})?)?$/
// Keeps every search ahead inside the years that four digits can write.
const firstMs = Date.parse('0001-01-02T00:00:00Z')
const lastMs = Date.parse('9001-01-01T00:00:00Z')

export function makeLocalClock(timeZone: string): LocalClock {
  return {
    timeZone,
    epochOf: (text) => epochIn(timeZone, text),
    isoOf: (epochMs) => zonedAt(timeZone, epochMs).toString({ smallestUnit: 'second', timeZoneName: 'never' }),
  }
}

export function isTimeZone(timeZone: string): boolean {
  // Temporal also takes `2026-01-01T00:00+09:00` for a zone; that is a slip of the pen here.
  if (!/^(?:[A-Za-z][\w+/-]*|[+-]\d{2}(?::?\d{2})?)$/.test(timeZone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
    return true
  } catch {
    return false
  }
}

/** @throws {HoursInputError} `hours.instant-out-of-range` for anything but a number inside the years 1 to 9000 */
export function zonedAt(timeZone: string, epochMs: number): Temporal.ZonedDateTime {
  if (!(epochMs >= firstMs && epochMs <= lastMs)) {
    throw new HoursInputError('hours.instant-out-of-range', {
      ja: `日時（${epochMs} ミリ秒）が扱える範囲の外です。1年から9000年までの日時を指定してください。`,
      en: `The instant (${epochMs} ms) is out of range. Give one in the years 1 to 9000.`,
    })
  }
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(timeZone)
}

/** The date a text names, if it is one that the calendar has (not 2026-02-30). */
export function plainDate(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return undefined
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

const dayMs = 86_400_000

/**
 * Instants of local times of a zone: `(date, minutes from midnight, below 24:00) → epoch milliseconds`, skipped and repeated times as Temporal's `compatible`.
 * Between two changes of the offset of a zone, with a day to spare, an instant is an addition; asking Temporal each time made a year of days ten times slower.
 */
export function makeLocalInstants(timeZone: string): (date: Temporal.PlainDate, minutes: number) => number {
  let steadyFromMs = 0
  let steadyToMs = 0
  let offsetMs = 0
  return (date, minutes) => {
    const added = Date.UTC(date.year, date.month - 1, date.day) + minutes * 60_000 - offsetMs
    // `Date.UTC` reads the years before 100 as those of another century.
    if (date.year >= 100 && steadyFromMs + dayMs <= added && added < steadyToMs - dayMs) return added
    // The first instant of a date is not 00:00 where summer time begins at midnight.
    const zoned = minutes === 0 ? date.toZonedDateTime(timeZone) : date.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60) })
    if (!(steadyFromMs <= zoned.epochMilliseconds && zoned.epochMilliseconds < steadyToMs)) {
      // A nanosecond later, because the zone may change at this very instant.
      steadyFromMs = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity
      steadyToMs = zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity
      offsetMs = zoned.offsetNanoseconds / 1e6
    }
    return zoned.epochMilliseconds
  }
}

function epochIn(timeZone: string, text: string): number {
  const match = instantText.exec(text)
  try {
    if (!match) throw new RangeError('not an ISO 8601 date or time')
    if (match.groups?.['offset']) return Temporal.Instant.from(text).epochMilliseconds
    // A date alone is the first instant of the date, which is not 00:00 where summer time begins at midnight.
    const zoned = text.length === 10 ? Temporal.PlainDate.from(text).toZonedDateTime(timeZone) : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone)
    return zoned.epochMilliseconds
  } catch (cause) {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
    throw new HoursInputError(
      'hours.instant-unreadable',
      {
        ja: `日時「${shown}」を読み取れません。2026-11-24、2026-11-24T08:30、2026-11-24T08:30:00+09:00 のように書いてください。`,
        en: `Cannot read the time "${shown}". Write it like 2026-11-24, 2026-11-24T08:30 or 2026-11-24T08:30:00+09:00.`,
      },
      { cause },
    )
  }
}
