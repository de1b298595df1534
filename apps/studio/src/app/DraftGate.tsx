import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { type DraftAccess, DraftContext } from '../draft/draft-access.ts'
import { autosave, draft, useDraft } from '../draft/draft.ts'
import { toJson } from '../draft/json.ts'
import { replaceDocument } from '../editor/commands/index.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import styles from './Shell.module.css'
import { notify } from './notices.ts'
import { words } from './words.ts'

/** Pages begin once the draft is there; they all edit it through the same commands. Whoever may not read the draft has pages without one. */
export function DraftGate({ children }: { children: ReactNode }) {
  const t = useWords(words)
  const language = useLanguage()
  const phase = useDraft((state) => state.phase)
  const failure = useDraft((state) => state.failure)
  useRestoredNotice()
  const access = useDraftAccess()
  const mayRead = usePermission('draft.read')
  if (!mayRead) return <>{children}</>
  if (phase === 'loading') return <Loading />
  if (phase === 'failed') {
    return (
      <div className={styles.message} role="alert">
        <h1>{t('failedTitle')}</h1>
        <p>{inLanguage(failure, language)}</p>
        <Button onClick={() => void autosave.load()}>{t('again')}</Button>
      </div>
    )
  }
  return <DraftContext value={access}>{children}</DraftContext>
}

export function Loading() {
  const t = useWords(words)
  return (
    <p className={styles.message} role="status">
      {t('loading')}…
    </p>
  )
}

/** The texts of the draft as a list that is a new one whenever a text changed, and only then: saving alone changes none. */
function useTexts(): DraftAccess['files'] {
  const texts = useDraft(useShallow(({ files }) => Object.fromEntries(Object.entries(files).flatMap(([path, { text }]) => (text === null ? [] : [[path, text]])))))
  return useMemo(() => Object.entries(texts), [texts])
}

function useDraftAccess(): DraftAccess {
  const files = useTexts()
  return useMemo(() => ({ files, update: (path, document, label) => draft.getState().run({ ...replaceDocument(path, toJson(document)), label: { ja: label, en: label } }) }), [files])
}

function useRestoredNotice(): void {
  const restored = useDraft((state) => state.restored)
  useEffect(() => {
    if (restored.length > 0) notify('done', { ja: `保存前の変更を復元しました（${restored.length}件）。`, en: `Unsaved changes were restored (${restored.length}).` })
  }, [restored])
}
