import { Button } from '@mantine/core'
import { currentSchemaVersion } from '@madoguchi/schemas'
import { draft, useDraft, useReadOnly } from '../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './Import.module.css'
import { bringUp, draftVersion, olderDraft } from './bring-up.ts'
import { importWords } from './words.ts'

/** Says that the draft was written by an older product, with the way to write it anew; or by a newer one, which only reads it right. */
export function DraftVersion() {
  const t = useWords(importWords)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const documents = useDraft((state) => state.documents)
  const older = olderDraft(documents)
  const version = draftVersion(documents)
  if (version > currentSchemaVersion) {
    return (
      <div className={styles.refused} role="alert">
        <p>{t('newerDraft', { version, supported: currentSchemaVersion })}</p>
      </div>
    )
  }
  if (!older) return null
  return (
    <div className={styles.older} role="status">
      <p>{t('olderDraft', { from: older.from, to: older.to })}</p>
      {older.changes.map((change) => <p key={change.en}>{inLanguage(change, language)}</p>)}
      {!readOnly && <Button variant="outline" onClick={() => draft.getState().run(bringUp())}>{t('bringUp')}</Button>}
    </div>
  )
}
