import { type Compiled, canRun } from '@madoguchi/engine'
import type { Problem } from '@madoguchi/schemas'
import { Alert, Button, SegmentedControl, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useMemo } from 'react'
import { nodeTypes } from '../editor/node-types.ts'
import { useCompiled } from '../draft/use-compiled.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { BlockingProblems } from './BlockingProblems.tsx'
import { BundleNames, type Place } from './bundle-names.ts'
import type { LiveServer } from './live-line.ts'
import { liveServer } from './live-server.ts'
import css from './telephone.module.css'
import { type Telephone, clearCall, holdTelephone, useTelephone } from './telephone-store.ts'
import { TelephoneDesk } from './TelephoneDesk.tsx'
import { telephoneWords } from './words.ts'

export interface TelephonePanelProps {
  /** The draft: path inside the bundle and text. A new array whenever anything changed, and only then. */
  files: readonly (readonly [path: string, text: string])[]
  /** A step was clicked: show its node. It may stand in another flow than the one that is open; the call goes on while that flow is opened. */
  onSelect?(place: Place): void
  /** A problem that blocks the draft was clicked: show its place. */
  onOpenProblem?(problem: Problem): void
  /** Where the live release is called; stories give their own. */
  server?: LiveServer
}

type Source = Telephone['source']

/** A telephone that calls the draft or the live release, and tells what happened and why. Lights up the path on the canvas (`usePath`). */
export function TelephonePanel({ files, onSelect, onOpenProblem, server = liveServer }: TelephonePanelProps) {
  const say = useWords(telephoneWords)
  const id = useId()
  const source = useTelephone((telephone) => telephone.source)
  useEffect(holdTelephone, [])
  const turn = (to: Source) => {
    clearCall()
    useTelephone.setState({ source: to })
  }
  // Among the keys of the releases, so that a new release is noticed here too.
  const live = useQuery({ queryKey: [['releases', 'telephone']], queryFn: () => server.release(), enabled: source === 'live' })
  const draft = useCompiled(files)
  const liveFiles = live.data?.files
  const released = useCompiled(source === 'live' ? liveFiles : undefined)
  const compiled = source === 'draft' ? draft : released
  return (
    <section className={css.panel} aria-labelledby={`${id}-title`}>
      <div className={css.head}>
        <Title order={2} size="h3" className={css.title} id={`${id}-title`}>{say('title')}</Title>
        <SegmentedControl
          mt={8} fullWidth aria-label={say('source')} value={source} onChange={(value) => turn(value as Source)}
          data={[{ value: 'draft', label: say('draft') }, { value: 'live', label: live.data ? say('liveNumber', { number: live.data.number }) : say('live') }]}
        />
        <Text size="sm" c="dimmed" mt={4}>{say(source === 'draft' ? 'sourceDraftHelp' : 'sourceLiveHelp')}</Text>
        {source === 'live' && live.isError && (
          <Alert color="red" variant="outline" mt={8}>{say('liveFailed')} <Button variant="outline" size="compact-sm" onClick={() => void live.refetch()}>{say('retry')}</Button></Alert>
        )}
        {source === 'live' && live.data === null && <Alert color="orange" variant="outline" mt={8}>{say('liveNone')}</Alert>}
      </div>
      <Body key={source} source={source} compiled={compiled} waiting={source === 'draft' || live.isPending || Boolean(liveFiles)} server={server} onSelect={onSelect} onOpenProblem={onOpenProblem} />
    </section>
  )
}

interface BodyProps extends Pick<TelephonePanelProps, 'onSelect' | 'onOpenProblem'> {
  source: Source
  compiled: Compiled | undefined
  waiting: boolean
  server: LiveServer
}

function Body({ source, compiled, waiting, server, onSelect, onOpenProblem }: BodyProps) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const names = useMemo(() => new BundleNames(compiled?.program?.documents, nodeTypes, language, compiled?.program?.bundle), [compiled, language])
  if (!compiled) return waiting ? <Text p="md" c="dimmed">{say('loading')}</Text> : null
  const { program, problems } = compiled
  if (!program || !canRun(problems)) return <div style={{ padding: 16 }}><BlockingProblems problems={blocking(problems)} names={names} onOpen={onOpenProblem} /></div>
  return <TelephoneDesk program={program} names={names} live={source === 'live' ? server : undefined} onSelect={onSelect} />
}

/** Those findings alone that keep a draft from running: what only hinders publishing is told elsewhere. */
function blocking(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => !canRun([problem]))
}

export default TelephonePanel
