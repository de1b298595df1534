import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import styles from './ConflictDialog.module.css'
import { documentTitle } from './document-title.ts'
import { saveDocument } from './save-file.ts'
import { useDraft } from './draft.ts'
import { dropAside, readAside } from './unsaved-copies.ts'
import { words } from './words.ts'

/** The texts that were not chosen in a conflict: kept in this browser until someone removes them. */
export function SetAside() {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const [copies, setCopies] = useState(() => readAside())
  if (copies.length === 0) return null
  return (
    <section className={styles.aside}>
      <h3>{t('asideTitle', { count: copies.length })}</h3>
      <ul>
        {copies.map(({ key, path, why, at, text }) => {
          const title = documentTitle(documents[path], path, language)
          return (
            <li key={key}>
              <span>{t('asideEntry', { title, whose: t(why), at: new Date(at).toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'short', timeStyle: 'short' }) })}</span>
              <Button size="compact-sm" variant="outline" onClick={() => saveDocument(path, text)} aria-label={`${t('download')}: ${title}`}>
                {t('download')}
              </Button>
              <Button
                size="compact-sm" variant="outline" color="red" aria-label={`${t('dropCopy')}: ${title}`}
                onClick={() => {
                  dropAside(key)
                  setCopies(readAside())
                }}
              >
                {t('dropCopy')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
