import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'

import type { Language } from './language.ts'

export { type Language, inLanguage } from './language.ts'

/** The words of one area of the studio. Both languages have the same keys: a forgotten translation does not compile. */
export interface Words<Key extends string> {
  area: string
  keys?: Key
}

void i18next.use(initReactI18next).init({
  lng: readLanguage(),
  fallbackLng: 'ja',
  initAsync: false,
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  resources: {},
})
document.documentElement.lang = i18next.language

/**
 * Registers the words of an area (a folder keeps them in its `words.ts`); `{name}` in a text is filled from the call.
 * @example const words = defineWords('telephone', { ja: { dial: '{number} に発信' }, en: { dial: 'Call {number}' } })
 */
export function defineWords<const Ja extends Record<string, string>>(area: string, words: { ja: Ja; en: Record<keyof Ja, string> }): Words<keyof Ja & string> {
  i18next.addResourceBundle('ja', area, words.ja)
  i18next.addResourceBundle('en', area, words.en)
  return { area }
}

/** The words of an area in the present language; the component is drawn again when the language changes. */
export function useWords<Key extends string>(words: Words<Key>): (key: Key, values?: Record<string, string | number>) => string {
  const { t } = useTranslation(words.area)
  // The same function until the language changes: effects and memos may depend on it.
  return useCallback((key, values) => t(key as never, values as never) as unknown as string, [t])
}

/** The present language, for texts that carry both (titles of documents and node types). */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}

export function setLanguage(language: Language): void {
  localStorage.setItem('madoguchi.language', language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

/** The language that this browser was last used in. */
export function readLanguage(): Language {
  return localStorage.getItem('madoguchi.language') === 'en' ? 'en' : 'ja'
}
