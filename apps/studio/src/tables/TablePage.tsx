import type { Table } from '@madoguchi/schemas'
import { Suspense, lazy } from 'react'
import { Link, useParams } from 'wouter'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import { DeleteDocument } from '../documents/DeleteDocument.tsx'
import shared from '../documents/documents.module.css'
import { words as documentWords } from '../documents/words.ts'
import { documentTitle } from '../draft/document-title.ts'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { UndoRedo } from '../editor/UndoRedo.tsx'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { withMonaco } from '../monaco/load-monaco.ts'
import { CsvButtons } from './CsvButtons.tsx'
import { TableGrid } from './TableGrid.tsx'
import { TryTable } from './TryTable.tsx'
import { tableOf, tablePath } from './table-document.ts'
import styles from './tables.module.css'
import { words } from './words.ts'

const ShapeForm = lazy(() => import('./ShapeForm.tsx'))
const JsonEditor = lazy(() => withMonaco(() => import('../editor/json/JsonEditor.tsx')))

/** One table: its columns, its rows, and a try. */
export default function TablePage() {
  const t = useWords(words)
  const sayShared = useWords(documentWords)
  const language = useLanguage()
  const { id = '' } = useParams()
  const path = tablePath(id)
  const documents = useDraft((state) => state.documents)
  const readOnly = useReadOnly()
  const table = tableOf(documents, path)
  const title = documentTitle(documents[path], path, language)
  if (documents[path] === undefined) {
    return (
      <div className={shared.page}>
        <h1>{t('notFound', { id })}</h1>
        <p>{sayShared('notFoundText')}</p>
        <Link href="/tables">{t('all')}</Link>
      </div>
    )
  }
  return (
    <div className={shared.page}>
      <div className={shared.heading}>
        <nav className={shared.row}>
          <Link href="/tables">{t('all')}</Link>
          <span aria-hidden>›</span>
          <h1>{title}</h1>
        </nav>
        {!readOnly && <UndoRedo />}
      </div>
      <TableProblems path={path} />
      {table ? (
        <Parts path={path} table={table} title={title} readOnly={readOnly} />
      ) : (
        <>
          <p role="alert">{t('broken')}</p>
          <div className={styles.json}>
            <Suspense>
              <JsonEditor path={path} title={title} />
            </Suspense>
          </div>
        </>
      )}
      {!readOnly && <DeleteDocument kind="table" id={id} label={t('delete')} list="/tables" />}
    </div>
  )
}

function Parts({ path, table, title, readOnly }: { path: string; table: Table; title: string; readOnly: boolean }) {
  const t = useWords(words)
  return (
    <>
      <section className={shared.section} aria-labelledby="table-grid">
        <div className={shared.heading}>
          <h2 id="table-grid">{t('grid')}</h2>
          {table.data && <CsvButtons path={path} table={table} readOnly={readOnly} />}
        </div>
        <TableGrid path={path} table={table} title={title} readOnly={readOnly} />
      </section>
      <section className={shared.section} aria-labelledby="table-try">
        <h2 id="table-try">{t('tryTitle')}</h2>
        <TryTable table={table} />
      </section>
      <section className={shared.section} aria-labelledby="table-shape">
        <h2 id="table-shape">{t('settings')}</h2>
        <Suspense>
          <ShapeForm path={path} table={table} />
        </Suspense>
      </section>
    </>
  )
}

/** What the check finds in this table; each finding names its row and column itself. */
function TableProblems({ path }: { path: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const all = useProblems((state) => state.problems)
  const problems = problemsOf(all, path)
  if (problems.length === 0) return null
  return (
    <section className={styles.problems} aria-label={t('problems')}>
      <ul>
        {problems.map(({ pointer, code, message }) => (
          <li key={`${pointer} ${code}`}>
            {inLanguage(message, language)} <code>{pointer}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
