import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { idPattern } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { draft } from '../draft/draft.ts'
import { toJson } from '../draft/json.ts'
import { replaceDocument } from '../editor/commands/index.ts'
import { useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { emptyTable, tablePath } from './table-document.ts'
import styles from './tables.module.css'
import { words } from './words.ts'

/** Makes a table of one kind and opens it. */
export function NewTableDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const [kind, setKind] = useState<'data' | 'decision'>('data')
  const [tried, setTried] = useState(false)
  const idError = !new RegExp(idPattern).test(id) ? t('idWrong') : draft.getState().documents[tablePath(id)] !== undefined ? t('idTaken') : undefined
  const make = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (idError || !title.trim()) return
    draft.getState().run({ ...replaceDocument(tablePath(id), toJson(emptyTable(id, title.trim(), kind))), label: { ja: '表の作成', en: 'making a table' } })
    go(`/tables/${id}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('create')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={make} className={styles.form} noValidate>
        <Field label={t('newTitle')} required requirement={t('required')} error={tried && !title.trim() ? t('titleMissing') : undefined}>
          {(control) => <TextInput {...control} value={title} onChange={({ currentTarget }) => setTitle(currentTarget.value)} data-autofocus required />}
        </Field>
        <Field label={t('newId')} required requirement={t('required')} support={t('newIdHelp')} error={tried ? idError : undefined}>
          {(control) => <TextInput {...control} value={id} onChange={({ currentTarget }) => setId(currentTarget.value)} required />}
        </Field>
        <Radio.Group label={t('kind')} value={kind} onChange={(chosen) => setKind(chosen === 'decision' ? 'decision' : 'data')}>
          <div className={styles.form}>
            <Radio value="data" label={t('data')} description={t('dataHelp')} />
            <Radio value="decision" label={t('decision')} description={t('decisionHelp')} />
          </div>
        </Radio.Group>
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
