import { Button, Modal, TextInput } from '@mantine/core'
import { idPattern } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { draft } from '../draft/draft.ts'
import { flowPath, replaceDocument } from '../editor/commands/index.ts'
import { useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import styles from './FlowsPage.module.css'
import { words } from './words.ts'

/** Makes an empty flow and opens it. Its first node becomes its entry. */
export function NewFlowDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const [tried, setTried] = useState(false)
  const idError = !new RegExp(idPattern).test(id) ? t('idWrong') : draft.getState().files[flowPath(id)] ? t('idTaken') : undefined
  const make = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (idError || !title.trim()) return
    const document = { $schema: '../../../schemas/json/call.schema.json', kind: 'call', id, title: { ja: title.trim() }, entry: 'start', nodes: {}, layout: {} }
    draft.getState().run({ ...replaceDocument(flowPath(id), document), label: { ja: 'フローの作成', en: 'making a flow' } })
    go(`/flows/${id}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('create')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={make} className={styles.form} noValidate>
        <Field label={t('newTitle')} required requirement={t('required')} error={tried && !title.trim() ? t('titleMissing') : undefined}>
          {(control) => <TextInput {...control} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />}
        </Field>
        <Field label={t('newId')} required requirement={t('required')} support={t('newIdHelp')} error={tried ? idError : undefined}>
          {(control) => <TextInput {...control} value={id} onChange={(event) => setId(event.currentTarget.value)} required />}
        </Field>
        <div className={styles.actions}>
          <Button variant="outline" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('make')}</Button>
        </div>
      </form>
    </Modal>
  )
}
