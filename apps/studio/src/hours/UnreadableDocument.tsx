import { Suspense, lazy } from 'react'
import { useWords } from '../i18n/words.ts'
import { withMonaco } from '../monaco/load-monaco.ts'
import styles from './hours.module.css'
import { words } from './words.ts'

const JsonEditor = lazy(() => withMonaco(() => import('../editor/json/JsonEditor.tsx')))

/** A document that is not what it should be is mended as JSON; calls meanwhile take the error exit, never "closed". */
export function UnreadableDocument({ path, title }: { path: string; title: string }) {
  const t = useWords(words)
  return (
    <>
      <p role="alert">{t('broken')}</p>
      <div className={styles.json}>
        <Suspense>
          <JsonEditor path={path} title={title} />
        </Suspense>
      </div>
    </>
  )
}
