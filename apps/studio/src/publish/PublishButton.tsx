import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconRocket } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import { useDraftChanges } from '../draft/draft-changes.ts'
import { useWords } from '../i18n/words.ts'
import styles from './Publish.module.css'
import { words } from './words.ts'

const PublishDialog = lazy(() => import('./PublishDialog.tsx'))

/** The draft against what is live, and the way from one to the other. */
export function PublishButton() {
  const t = useWords(words)
  const changes = useDraftChanges()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <div className={styles.bar}>
      {changes && (
        <span className={changes.length > 0 ? styles.some : styles.none} data-testid="changes">
          {changes.length > 0 ? t('changes', { count: changes.length }) : t('noChanges')}
        </span>
      )}
      <Button onClick={open} leftSection={<IconRocket aria-hidden size={18} />} aria-haspopup="dialog">
        {t('publish')}
      </Button>
      {opened && (
        <Suspense>
          <PublishDialog onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
