import { Button, FileButton, Modal } from '@mantine/core'
import { type Table, type TableColumn, mostTableRows } from '@madoguchi/schemas'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import shared from '../documents/documents.module.css'
import { saveFile } from '../draft/save-file.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { decodeCsv, readCsv, writeCsv } from './csv.ts'
import { runOnTable } from './run-on-table.ts'
import { gridOf, withCsvRows } from './table-document.ts'
import { words } from './words.ts'

const titlesOf = ({ title: { ja, en } }: TableColumn) => [ja, ...(en === undefined ? [] : [en])]

interface Read {
  file: string
  rows: string[][]
}

/** Takes the rows of a data table from a CSV file, and writes them into one. */
export function CsvButtons({ path, table, readOnly }: { path: string; table: Table; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const [fault, setFault] = useState<string>()
  const [read, setRead] = useState<Read>()
  const open = async (file: File | null) => {
    if (!file) return
    const rows = readCsv(decodeCsv(new Uint8Array(await file.arrayBuffer())))
    const wrong = faultOf(file.name, rows)
    setFault(wrong)
    setRead(wrong === undefined && rows ? { file: file.name, rows } : undefined)
  }
  const faultOf = (file: string, rows: string[][] | undefined): string | undefined => {
    if (!rows) return t('csvUnreadable', { file })
    if (rows.length < 2) return t('csvEmpty', { file })
    if (rows.length - 1 > mostTableRows) return t('csvTooMany', { file, count: rows.length - 1, limit: mostTableRows })
    const after = withCsvRows(table, rows, titlesOf)
    return 'unknown' in after ? t('csvUnknown', { file, names: after.unknown.join('、') }) : undefined
  }
  const take = ({ rows }: Read) => {
    runOnTable(path, 'act.import', (now) => {
      const after = withCsvRows(now, rows, titlesOf)
      return 'unknown' in after ? now : after
    })
    setRead(undefined)
  }
  const save = () => {
    const { rows } = gridOf(table, language)
    const text = writeCsv([[t('key'), ...(table.data?.columns ?? []).map(({ name }) => name)], ...rows.map(({ cells }) => cells)])
    saveFile(`${table.id}.csv`, [text], 'text/csv')
  }
  return (
    <div className={shared.row}>
      {!readOnly && (
        <FileButton onChange={(file) => void open(file)} accept=".csv,text/csv">
          {(props) => (
            <Button {...props} variant="outline" leftSection={<IconUpload aria-hidden size={18} />}>
              {t('importCsv')}
            </Button>
          )}
        </FileButton>
      )}
      <Button variant="outline" leftSection={<IconDownload aria-hidden size={18} />} onClick={save}>
        {t('exportCsv')}
      </Button>
      {fault !== undefined && (
        <p role="alert" className={shared.bad}>
          {fault}
        </p>
      )}
      <Modal opened={read !== undefined} onClose={() => setRead(undefined)} title={t('importTitle')} closeButtonProps={{ 'aria-label': t('cancel') }}>
        {read && (
          <div className={shared.fields}>
            <p>{t('importText', { file: read.file, count: read.rows.length - 1, before: table.data?.rows.length ?? 0 })}</p>
            <div className={shared.row}>
              <Button variant="outline" onClick={() => setRead(undefined)}>
                {t('cancel')}
              </Button>
              <Button onClick={() => take(read)} data-autofocus>
                {t('importRun')}
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </div>
  )
}
