import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { CallbacksTable } from './CallbacksTable.tsx'
import { RecordDialog } from './RecordDialog.tsx'
import styles from './Records.module.css'
import { RecordsTable } from './RecordsTable.tsx'
import { type RecordFilter, type RecordsServer, type ServiceRecord, pageSize, recordsServer } from './records-server.ts'
import { words } from './words.ts'

/** Tasks, cases and callbacks that flows have made: list, filter, open, mark as done. */
export default function RecordsPage({ server = recordsServer }: { server?: RecordsServer }) {
  const t = useWords(words)
  const mayWork = usePermission('records.work')
  const queries = useQueryClient()
  const [filter, setFilter] = useState<RecordFilter>({ kind: '', state: 'open' })
  const [opened, setOpened] = useState<ServiceRecord>()
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['records', filter], queryFn: ({ pageParam }) => server.list(filter, pageParam), initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
  })
  const set = useMutation({
    mutationFn: ({ id, state }: ServiceRecord) => server.setDone(id, state === 'open'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['records'] }),
  })
  const callbacks = useQuery({ queryKey: ['callbacks'], queryFn: () => server.callbacks() })
  const records = data?.pages.flat()
  const failure = error ?? set.error ?? callbacks.error
  const work = mayWork ? (record: ServiceRecord) => set.mutate(record, { onSuccess: () => setOpened(undefined) }) : undefined
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <p>{t('intro')}</p>
      {!mayWork && <p>{t('readOnly')}</p>}
      <Filters filter={filter} onChange={setFilter} />
      <FailureLine failure={failure ? toFailure(failure) : undefined} />
      <p role="status">{!records && !error ? `${t('loading')}…` : set.isSuccess ? t('saved', { id: set.variables.id, state: t(set.variables.state === 'open' ? 'done' : 'open') }) : ''}</p>
      {records?.length === 0 && <p>{t('nothing')}</p>}
      {records && records.length > 0 && <RecordsTable records={records} onOpen={setOpened} onWork={work} />}
      {hasNextPage && <Button variant="outline" onClick={() => void fetchNextPage()}>{t('more')}</Button>}
      {callbacks.data && callbacks.data.length > 0 && <CallbacksTable callbacks={callbacks.data} />}
      {opened && <RecordDialog record={opened} onClose={() => setOpened(undefined)} onWork={work} />}
    </div>
  )
}

const kinds = ['task', 'case', 'callback'] as const
const states = ['open', 'done'] as const

function Filters({ filter, onChange }: { filter: RecordFilter; onChange(filter: RecordFilter): void }) {
  const t = useWords(words)
  const choices = <Value extends 'task' | 'case' | 'callback' | 'open' | 'done'>(values: readonly Value[]) => [{ value: '', label: t('all') }, ...values.map((value) => ({ value, label: t(value) }))]
  return (
    <div className={styles.tools}>
      <NativeSelect label={t('kind')} value={filter.kind} data={choices(kinds)} onChange={({ currentTarget: { value } }) => onChange({ ...filter, kind: kinds.find((kind) => kind === value) ?? '' })} />
      <NativeSelect label={t('state')} value={filter.state} data={choices(states)} onChange={({ currentTarget: { value } }) => onChange({ ...filter, state: states.find((state) => state === value) ?? '' })} />
    </div>
  )
}
