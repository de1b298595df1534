import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { notify } from '../../app/notices.ts'
import { draft, useDraft } from '../../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { flowPath } from '../commands/index.ts'
import { openFlow, select } from '../editor-store.ts'
import { type Renamable, rename, renameRefusal, usesToFollow, variablesOf } from '../rename/rename.ts'
import { words } from './words.ts'

interface RenameFormProps {
  path: string
  what: Renamable
  id: string
  onDone(): void
}

/** Gives something another id, everywhere at once. */
export function RenameForm({ path, what, id: first, onDone }: RenameFormProps) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const [id, setId] = useState(first)
  const [to, setTo] = useState(first)
  const variables = useMemo(() => (what.kind === 'variable' ? [...variablesOf(documents)].toSorted() : []), [documents, what])
  const choose = (name: string | null) => {
    setId(name ?? first)
    setTo(name ?? first)
  }
  const [, go] = useLocation()
  const refusal = renameRefusal(documents, what, id, to)
  const count = useMemo(() => usesToFollow(documents, what, id), [documents, what, id])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (refusal) return
    draft.getState().run(rename(what, id, to))
    onDone()
    if (to === id) return
    if (what.kind === 'node') select([to], { reveal: true })
    if (what.kind === 'call' && path === flowPath(id)) {
      openFlow(flowPath(to))
      go(`/flows/${to}`, { replace: true })
    }
    notify('done', { ja: `「${id}」を「${to}」に変えました。元に戻せます。`, en: `"${id}" is now "${to}". This can be undone.` })
  }
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }} noValidate>
      {what.kind === 'variable' && (
        <Field label={t('variable')} required requirement={t('required')}>
          {(control) => <Select {...control} data-autofocus searchable allowDeselect={false} data={variables} value={id} onChange={choose} />}
        </Field>
      )}
      <Field label={what.kind === 'variable' ? t('newName') : t('newId')} required requirement={t('required')} support={t('renameText', { count })} error={refusal && inLanguage(refusal, language)}>
        {(control) => <TextInput {...control} data-autofocus={what.kind !== 'variable' || undefined} value={to} onChange={(event) => setTo(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()} />}
      </Field>
      <Group>
        <Button type="submit" aria-disabled={refusal !== undefined}>{t('rename')}</Button>
        <Button variant="outline" onClick={onDone}>{t('cancel')}</Button>
      </Group>
    </form>
  )
}
