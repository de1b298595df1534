export type Language = 'ja' | 'en'

/** Picks a text that may lack English. */
export function inLanguage(text: { ja: string; en?: string } | undefined, language: Language): string {
  return text ? (text[language] ?? text.ja) : ''
}
