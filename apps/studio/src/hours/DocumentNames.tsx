import { Button, TextInput } from '@mantine/core'
import type { LocalisedText } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { notify } from '../app/notices.ts'
import shared from '../documents/documents.module.css'
import { draft, useDraft } from '../draft/draft.ts'
import { toJson } from '../draft/json.ts'
import { editDocument } from '../editor/commands/index.ts'
import { rename, renameRefusal, usesToFollow } from '../editor/rename/rename.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { TextCell } from './TextCell.tsx'
import { words } from './words.ts'

interface DocumentNamesProps {
  kind: 'hours' | 'holidays'
  id: string
  title: LocalisedText
  page(id: string): string
}

/** What a document is called, and its id; whatever names it follows a new id. */
export function DocumentNames({ kind, id, title, page }: DocumentNamesProps) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const [, go] = useLocation()
  const [to, setTo] = useState(id)
  const refusal = renameRefusal(documents, { kind }, id, to)
  const titled = (change: LocalisedText) => draft.getState().run(editDocument(`${kind}/${id}.json`, ['title'], toJson(change)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (refusal || to === id) return
    draft.getState().run(rename({ kind }, id, to))
    notify('done', { ja: `「${id}」を「${to}」に変えました。元に戻せます。`, en: `"${id}" is now "${to}". This can be undone.` })
    go(page(to), { replace: true })
  }
  return (
    <section className={shared.section} aria-labelledby="document-names">
      <h2 id="document-names">{t('names')}</h2>
      <div className={shared.row}>
        <TextCell label={t('titleJa')} value={title.ja} readOnly={false} onChange={(ja) => titled({ ...title, ja })} />
        <TextCell label={t('titleEn')} value={title.en ?? ''} readOnly={false} onChange={(en) => titled({ ...title, en })} />
      </div>
      <form onSubmit={submit} className={shared.fields} noValidate>
        <Field label="ID" support={t('idHelp', { count: usesToFollow(documents, { kind }, id) })} error={refusal && inLanguage(refusal, language)}>
          {(control) => <TextInput {...control} value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)} maw={320} />}
        </Field>
        <div>
          <Button type="submit" variant="outline" aria-disabled={to === id || refusal !== undefined}>
            {t('changeId')}
          </Button>
        </div>
      </form>
    </section>
  )
}
