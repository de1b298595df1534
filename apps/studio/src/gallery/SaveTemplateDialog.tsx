import { Button, Modal, TextInput, Textarea } from '@mantine/core'
import { type CallFlow, idPattern } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { notify } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { freeKey, replaceDocument } from '../editor/commands/index.ts'
import { useWords } from '../i18n/words.ts'
import flowStyles from '../flows/FlowsPage.module.css'
import { words as flowWords } from '../flows/words.ts'
import { Field } from '../theme/Field.tsx'
import { templateDocument } from './templates.ts'
import { galleryWords } from './words.ts'

/** Keeps a flow as a template of this contact center: a document of the bundle, so it is approved, released and exported like any other. */
export function SaveTemplateDialog({ flow, onClose }: { flow: CallFlow; onClose(): void }) {
  const t = useWords(galleryWords)
  const flows = useWords(flowWords)
  const taken = Object.fromEntries(Object.keys(draft.getState().documents).flatMap((path) => (path.startsWith('template/') ? [[path.slice('template/'.length, -'.json'.length), true]] : [])))
  const [title, setTitle] = useState(flow.title.ja)
  const [id, setId] = useState(() => freeKey(taken, flow.id))
  const [about, setAbout] = useState(flow.description ?? '')
  const [tried, setTried] = useState(false)
  const idError = !new RegExp(idPattern).test(id) ? flows('idWrong') : Object.hasOwn(taken, id) ? flows('idTaken') : undefined
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (idError || !title.trim()) return
    const { documents, run } = draft.getState()
    run({ ...replaceDocument(`template/${id}.json`, templateDocument(documents, flow, { id, title: title.trim(), description: about.trim() })), label: { ja: 'ひな形の保存', en: 'saving a template' } })
    notify('done', { ja: `「${title.trim()}」をひな形として保存しました。`, en: `Saved "${title.trim()}" as a template.` })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('saveAs')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={save} className={flowStyles.form} noValidate>
        <p>{t('saveAsHelp')}</p>
        <Field label={t('name')} required requirement={t('required')} error={tried && !title.trim() ? flows('titleMissing') : undefined}>
          {(control) => <TextInput {...control} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />}
        </Field>
        <Field label={t('id')} required requirement={t('required')} error={tried ? idError : undefined}>
          {(control) => <TextInput {...control} value={id} onChange={(event) => setId(event.currentTarget.value)} required />}
        </Field>
        <Field label={t('about')} requirement={t('optional')}>
          {(control) => <Textarea {...control} autosize minRows={2} value={about} onChange={(event) => setAbout(event.currentTarget.value)} />}
        </Field>
        <div className={flowStyles.actions}>
          <Button variant="outline" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit">{t('save')}</Button>
        </div>
      </form>
    </Modal>
  )
}
