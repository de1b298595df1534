import type { Language } from '../i18n/language.ts'

const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB' }

/** `2026/11/24 8:30`, in the zone of the contact center. */
export function timeText(iso: string, timeZone: string | undefined, language: Language): string {
  return new Date(iso).toLocaleString(locales[language], { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
}

/** `2026/11/24`. */
export function dayText(iso: string, timeZone: string | undefined, language: Language): string {
  return new Date(iso).toLocaleDateString(locales[language], { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
}
