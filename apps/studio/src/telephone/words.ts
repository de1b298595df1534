import { defineWords } from '../i18n/words.ts'
import { stepTexts } from './step-texts.ts'
import { telephoneTexts } from './texts.ts'
import { timelineTexts } from './timeline-texts.ts'
import { traceTexts } from './trace-texts.ts'

export const telephoneWords = defineWords('telephone', telephoneTexts)
export const traceWords = defineWords('trace', traceTexts)
export const stepWords = defineWords('steps', stepTexts)
export const timelineWords = defineWords('timeline', timelineTexts)
