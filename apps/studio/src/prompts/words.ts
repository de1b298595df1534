import { defineWords } from '../i18n/words.ts'
import { promptTexts } from './texts.ts'

export const promptWords = defineWords('prompts', promptTexts)
