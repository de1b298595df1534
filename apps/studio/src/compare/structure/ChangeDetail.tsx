import type { DescribedChange } from '@madoguchi/engine'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { compareWords } from '../words.ts'
import styles from './Structure.module.css'

/** The chosen change in full, before beside after. */
export function ChangeDetail({ change: { sentence, row } }: { change: DescribedChange }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  return (
    <section className={styles.detail} aria-label={t('chosen')}>
      <p>
        <strong>{inLanguage(sentence, language)}</strong>
      </p>
      <dl>
        <div>
          <dt>{t('before')}</dt>
          <dd>{row.before ? <del>{inLanguage(row.before, language)}</del> : t('nothing')}</dd>
        </div>
        <div>
          <dt>{t('after')}</dt>
          <dd>{row.after ? <ins>{inLanguage(row.after, language)}</ins> : t('nothing')}</dd>
        </div>
      </dl>
    </section>
  )
}
