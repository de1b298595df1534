import { Button } from '@mantine/core'
import { useState } from 'react'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import styles from './Records.module.css'
import type { ServiceRecord } from './records-server.ts'
import { words } from './words.ts'

interface RecordsTableProps {
  records: readonly ServiceRecord[]
  onOpen(record: ServiceRecord): void
  /** Left out: the person at this page may only look. */
  onWork: ((record: ServiceRecord) => void) | undefined
}

export function RecordsTable({ records, onOpen, onWork }: RecordsTableProps) {
  const t = useWords(words)
  return (
    <Table label={t('heading')} columns={[t('title'), t('number'), t('created'), t('due'), t('state'), t('actions')]}>
      {records.map((record) => (
        <RecordRow key={record.id} record={record} onOpen={onOpen} onWork={onWork} />
      ))}
    </Table>
  )
}

function RecordRow({ record, onOpen, onWork }: { record: ServiceRecord } & Omit<RecordsTableProps, 'records'>) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const [now] = useState(() => Date.now())
  const { id, kind, title, number, createdAt, dueAt, state } = record
  const late = state === 'open' && dueAt !== null && Date.parse(dueAt) < now
  return (
    <TableRow head={title} note={`${t(kind)} ・ ${id}`}>
      <TableCell column={t('number')}>{number === '' ? t('anonymous') : number}</TableCell>
      <TableCell column={t('created')} time>{timeText(createdAt, timeZone, language)}</TableCell>
      <TableCell column={t('due')} time>
        {dueAt === null ? t('noDue') : timeText(dueAt, timeZone, language)}
        {late && <div className={styles.late}>{t('overdue')}</div>}
      </TableCell>
      <TableCell column={t('state')}>{t(state)}</TableCell>
      <TableCell>
        <div className={styles.buttons}>
          <Button size="compact-md" mih={40} variant="outline" aria-haspopup="dialog" aria-label={t('openOf', { title, id })} onClick={() => onOpen(record)}>{t('openIt')}</Button>
          {onWork && <Button size="compact-md" mih={40} variant="outline" aria-label={t(state === 'open' ? 'doneOf' : 'reopenOf', { title, id })} onClick={() => onWork(record)}>{t(state === 'open' ? 'markDone' : 'reopen')}</Button>}
        </div>
      </TableCell>
    </TableRow>
  )
}
