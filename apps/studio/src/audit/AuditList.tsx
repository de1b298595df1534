import { Alert, Button, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { auditChoices } from './audit-choices.ts'
import type { AuditSource } from './audit-source.ts'
import { AuditTable } from './AuditTable.tsx'
import { noFilter, toQuery, turnToPage, useAuditView } from './audit-view.ts'
import css from './audit.module.css'
import { ExportDialog } from './ExportDialog.tsx'
import { auditWords } from './words.ts'

export interface AuditListProps {
  source: AuditSource
  mayExport: boolean
  onOpen(n: number): void
}

const pageSize = 50

/** A page of entries, newest first, with what they are filtered by. */
export function AuditList({ source, mayExport, onOpen }: AuditListProps) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const { filter, starts } = useAuditView()
  const [exporting, setExporting] = useState(false)
  const query = toQuery(filter) ?? {}
  const start = starts.at(-1)
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['audit', query, start], queryFn: () => source.list({ ...query, ...(start === undefined ? {} : { before: start }), limit: pageSize }), placeholderData: keepPreviousData,
  })
  const { data: choices } = useQuery(auditChoices(source))
  const names = useMemo(() => new Map((choices?.people ?? []).map(({ id, name }) => [id, name])), [choices])
  const next = data?.length === pageSize ? data.at(-1)?.n : undefined
  return (
    <section className={css.page} aria-label={say('heading')}>
      <AuditFilters source={source} />
      <div className={css.tools}>
        <Button variant="outline" onClick={() => void refetch()}>{say('reload')}</Button>
        {mayExport && <Button variant="outline" onClick={() => setExporting(true)}>{say('export')}</Button>}
      </div>
      {error && (
        <Alert color="red" variant="outline" role="alert">{say('failed', { said: toFailure(error).said[language] })} <Button variant="outline" size="compact-sm" onClick={() => void refetch()}>{say('retry')}</Button></Alert>
      )}
      {isPending && !error && <Text c="dimmed">{say('loading')}</Text>}
      {data?.length === 0 && (Object.keys(query).length > 0 || start !== undefined ? <p role="status">{say('nothing')}</p> : <div className={css.card}><strong>{say('empty')}</strong><p>{say('emptyWhat')}</p></div>)}
      {data && data.length > 0 && <div aria-busy={isFetching}><AuditTable entries={data} names={names} onOpen={onOpen} /></div>}
      {data && (starts.length > 1 || next !== undefined) && (
        <nav className={css.tools} aria-label={say('page', { page: starts.length })}>
          {starts.length > 1 && <Button variant="outline" onClick={() => turnToPage(starts.slice(0, -1))}>{say('newer')}</Button>}
          <span>{say('page', { page: starts.length })}</span>
          {next !== undefined && <Button variant="outline" onClick={() => turnToPage([...starts, next])}>{say('older')}</Button>}
        </nav>
      )}
      {exporting && <ExportDialog source={source} query={toQuery(filter) ?? toQuery(noFilter) ?? {}} onClose={() => setExporting(false)} />}
    </section>
  )
}
