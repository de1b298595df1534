import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle, IconCircleCheck, IconDownload, IconInfoCircle, IconPlus, IconUpload } from '@tabler/icons-react'
import { Link } from 'wouter'
import { countBySeverity, problemsOf, useProblems } from '../check/problems-store.ts'
import { documentTitle } from '../draft/document-title.ts'
import { useDraftChanges } from '../draft/draft-changes.ts'
import { draft, useDraft, useReadOnly } from '../draft/draft.ts'
import { isObject } from '../draft/json.ts'
import { flowOf } from '../editor/commands/index.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { DraftVersion } from '../import/DraftVersion.tsx'
import { ImportDialog } from '../import/ImportDialog.tsx'
import { exportFile } from '../import/export-file.ts'
import { importWords } from '../import/words.ts'
import styles from './FlowsPage.module.css'
import { NewFlowDialog } from './NewFlowDialog.tsx'
import { words } from './words.ts'

/** All call flows of the draft with their state. */
export default function FlowsPage() {
  const t = useWords(words)
  const files = useDraft((state) => state.files)
  const paths = Object.keys(files).filter((path) => path.startsWith('call/')).toSorted()
  const readOnly = useReadOnly()
  const importing = useWords(importWords)
  const [opened, { open, close }] = useDisclosure(false)
  const [importOpened, { open: openImport, close: closeImport }] = useDisclosure(false)
  const exportAll = () => {
    const { documents } = draft.getState()
    const head = documents['bundle.json']
    void exportFile(isObject(head) && typeof head.id === 'string' ? head.id : 'bundle', documents)
  }
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <h1>{t('heading')}</h1>
        <div className={styles.actions}>
          <Button variant="outline" leftSection={<IconDownload aria-hidden size={18} />} onClick={exportAll}>
            {importing('exportBundle')}
          </Button>
          {!readOnly && (
            <Button variant="outline" leftSection={<IconUpload aria-hidden size={18} />} onClick={openImport} aria-haspopup="dialog">
              {importing('import')}
            </Button>
          )}
          {!readOnly && (
            <Button leftSection={<IconPlus aria-hidden size={18} />} onClick={open} aria-haspopup="dialog">
              {t('create')}
            </Button>
          )}
        </div>
      </div>
      <p>{t(readOnly ? 'introReadOnly' : 'intro')}</p>
      <DraftVersion />
      {paths.length === 0 ? <p>{t('empty')}</p> : <FlowTable paths={paths} />}
      {opened && <NewFlowDialog onClose={close} />}
      {importOpened && <ImportDialog onClose={closeImport} />}
    </div>
  )
}

function FlowTable({ paths }: { paths: readonly string[] }) {
  const t = useWords(words)
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('heading')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('id')}</th>
            <th scope="col" className={styles.number}>
              {t('nodes')}
            </th>
            <th scope="col">{t('problems')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => (
            <FlowRow key={path} path={path} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FlowRow({ path }: { path: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const change = useDraftChanges()?.find((changed) => changed.path === path)?.change
  const id = path.replace(/^call\/|\.json$/g, '')
  const flow = flowOf(documents, path)
  return (
    <tr>
      <th scope="row">
        <Link href={`/flows/${id}`}>{documentTitle(documents[path], path, language)}</Link>
      </th>
      <td>{id}</td>
      <td className={styles.number}>{flow ? Object.keys(flow.nodes).length : t('broken')}</td>
      <td>
        <ProblemCount path={path} />
      </td>
      <td>{change === undefined || change === 'removed' ? t('same') : t(change)}</td>
    </tr>
  )
}

function ProblemCount({ path }: { path: string }) {
  const t = useWords(words)
  const problems = useProblems((state) => state.problems)
  const { error, warning } = countBySeverity(problemsOf(problems, path))
  if (error > 0) {
    return (
      <span className={styles.bad}>
        <IconAlertTriangle aria-hidden size={20} />
        {t('errors', { count: error })}
      </span>
    )
  }
  return (
    <span className={styles.count}>
      {warning > 0 ? <IconInfoCircle aria-hidden size={20} /> : <IconCircleCheck aria-hidden size={20} className={styles.good} />}
      {warning > 0 ? t('warnings', { count: warning }) : t('none')}
    </span>
  )
}
