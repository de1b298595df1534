import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useDraft } from '../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './EditorPage.module.css'
import { redoLast, undoLast } from './shortcuts.ts'
import { words } from './words.ts'

/** Takes back the last thing done to the draft, or does it again; says what that is. */
export function UndoRedo() {
  const t = useWords(words)
  const language = useLanguage()
  const last = useDraft(({ history }) => history.done.at(-1))
  const next = useDraft(({ history }) => history.undone.at(-1))
  const undoText = last ? t('undoOf', { what: inLanguage(last.label, language) }) : t('nothingToUndo')
  const redoText = next ? t('redoOf', { what: inLanguage(next.label, language) }) : t('nothingToRedo')
  return (
    <div className={styles.pair}>
      <Tooltip label={undoText}>
        <ActionIcon variant="outline" size={40} aria-label={t('undo')} aria-disabled={!last} aria-keyshortcuts="Control+Z" onClick={undoLast}>
          <IconArrowBackUp aria-hidden size={22} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoText}>
        <ActionIcon variant="outline" size={40} aria-label={t('redo')} aria-disabled={!next} aria-keyshortcuts="Control+Shift+Z" onClick={redoLast}>
          <IconArrowForwardUp aria-hidden size={22} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
