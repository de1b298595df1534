import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import { useDraftChanges } from '../draft/draft-changes.ts'
import { useWords } from '../i18n/words.ts'
import styles from './Publish.module.css'
import { words } from './words.ts'

const RequestDialog = lazy(() => import('./RequestDialog.tsx'))

/** The draft against what is live, and the way from one to the other: somebody else's approval. */
export function RequestButton() {
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
      <Button onClick={open} leftSection={<IconSend aria-hidden size={18} />} aria-haspopup="dialog">
        {t('request')}
      </Button>
      {opened && (
        <Suspense>
          <RequestDialog onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
