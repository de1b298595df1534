import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import { StateBadge } from './ApprovalStateBadge.tsx'
import { type ApprovalSummary, type ApprovalsServer, approvalsServer, pageSize } from './approvals-server.ts'
import styles from './approvals.module.css'
import { RequestDetail } from './RequestDetail.tsx'
import { words } from './words.ts'

/** Requests for approval: the list, or one of them. */
export default function ApprovalsPage({ server = approvalsServer }: { server?: ApprovalsServer }) {
  const { id } = useParams<{ id?: string }>()
  return id === undefined ? <RequestList server={server} /> : <RequestDetail key={id} server={server} id={Number(id)} />
}

const todo = ['open', 'stale', 'waiting', 'returned'] as const

function RequestList({ server }: { server: ApprovalsServer }) {
  const t = useWords(words)
  const [shown, setShown] = useState<'todo' | 'all'>('todo')
  const query = useInfiniteQuery({
    queryKey: ['approvals', 'list', shown],
    queryFn: ({ pageParam }) => server.list(shown === 'todo' ? todo : undefined, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
  })
  const requests = query.data?.pages.flat()
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <p>{t('intro')}</p>
      <SegmentedControl
        aria-label={t('filter')}
        value={shown}
        onChange={(value) => setShown(value === 'all' ? 'all' : 'todo')}
        data={[{ value: 'todo', label: t('show-todo') }, { value: 'all', label: t('show-all') }]}
      />
      <FailureLine failure={query.error ? toFailure(query.error) : undefined} />
      {query.isPending && <p role="status">{t('loading')}…</p>}
      {requests?.length === 0 && <p>{t(shown === 'todo' ? 'noneTodo' : 'none')}</p>}
      {requests && requests.length > 0 && <RequestTable requests={requests} />}
      {query.hasNextPage && (
        <Button variant="outline" onClick={() => void query.fetchNextPage()} aria-busy={query.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function RequestTable({ requests }: { requests: readonly ApprovalSummary[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  return (
    <Table label={t('heading')} columns={[t('request'), t('state'), t('author'), t('asked'), t('effective')]}>
      {requests.map(({ id, message, state, authorName, createdAt, effectiveAt, releaseNumber }) => (
        <TableRow key={id} head={<Link href={`/approvals/${id}`}>{t('title', { id })}</Link>} note={message.split('\n')[0]}>
          <TableCell column={t('state')}>
            <StateBadge state={state} />
            {releaseNumber !== null && <span className={styles.soft}>{inLanguage({ ja: `第${releaseNumber}版`, en: `release ${releaseNumber}` }, language)}</span>}
          </TableCell>
          <TableCell column={t('author')}>{authorName}</TableCell>
          <TableCell column={t('asked')} time>
            {timeText(createdAt, zone, language)}
          </TableCell>
          <TableCell column={t('effective')} time>
            {effectiveAt === null ? t('atOnce') : timeText(effectiveAt, zone, language)}
          </TableCell>
        </TableRow>
      ))}
    </Table>
  )
}
