import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconLoader2, IconLock, IconPencil } from '@tabler/icons-react'
import { useDraft } from '../draft/draft.ts'
import { type SaveState as State, saveStateOf } from '../draft/draft-store.ts'
import { useConflictDialog } from '../draft/conflict-dialog.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './Shell.module.css'
import { words } from './words.ts'

const icons = { saved: IconCircleCheck, unsaved: IconPencil, saving: IconLoader2, offline: IconCloudOff, loggedOut: IconLock, conflict: IconAlertTriangle, refused: IconAlertTriangle } as const satisfies Record<State, unknown>

/** Whether the draft is saved; a word and an icon, never colour alone. */
export function SaveState() {
  const t = useWords(words)
  const language = useLanguage()
  const state = useDraft(({ files }) => saveStateOf(files))
  const refusal = useDraft(({ files }) => Object.values(files).find((file) => file.refusal)?.refusal)
  const full = useDraft(({ copiesFull, files }) => copiesFull && saveStateOf(files) !== 'saved')
  const Icon = icons[state]
  const hint = full ? t('full') : state === 'offline' ? t('offlineHint') : state === 'loggedOut' ? t('loggedOutHint') : inLanguage(refusal, language)
  return (
    <div className={styles.save} role="status" data-state={state} title={hint || undefined}>
      <Icon aria-hidden size={20} />
      <span className={styles.saveWord}>{t(state)}</span>
      {hint && <span className={styles.saveHint}>{hint}</span>}
      {state === 'conflict' && (
        <Button size="compact-sm" variant="outline" color="red" onClick={() => useConflictDialog.setState({ open: true })}>
          {t('conflictHint')}
        </Button>
      )}
    </div>
  )
}
