import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import { NewDocumentDialog } from '../documents/NewDocumentDialog.tsx'
import shared from '../documents/documents.module.css'
import { documentTitle } from '../draft/document-title.ts'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { isObject } from '../draft/json.ts'
import { usesOf } from '../editor/references/uses.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
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
      {opened && (
        <NewDocumentDialog kind="form" heading={t('create')} nameLabel={t('newTitle')} label={{ ja: '記入票の作成', en: 'making a form' }} page={(id) => `/forms/${id}`} onClose={close} make={emptyForm} />
      )}
    </div>
  )
}

const emptyForm = (id: string, title: string) => ({
  $schema: '../../../schemas/json/form.schema.json', kind: 'form', id, title: { ja: title }, fields: [{ name: 'matter', title: { ja: '用件', en: 'Matter' }, type: 'text', mandatory: false, personal: false }],
})
