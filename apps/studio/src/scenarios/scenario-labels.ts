import { scenarioTexts } from './texts.ts'

/** What the undo list calls a change; it holds both languages. */
export function label(key: 'labelChange' | 'labelAdd' | 'labelRemove' | 'labelTake', title: string): { ja: string; en: string } {
  return { ja: scenarioTexts.ja[key].replace('{title}', title), en: scenarioTexts.en[key].replace('{title}', title) }
}
