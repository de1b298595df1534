import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { draft, useDraft } from '../draft/draft.ts'
import { deleteDocument } from '../editor/references/delete-document.ts'
import { usesOf } from '../editor/references/uses.ts'
import { useWords } from '../i18n/words.ts'
import { words } from './words.ts'

/** Deletes a document that nothing uses, as one step that can be undone, and leads back to the list. */
export function DeleteDocument({ kind, id, label, list }: { kind: 'table' | 'form' | 'hours' | 'holidays'; id: string; label: string; list: string }) {
  const t = useWords(words)
  const [, go] = useLocation()
  const uses = usesOf(useDraft((state) => state.documents), kind, id).length
  if (uses > 0) return <p>{t('deleteUsed', { count: uses })}</p>
  const remove = () => {
    draft.getState().run(deleteDocument(kind, id))
    go(list)
  }
  return (
    <div>
      <Button variant="outline" color="red" leftSection={<IconTrash aria-hidden size={18} />} onClick={remove}>
        {label}
      </Button>
    </div>
  )
}
