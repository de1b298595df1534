import { estimatedSeconds } from '@madoguchi/engine'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import type { FilledText } from './fill-prompt.ts'
import css from './prompts.module.css'
import { promptWords } from './words.ts'

/** The text as it is heard, with the variables of the bundle in it. */
export function PromptPreview({ filled }: { filled: FilledText }) {
  const say = useWords(promptWords)
  const language = useLanguage()
  return (
    <div className={css.preview}>
      <strong>{say('preview')}</strong> <span>{say('previewSeconds', { seconds: estimatedSeconds(filled.text) })}</span>
      <div>{filled.text}</div>
      {filled.kind === 'varies' && <span className={css.soft}>{say('varies', { braces: '{{ }}' })}</span>}
      {filled.kind === 'broken' && <span className={css.bad} role="alert">{say('broken', { braces: '{{ }}', fault: inLanguage(filled.fault, language) })}</span>}
    </div>
  )
}
