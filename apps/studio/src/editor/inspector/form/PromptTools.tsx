import { escapePointer } from '@madoguchi/engine'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconMicrophone, IconPlus } from '@tabler/icons-react'
import { Suspense, lazy, useMemo, useState } from 'react'
import { useProblems } from '../../../check/problems-store.ts'
import { useReadOnly } from '../../../draft/draft.ts'
import { useWords } from '../../../i18n/words.ts'
import { promptWords } from '../../../prompts/words.ts'
import { useEditor } from '../../editor-store.ts'
import styles from './Form.module.css'
import type { Referable } from './references.ts'

const PromptDialog = lazy(() => import('../../../prompts/PromptDialog.tsx'))

export interface PromptToolsProps {
  /** The prompt that is picked; undefined: none, or one that does not exist. */
  thing: Referable | undefined
  things: readonly Referable[]
  onPick(id: string): void
}

/** Under the picker of a prompt: what there is in each language, whether its audio still says its text, changing it on the spot, and a new one. */
export function PromptTools({ thing, things, onPick }: PromptToolsProps) {
  const say = useWords(promptWords)
  const readOnly = useReadOnly()
  const [open, setOpen] = useState<{ id: string | undefined }>()
  const stale = useStale(thing?.id)
  return (
    <div className={styles.under}>
      {thing?.languages && (
        <ul className={styles.coverage} aria-label={say('pickerLanguages')}>
          {(['ja', 'en'] as const).map((language) => <li key={language}>{say(language === 'ja' ? 'pickerJa' : 'pickerEn')}{say(`picker-${thing.languages?.[language] ?? 'none'}`)}</li>)}
        </ul>
      )}
      {stale && <strong className={styles.stale}><IconAlertTriangle aria-hidden size={16} /> {say('pickerStale')}</strong>}
      {!readOnly && thing && (
        <Button variant="outline" size="compact-sm" leftSection={<IconMicrophone aria-hidden size={16} />} aria-haspopup="dialog" aria-label={`${say('pickerEdit')}: ${thing.title}`} onClick={() => setOpen({ id: thing.id })}>
          {say('pickerEdit')}
        </Button>
      )}
      {!readOnly && (
        <Button variant="outline" size="compact-sm" leftSection={<IconPlus aria-hidden size={16} />} aria-haspopup="dialog" onClick={() => setOpen({ id: undefined })}>
          {say('pickerNew')}
        </Button>
      )}
      {open && (
        <Suspense fallback={null}>
          <PromptDialog id={open.id} suggestedId={suggestedId(things)} onSaved={(id) => open.id === undefined && onPick(id)} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  )
}

/** Whether the check found that the audio of a prompt speaks another text (R18). */
export function useStale(id: string | undefined): boolean {
  const problems = useProblems((state) => state.problems)
  return useMemo(() => id !== undefined && problems.some(({ code, document, pointer }) => code === 'prompt-audio-stale' && document.startsWith('prompts/') && pointer.startsWith(`/prompts/${escapePointer(id)}/`)), [problems, id])
}

/** `g.after-hours.menu`: an id that says where the new prompt was wanted, and that nobody has. */
function suggestedId(things: readonly Referable[]): string {
  const { path, selected } = useEditor.getState()
  const flow = /^call\/(.+)\.json$/.exec(path ?? '')?.[1]
  if (flow === undefined || selected[0] === undefined) return ''
  const base = `g.${flow}.${selected[0]}`.slice(0, 76)
  const taken = new Set(things.map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}
