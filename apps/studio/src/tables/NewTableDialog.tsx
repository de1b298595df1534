import { Radio } from '@mantine/core'
import { useState } from 'react'
import { NewDocumentDialog } from '../documents/NewDocumentDialog.tsx'
import shared from '../documents/documents.module.css'
import { toJson } from '../draft/json.ts'
import { useWords } from '../i18n/words.ts'
import { emptyTable } from './table-document.ts'
import { words } from './words.ts'

/** Makes a table of one kind and opens it. */
export function NewTableDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const [kind, setKind] = useState<'data' | 'decision'>('data')
  return (
    <NewDocumentDialog
      kind="table" heading={t('create')} nameLabel={t('newTitle')} label={{ ja: '表の作成', en: 'making a table' }} page={(id) => `/tables/${id}`} onClose={onClose} make={(id, title) => toJson(emptyTable(id, title, kind))}
    >
      <Radio.Group label={t('kind')} value={kind} onChange={(chosen) => setKind(chosen === 'decision' ? 'decision' : 'data')}>
        <div className={shared.fields}>
          <Radio value="data" label={t('data')} description={t('dataHelp')} />
          <Radio value="decision" label={t('decision')} description={t('decisionHelp')} />
        </div>
      </Radio.Group>
    </NewDocumentDialog>
  )
}
