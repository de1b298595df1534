import { Button, Modal, TextInput } from '@mantine/core'
import { type BothLanguages, type DocumentKind, idPattern } from '@madoguchi/schemas'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { draft } from '../draft/draft.ts'
import type { Json } from '../draft/json.ts'
import { replaceDocument } from '../editor/commands/index.ts'
import { useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import styles from './documents.module.css'
import { words } from './words.ts'

interface NewDocumentDialogProps {
  kind: DocumentKind
  /** What the dialog is called, and the field for the name of what is made. */
  heading: string
  nameLabel: string
  /** The document with nothing in it yet. */
  make(id: string, title: string): Json
  /** For the undo button. */
  label: BothLanguages
  /** Where it is edited. */
  page(id: string): string
  onClose(): void
  /** Further fields. */
  children?: ReactNode
}

/** Asks for the name and the id of a new document, makes it as one step, and opens it. */
export function NewDocumentDialog({ kind, heading, nameLabel, make, label, page, onClose, children }: NewDocumentDialogProps) {
  const t = useWords(words)
  const [, go] = useLocation()
  const [title, setTitle] = useState('')
  const [id, setId] = useState('')
  const [tried, setTried] = useState(false)
  const path = `${kind}/${id}.json`
  const idError = !new RegExp(idPattern).test(id) ? t('idWrong') : draft.getState().documents[path] !== undefined ? t('idTaken') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (idError || !title.trim()) return
    draft.getState().run({ ...replaceDocument(path, make(id, title.trim())), label })
    go(page(id))
  }
  return (
    <Modal opened onClose={onClose} title={heading} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={submit} className={styles.fields} noValidate>
        <Field label={nameLabel} required requirement={t('required')} error={tried && !title.trim() ? t('titleMissing') : undefined}>
          {(control) => <TextInput {...control} value={title} onChange={({ currentTarget }) => setTitle(currentTarget.value)} data-autofocus required />}
        </Field>
        <Field label={t('newId')} required requirement={t('required')} support={t('newIdHelp')} error={tried ? idError : undefined}>
          {(control) => <TextInput {...control} value={id} onChange={({ currentTarget }) => setId(currentTarget.value)} required />}
        </Field>
        {children}
        <div className={styles.row}>
          <Button variant="outline" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('make')}</Button>
        </div>
      </form>
    </Modal>
  )
}
