import { Button } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useDraft } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { useEditor } from '../editor-store.ts'
import { usesOf } from '../references/uses.ts'
import { words } from '../words.ts'

/** From a thing back to everything that names it. */
export function UsedBy({ kind, id, title }: { kind: string; id: string; title: string }) {
  const t = useWords(words)
  const documents = useDraft((state) => state.documents)
  const count = useMemo(() => usesOf(documents, kind, id).length, [documents, kind, id])
  return (
    <Button variant="outline" size="compact-sm" leftSection={<IconListSearch aria-hidden size={16} />} aria-haspopup="dialog" aria-label={`${t('usedBy', { count })}: ${title}`} onClick={() => useEditor.setState({ finding: { uses: { kind, id } } })}>
      {t('usedBy', { count })}
    </Button>
  )
}
