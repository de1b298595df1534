import { Alert, Button, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { useCompiled } from '../draft/use-compiled.ts'
import { nodeTypes } from '../editor/node-types.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { BundleNames } from '../telephone/bundle-names.ts'
import { maskedNumber } from '../telephone/masked-number.ts'
import { OutcomeBanner } from '../telephone/OutcomeBanner.tsx'
import { TraceList } from '../telephone/TraceList.tsx'
import { type SessionSource, type SessionSummary, isPretended, loadTrace, nextId, placedAt, readOutcome } from './session-list.ts'
import { timeText } from './SessionTable.tsx'
import css from './sessions.module.css'
import { sessionWords } from './words.ts'

/** One call in words: the trace, on the documents of the release it ran on. */
export function SessionDetail({ id, source, onBack }: { id: string; source: SessionSource; onBack(): void }) {
  const say = useWords(sessionWords)
  const language = useLanguage()
  const session = useQuery({ queryKey: ['session', id], queryFn: () => loadSession(source, id), refetchInterval: ({ state }) => (state.data?.summary?.endedAt === null ? 2000 : false) })
  return (
    <div className={css.page}>
      <div><Button variant="subtle" leftSection={<IconArrowLeft size={20} aria-hidden />} onClick={onBack}>{say('back')}</Button></div>
      <h1>{say('detail')}</h1>
      {session.isPending && <Text c="dimmed">{say('loading')}</Text>}
      {session.error && <Alert color="red" variant="outline" role="alert">{toFailure(session.error).code === 'NO_SUCH_SESSION' ? say('notFound') : say('failed', { said: toFailure(session.error).said[language] })} <Button variant="outline" size="compact-sm" onClick={() => void session.refetch()}>{say('retry')}</Button></Alert>}
      {session.data && !session.data.summary && <Alert color="orange" variant="outline">{say('notFound')}</Alert>}
      {session.data?.summary && <Course summary={session.data.summary} trace={session.data.trace} source={source} />}
    </div>
  )
}

type Trace = Awaited<ReturnType<typeof loadTrace>>

function Course({ summary, trace, source }: { summary: SessionSummary; trace: Trace; source: SessionSource }) {
  const say = useWords(sessionWords)
  const language = useLanguage()
  const [, go] = useLocation()
  const files = useQuery({ queryKey: ['release-files', summary.releaseNumber], queryFn: () => source.files(summary.releaseNumber), staleTime: Number.POSITIVE_INFINITY })
  const program = useCompiled(files.data)?.program
  const names = useMemo(() => new BundleNames(program?.documents, nodeTypes, language, program?.bundle), [program, language])
  const startedAtMs = Date.parse(summary.startedAt)
  const outcome = readOutcome(summary.outcome)
  if (files.isPending || (files.data && !program)) return <Text c="dimmed">{say('loading')}</Text>
  return (
    <>
      <dl className={css.facts}>
        <div><dt>{say('detailTime')}</dt><dd>{timeText(placedAt(summary.id), language)}</dd></div>
        {isPretended(summary) && <div><dt>{say('detailPretended')}</dt><dd>{timeText(startedAtMs, language)}</dd></div>}
        <div><dt>{say('colLine')}</dt><dd>{summary.dialledLine}</dd></div>
        <div><dt>{say('colCaller')}</dt><dd>{summary.callerNumber === null ? say('anonymous') : maskedNumber(summary.callerNumber)}</dd></div>
        <div><dt>{say('colRelease')}</dt><dd>{say('release', { number: summary.releaseNumber })}</dd></div>
      </dl>
      {outcome ? <OutcomeBanner outcome={outcome} trace={trace} elapsedMs={trace.at(-1)?.atMs ?? 0} names={names} /> : summary.endedAt === null && <Alert color="blue" variant="outline">{say('running')}</Alert>}
      <Text size="sm" c="dimmed">{say(program ? 'namesOld' : 'namesGone', { number: summary.releaseNumber })}</Text>
      <div className={css.card}>
        <TraceList trace={trace} names={names} timeZone={program?.timeZone ?? 'Asia/Tokyo'} startedAtMs={startedAtMs} onSelect={({ flow, node }) => go(`/flows/${flow}?node=${encodeURIComponent(node)}`)} />
      </div>
    </>
  )
}

/** The list has no procedure for one call: the call just before the next id is the one, if it is there at all. */
async function loadSession(source: SessionSource, id: string): Promise<{ summary: SessionSummary | undefined; trace: Trace }> {
  const [trace, [summary]] = await Promise.all([loadTrace(source, id), source.list({ before: nextId(id), limit: 1 })])
  return { summary: summary?.id === id ? summary : undefined, trace }
}
