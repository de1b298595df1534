import { type Language, inLanguage } from '../i18n/language.ts'
import { type Json, isObject } from './json.ts'

/** What people call a document; its path where it has no title. */
export function documentTitle(document: Json | undefined, path: string, language: Language): string {
  const title = isObject(document) && isObject(document.title) ? document.title : undefined
  if (typeof title?.ja !== 'string') return path
  return inLanguage({ ja: title.ja, en: typeof title.en === 'string' ? title.en : undefined }, language)
}
