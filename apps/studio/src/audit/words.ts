import { defineWords } from '../i18n/words.ts'
import { auditTexts } from './texts.ts'

export const auditWords = defineWords('audit', auditTexts)
