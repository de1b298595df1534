import { Form, LocalisedText, documentSchemas } from '@madoguchi/schemas'
import { validate } from '@madoguchi/engine'
import { Suspense, lazy } from 'react'
import Type from 'typebox'
import { Link, useParams } from 'wouter'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import { DeleteDocument } from '../documents/DeleteDocument.tsx'
import shared from '../documents/documents.module.css'
import { words as documentWords } from '../documents/words.ts'
import { documentTitle } from '../draft/document-title.ts'
import { draft, useDraft, useReadOnly } from '../draft/draft.ts'
import { type Json, isObject } from '../draft/json.ts'
import { UndoRedo } from '../editor/UndoRedo.tsx'
import { editDocument } from '../editor/commands/index.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { FormPreview } from './FormPreview.tsx'
import { placeOfChange } from './place-of-change.ts'
import styles from './forms.module.css'
import { words } from './words.ts'

const DocumentForm = lazy(() => import('../editor/inspector/DocumentForm.tsx').then((module) => ({ default: module.DocumentForm })))
const shape = { config: Type.Object({ title: LocalisedText, fields: Form.properties.fields }) }
const isForm = (value: unknown): value is Form => validate(documentSchemas.form, value).length === 0

/** One form: its fields, and beside them what an agent will see. */
export default function FormPage() {
  const t = useWords(words)
  const sayShared = useWords(documentWords)
  const language = useLanguage()
  const { id = '' } = useParams()
  const path = `form/${id}.json`
  const readOnly = useReadOnly()
  const document = useDraft(({ documents }) => documents[path])
  const problems = useProblems((state) => state.problems)
  if (!isObject(document)) {
    return (
      <div className={shared.page}>
        <h1>{t('notFound', { id })}</h1>
        <p>{sayShared('notFoundText')}</p>
        <Link href="/forms">{t('all')}</Link>
      </div>
    )
  }
  const value = { title: document.title ?? {}, fields: document.fields ?? [] }
  const change = (after: Readonly<Record<string, Json>>) => {
    // Typing in one field is one step of undo; another field is another step, though both lie in one list.
    for (const key of ['title', 'fields']) draft.getState().run({ ...editDocument(path, [key], after[key]), mergeKey: `${path} ${placeOfChange(value, after)}` })
  }
  return (
    <div className={shared.page}>
      <div className={shared.heading}>
        <nav className={shared.row}>
          <Link href="/forms">{t('all')}</Link>
          <span aria-hidden>›</span>
          <h1>{documentTitle(document, path, language)}</h1>
        </nav>
        {!readOnly && <UndoRedo />}
      </div>
      {problemsOf(problems, path).map(({ pointer, code, message }) => (
        <p key={`${pointer} ${code}`} role="note" className={shared.bad}>
          {inLanguage(message, language)} <code>{pointer}</code>
        </p>
      ))}
      <div className={styles.columns}>
        <section className={shared.section} aria-labelledby="form-fields">
          <h2 id="form-fields">{t('settings')}</h2>
          <Suspense>
            <DocumentForm id={path} of={shape} value={value} onChange={change} />
          </Suspense>
        </section>
        <section className={shared.section} aria-labelledby="form-preview">
          <h2 id="form-preview">{t('preview')}</h2>
          <p>{t('previewHelp')}</p>
          {isForm(document) && <FormPreview form={document} />}
        </section>
      </div>
      {!readOnly && <DeleteDocument kind="form" id={id} label={t('delete')} list="/forms" />}
    </div>
  )
}
