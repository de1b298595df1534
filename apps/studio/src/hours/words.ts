import { defineWords } from '../i18n/words.ts'
import { datedTexts } from './texts/dated-texts.ts'
import { holidayTexts } from './texts/holiday-texts.ts'
import { outlookTexts } from './texts/outlook-texts.ts'
import { pageTexts } from './texts/page-texts.ts'
import { weekTexts } from './texts/week-texts.ts'

export const words = defineWords('hours', {
  ja: { ...pageTexts.ja, ...weekTexts.ja, ...datedTexts.ja, ...holidayTexts.ja, ...outlookTexts.ja },
  en: { ...pageTexts.en, ...weekTexts.en, ...datedTexts.en, ...holidayTexts.en, ...outlookTexts.en },
})
