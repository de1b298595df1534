import { Alert, Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { outcomeKinds } from '@madoguchi/schemas'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { type SessionFilter, type SessionSource, findSessions } from './session-list.ts'
import { type Filter, filterSessions, noFilter, turnToPage, useSessionView } from './session-view.ts'
import { SessionTable } from './SessionTable.tsx'
import css from './sessions.module.css'
import { sessionWords } from './words.ts'

export interface SessionListProps {
  source: SessionSource
  onOpen(id: string): void
}

const pageSize = 25

/** A page of calls with what it is filtered by. */
export function SessionList({ source, onOpen }: SessionListProps) {
  const say = useWords(sessionWords)
  const language = useLanguage()
  const { filter, starts } = useSessionView()
  const wanted = toSessionFilter(filter)
  const start = starts.at(-1)
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['sessions-page', wanted, start], queryFn: () => findSessions(source, wanted ?? {}, pageSize, start), enabled: wanted !== undefined, placeholderData: keepPreviousData,
    // Calls come in while somebody looks at the newest ones.
    refetchInterval: start === undefined ? 10_000 : false,
  })
  const filtered = filter.from !== '' || filter.until !== '' || filter.outcome !== ''
  return (
    <>
      <Filters filter={filter} bad={wanted === undefined} onReload={() => void refetch()} />
      {error && (
        <Alert color="red" variant="outline" role="alert">{say('failed', { said: toFailure(error).said[language] })} <Button variant="outline" size="compact-sm" onClick={() => void refetch()}>{say('retry')}</Button></Alert>
      )}
      {isPending && !error && wanted && <Text c="dimmed">{say('loading')}</Text>}
      {data && data.sessions.length === 0 && !filtered && start === undefined && <Empty />}
      {data && data.sessions.length === 0 && (filtered || start !== undefined) && <p role="status">{say('nothingFound', { searched: data.searched })}</p>}
      {data && data.sessions.length > 0 && <div aria-busy={isFetching}><SessionTable sessions={data.sessions} onOpen={onOpen} /></div>}
      {data && (starts.length > 1 || data.next !== undefined) && (
        <nav className={css.tools} aria-label={say('page', { page: starts.length })}>
          {starts.length > 1 && <Button variant="outline" onClick={() => turnToPage(starts.slice(0, -1))}>{say('newer')}</Button>}
          <span>{say('page', { page: starts.length })}</span>
          {data.next !== undefined && <Button variant="outline" onClick={() => turnToPage([...starts, data.next])}>{say(data.sessions.length < pageSize ? 'searchOn' : 'older')}</Button>}
        </nav>
      )}
    </>
  )
}

function Filters({ filter, bad, onReload }: { filter: Filter; bad: boolean; onReload(): void }) {
  const say = useWords(sessionWords)
  const set = (part: Partial<Filter>) => filterSessions({ ...filter, ...part })
  const outcomes = [...outcomeKinds, 'running'] as const
  return (
    <div className={css.tools} role="search" aria-label={say('filter')}>
      <TextInput type="date" label={say('from')} value={filter.from} onChange={(event) => set({ from: event.currentTarget.value })} />
      <TextInput type="date" label={say('until')} value={filter.until} error={bad && say('dateBad')} onChange={(event) => set({ until: event.currentTarget.value })} />
      <NativeSelect
        label={say('outcome')} value={filter.outcome} onChange={(event) => set({ outcome: outcomes.find((kind) => kind === event.currentTarget.value) ?? '' })}
        data={[{ value: '', label: say('all') }, ...outcomes.map((value) => ({ value, label: say(`outcome-${value}`) }))]}
      />
      <Button variant="outline" onClick={() => filterSessions(noFilter)}>{say('clear')}</Button>
      <Button variant="outline" onClick={onReload}>{say('reload')}</Button>
    </div>
  )
}

function Empty() {
  const say = useWords(sessionWords)
  return (
    <div className={css.empty}>
      <strong>{say('empty')}</strong>
      <p>{say('emptyWhat')}</p>
      <Link href="/flows">{say('emptyGo')}</Link>
    </div>
  )
}

/** Dates count from midnight to midnight of the place where the person sits. @returns undefined when the last day is before the first */
function toSessionFilter({ from, until, outcome }: Filter): SessionFilter | undefined {
  const fromMs = from === '' ? undefined : new Date(`${from}T00:00:00`).getTime()
  const lastDay = until === '' ? undefined : new Date(`${until}T00:00:00`)
  lastDay?.setDate(lastDay.getDate() + 1)
  const untilMs = lastDay?.getTime()
  if (fromMs !== undefined && untilMs !== undefined && untilMs <= fromMs) return undefined
  return { ...(fromMs === undefined ? {} : { fromMs }), ...(untilMs === undefined ? {} : { untilMs }), ...(outcome === '' ? {} : { outcome }) }
}
