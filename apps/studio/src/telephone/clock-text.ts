import type { Language } from '../i18n/words.ts'

/** `0:05`, `12:34`, `1:02:03`: how long a call has lasted. Parts of a second are cut off. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Seconds for people: whole, but tenths below ten. */
export function secondsText(seconds: number): string {
  return seconds < 10 ? String(Math.round(seconds * 10) / 10) : String(Math.round(seconds))
}

/** An instant in the zone of the contact center: 「2026/11/24(火) 08:30」. */
export function instantText(epochMs: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone, year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(epochMs)
}

/** ISO weekday of an instant in a zone, 1 is Monday, and its date `2026-11-24`. */
export function localDay(epochMs: number, timeZone: string): { date: string; weekday: number } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(epochMs)
  const weekday = new Date(`${parts}T00:00:00Z`).getUTCDay()
  return { date: parts, weekday: weekday === 0 ? 7 : weekday }
}

/** The name of an ISO weekday: 火曜日, Tuesday. 2024-01-01 was a Monday. */
export function weekdayName(weekday: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))
}

/** 「12月29日」, "29 Dec" of `12-29`. */
export function monthDayText(monthDay: string, language: Language): string {
  const [month = 1, day = 1] = monthDay.split('-').map(Number)
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', { month: language === 'ja' ? 'long' : 'short', day: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, day))
}
