import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import shared from '../documents/documents.module.css'
import { documentTitle } from '../draft/document-title.ts'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { usesOf } from '../editor/references/uses.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import { NewTableDialog } from './NewTableDialog.tsx'
import { tableOf } from './table-document.ts'
import { words } from './words.ts'

/** All tables of the draft. */
export default function TablesPage() {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const documents = useDraft((state) => state.documents)
  const paths = Object.keys(documents).filter((path) => path.startsWith('table/')).toSorted()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <div className={shared.page}>
      <div className={shared.heading}>
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
        <Table label={t('heading')} columns={[t('name'), t('kind'), t('rows'), t('uses'), t('problems')]}>
          {paths.map((path) => (
            <Row key={path} path={path} />
          ))}
        </Table>
      )}
      {opened && <NewTableDialog onClose={close} />}
    </div>
  )
}

function Row({ path }: { path: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const problems = useProblems((state) => problemsOf(state.problems, path).length)
  const id = path.slice('table/'.length, -'.json'.length)
  const table = tableOf(documents, path)
  return (
    <TableRow head={<Link href={`/tables/${id}`}>{documentTitle(documents[path], path, language)}</Link>} note={id}>
      <TableCell column={t('kind')}>{table ? t(table.decision ? 'decision' : 'data') : '—'}</TableCell>
      <TableCell column={t('rows')}>{table ? (table.decision?.rules ?? table.data?.rows ?? []).length : '—'}</TableCell>
      <TableCell column={t('uses')}>{t('usesCount', { count: usesOf(documents, 'table', id).length })}</TableCell>
      <TableCell column={t('problems')}>{problems === 0 ? t('none') : <strong className={shared.bad}>{t('count', { count: problems })}</strong>}</TableCell>
    </TableRow>
  )
}
