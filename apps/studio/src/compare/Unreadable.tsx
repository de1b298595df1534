import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './Compare.module.css'
import type { Unreadable as Item } from './comparison.ts'
import { compareWords } from './words.ts'

/** What a comparison cannot vouch for is said before anything else. */
export function Unreadable({ items }: { items: readonly Item[] }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  if (items.length === 0) return null
  return (
    <div className={styles.unreadable} role="alert">
      <strong>{t('unreadable')}</strong>
      <ul>
        {items.map(({ side, document, reason }) => (
          <li key={`${side} ${document}`}>{t('unreadableItem', { side: t(side), document, reason: inLanguage(reason, language) })}</li>
        ))}
      </ul>
    </div>
  )
}
