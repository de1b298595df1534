import { useEffect } from 'react'
import { notify } from '../app/notices.ts'
import { useDraftAccess } from '../draft/draft-access.ts'
import { useCompiled } from '../draft/use-compiled.ts'
import { promptEntries } from './prompt-document.ts'
import { PromptEditor } from './PromptEditor.tsx'

export interface PromptDialogProps {
  /** Left out: a new prompt. */
  id: string | undefined
  suggestedId?: string | undefined
  onSaved?: ((id: string) => void) | undefined
  onClose(): void
}

/** The editor of a prompt on a page that has no program of its own. */
export default function PromptDialog({ id, onClose, ...rest }: PromptDialogProps) {
  const { files } = useDraftAccess()
  const compiled = useCompiled(files)
  const program = compiled?.program
  const entry = program && id !== undefined ? promptEntries(program.documents.prompts).find((each) => each.id === id) : undefined
  const blocked = compiled !== undefined && (!program || (id !== undefined && !entry) || program.documents.prompts.size === 0)
  useEffect(() => {
    if (!blocked) return
    notify('failed', { ja: '案内を開けません。「音声案内」の画面で、設定の問題を直してください。下書きは変わっていません。', en: 'The prompt cannot be opened. Mend the problems on the page of prompts. The draft is unchanged.' })
    onClose()
  }, [blocked, onClose])
  return program && !blocked ? <PromptEditor program={program} entry={entry} onClose={onClose} {...rest} /> : null
}
