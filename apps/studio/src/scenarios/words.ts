import { defineWords } from '../i18n/words.ts'
import { scenarioTexts } from './texts.ts'

export const scenarioWords = defineWords('scenarios', scenarioTexts)
