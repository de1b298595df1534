import { Button, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { idPattern } from '@madoguchi/schemas'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { documentTitle } from '../draft/document-title.ts'
import { draft, useDraft, useReadOnly } from '../draft/draft.ts'
import { isObject } from '../draft/json.ts'
import { replaceDocument } from '../editor/commands/index.ts'
import { usesOf } from '../editor/references/uses.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import styles from './forms.module.css'
import { words } from './words.ts'

/** All forms of the draft. */
export default function FormsPage() {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const documents = useDraft((state) => state.documents)
  const paths = Object.keys(documents).filter((path) => path.startsWith('form/')).toSorted()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <h1>{t('heading')}</h1>
        {!readOnly && (
          <Button leftSection={<IconPlus aria-hidden size={18} />} onClick={open} aria-haspopup="dialog">
            {t('create')}
          </Button>
        )}
      </div>
      <p>{t('intro')}</p>
      {paths.length === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <Table label={t('heading')} columns={[t('name'), t('fields'), t('uses')]}>
          {paths.map((path) => {
            const id = path.slice('form/'.length, -'.json'.length)
            const document = documents[path]
            return (
              <TableRow key={path} head={<Link href={`/forms/${id}`}>{documentTitle(document, path, language)}</Link>} note={id}>
                <TableCell column={t('fields')}>{isObject(document) && Array.isArray(document.fields) ? document.fields.length : '—'}</TableCell>
                <TableCell column={t('uses')}>{t('usesCount', { count: usesOf(documents, 'form', id).length })}</TableCell>
              </TableRow>
            )
          })}
        </Table>
      )}
      {opened && <NewForm onClose={close} />}
    </div>
  )
}

function NewForm({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const [tried, setTried] = useState(false)
  const path = `form/${id}.json`
  const idError = !new RegExp(idPattern).test(id) ? t('idWrong') : draft.getState().documents[path] !== undefined ? t('idTaken') : undefined
  const make = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (idError || !title.trim()) return
    const document = { $schema: '../../../schemas/json/form.schema.json', kind: 'form', id, title: { ja: title.trim() }, fields: [{ name: 'matter', title: { ja: '用件', en: 'Matter' }, type: 'text', mandatory: false, personal: false }] }
    draft.getState().run({ ...replaceDocument(path, document), label: { ja: '記入票の作成', en: 'making a form' } })
    go(`/forms/${id}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('create')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={make} className={styles.fields} noValidate>
        <Field label={t('newTitle')} required requirement={t('required')} error={tried && !title.trim() ? t('titleMissing') : undefined}>
          {(control) => <TextInput {...control} value={title} onChange={({ currentTarget }) => setTitle(currentTarget.value)} data-autofocus required />}
        </Field>
        <Field label={t('newId')} required requirement={t('required')} support={t('newIdHelp')} error={tried ? idError : undefined}>
          {(control) => <TextInput {...control} value={id} onChange={({ currentTarget }) => setId(currentTarget.value)} required />}
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
