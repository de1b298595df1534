import { Button, Group, Select } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { notify } from '../../app/notices.ts'
import { documentTitle } from '../../draft/document-title.ts'
import { draft, useDraft } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { useEditor } from '../editor-store.ts'
import { deleteDocument, outsideUses } from '../references/delete-document.ts'
import { words } from './words.ts'

/** Deletes a flow. One that something uses is deleted once another stands in its stead. */
export function DeleteFlowForm({ path, onDone }: { path: string; onDone(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const [, go] = useLocation()
  const [instead, setInstead] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const id = path.slice('call/'.length, -'.json'.length)
  const uses = useMemo(() => outsideUses(documents, 'call', id).length, [documents, id])
  const others = Object.keys(documents).filter((other) => other.startsWith('call/') && other !== path).map((other) => ({ value: other.slice('call/'.length, -'.json'.length), label: documentTitle(documents[other], other, language) }))
  const title = documentTitle(documents[path], path, language)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (uses > 0 && instead === null) return
    draft.getState().run(deleteDocument('call', id, instead ?? undefined))
    onDone()
    go('/flows')
    notify('done', { ja: t('deleted', { title }), en: t('deleted', { title }) })
  }
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }} noValidate>
      <p style={{ margin: 0 }}>{uses === 0 ? t('deleteFree') : t('deleteUsed', { count: uses })}</p>
      {uses > 0 && (
        <>
          {others.length === 0 ? <p role="alert">{t('noOther')}</p> : (
            <Field label={t('replacement')} required requirement={t('required')} error={tried && instead === null ? t('replacementMissing') : undefined}>
              {(control) => <Select {...control} searchable data={others} value={instead} onChange={setInstead} />}
            </Field>
          )}
          <div>
            <Button variant="outline" onClick={() => useEditor.setState({ asking: undefined, finding: { uses: { kind: 'call', id } } })}>{t('showUses')}</Button>
          </div>
        </>
      )}
      <Group>
        {(uses === 0 || others.length > 0) && <Button type="submit" color="red">{t('delete')}</Button>}
        <Button variant="outline" onClick={onDone} data-autofocus>{t('cancel')}</Button>
      </Group>
    </form>
  )
}
