import { defineWords } from '../i18n/words.ts'
import { sessionTexts } from './texts.ts'

export const sessionWords = defineWords('sessions', sessionTexts)
