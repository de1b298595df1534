import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { NewDocumentDialog } from '../documents/NewDocumentDialog.tsx'
import { documentTitle } from '../draft/document-title.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { hoursPage, hoursPath } from './hours-document.ts'
import { idsOf, useHoursDocuments } from './use-hours.ts'
import { words } from './words.ts'

/** Makes hours and opens them: the reception of R12 to begin with, or all of other hours until one sets something else. */
export function NewHoursDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useHoursDocuments()
  const [parent, setParent] = useState('')
  const [holidays] = idsOf(documents, 'holidays')
  const own = { weekly: Object.fromEntries(['1', '2', '3', '4', '5'].map((weekday) => [weekday, [['08:30', '17:15']]])), ...(holidays === undefined ? {} : { holidays }) }
  return (
    <NewDocumentDialog
      kind="hours" heading={t('createHours')} nameLabel={t('hoursName')} label={{ ja: '営業時間の作成', en: 'making hours' }} page={hoursPage} onClose={onClose}
      make={(id, title) => ({ $schema: '../../../schemas/json/hours.schema.json', kind: 'hours', id, title: { ja: title }, ...(parent === '' ? own : { parent }) })}
    >
      <Field label={t('parent')} support={t('parentHelp')}>
        {(control) => <NativeSelect {...control} value={parent} data={[{ value: '', label: t('noParent') }, ...idsOf(documents, 'hours').map((id) => ({ value: id, label: documentTitle(documents[hoursPath(id)], id, language) }))]} onChange={({ currentTarget }) => setParent(currentTarget.value)} />}
      </Field>
    </NewDocumentDialog>
  )
}
