import { Button } from '@mantine/core'
import { say } from '../../app/notices.ts'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { copy, duplicate } from '../clipboard.ts'
import { deleteNodes } from '../commands/index.ts'
import { select } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

/** What can be done with several nodes at once. */
export function ManyInspector({ path, ids }: { path: string; ids: readonly string[] }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const remove = () => {
    draft.getState().run(deleteNodes(path, ids))
    select([])
    say({ ja: t('removed', { count: ids.length }), en: t('removed', { count: ids.length }) })
  }
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{t('manySelected', { count: ids.length })}</h2>
      </header>
      {!readOnly && <div className={styles.actions}>
        <Button variant="outline" onClick={() => copy(path, ids)}>
          {t('copy')}
        </Button>
        <Button variant="outline" onClick={() => duplicate(path, ids)}>
          {t('duplicate')}
        </Button>
        <Button variant="outline" color="red" onClick={remove}>
          {t('remove')}
        </Button>
      </div>}
    </div>
  )
}
