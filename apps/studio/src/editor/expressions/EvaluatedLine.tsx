import { Button } from '@mantine/core'
import type { Evaluated } from '../../check/evaluate-text.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import styles from './expressions.module.css'
import { words } from './words.ts'

/** What the text comes to on the sample values, or what is wrong with it. */
export function EvaluatedLine({ evaluated, text, onShow }: { evaluated: Evaluated | undefined; text: string; onShow(position: number): void }) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <div role="status" className={styles.result}>
      {evaluated?.kind === 'value' && (
        <>
          <strong>{t('result')}</strong> <output>{inWords(evaluated.value, t)}</output>
        </>
      )}
      {evaluated?.kind === 'text' && evaluated.parts.some(({ filled }) => filled) && (
        <>
          <strong>{t('spokenAs')}</strong>
          <output>{evaluated.parts.map(({ text: part, filled }, index) => (filled ? <mark key={index}>{part}</mark> : part))}</output>
        </>
      )}
      {evaluated?.kind === 'fault' && (
        <p className={styles.wrong}>
          {evaluated.position === undefined ? inLanguage(evaluated.said, language) : t('wrongAt', { position: evaluated.position, detail: inLanguage(evaluated.said, language) })}
          {evaluated.position !== undefined && evaluated.position <= text.length && (
            <Button variant="outline" size="compact-sm" onClick={() => onShow(evaluated.position ?? 0)}>
              {t('showPlace')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

function inWords(value: unknown, t: (key: 'noValue' | 'yes' | 'no') => string): string {
  if (value === undefined || value === null) return t('noValue')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  return typeof value === 'string' ? `「${value}」` : JSON.stringify(value)
}
