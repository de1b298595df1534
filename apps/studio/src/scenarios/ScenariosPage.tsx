import { Alert, Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useDraft } from '../draft/draft.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { Table } from '../theme/Table.tsx'
import { CoverageSummary } from './CoverageSummary.tsx'
import { ScenarioDrawer } from './ScenarioDrawer.tsx'
import { ScenarioRow } from './ScenarioRow.tsx'
import type { RunResult } from './messages.ts'
import { runNow, useScenarioRuns } from './runs-store.ts'
import { type ScenarioEntry, scenarioEntries } from './scenario-document.ts'
import { callInWords } from './scenario-in-words.ts'
import { ScenarioNames } from './scenario-names.ts'
import css from './scenarios.module.css'
import { scenarioWords } from './words.ts'

type Filter = 'all' | 'failed' | 'passed'

/** The scenarios of the draft with their result on the draft as it is now, and which exits they reach. */
export default function ScenariosPage() {
  const say = useWords(scenarioWords)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const timeZone = useTimeZone() ?? 'UTC'
  const entries = useMemo(() => scenarioEntries(documents), [documents])
  const names = useMemo(() => new ScenarioNames(documents, language), [documents, language])
  const { results, coverage, state } = useScenarioRuns()
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [opened, open] = useOpened()
  const shown = entries.filter((entry) => passes(filter, results[entry.id]) && matches(entry, search, callInWordsOf(entry, timeZone, language, say)))
  const entry = entries.find(({ id }) => id === opened)
  return (
    <div className={css.page}>
      <h1>{say('heading')}</h1>
      <p>{say('intro')}</p>
      {state === 'blocked' && <Alert color="orange" variant="outline">{say('blocked')}</Alert>}
      {state === 'broken' && <Alert color="red" variant="outline" role="alert">{say('broken')} <Button variant="outline" size="compact-sm" onClick={() => void runNow()}>{say('again')}</Button></Alert>}
      {entries.length === 0 ? (
        <p>{say('empty')} <Link href="/flows">{say('toTelephone')}</Link></p>
      ) : (
        <>
          <div className={css.tools}>
            <TextInput type="search" label={say('search')} description={say('searchHelp')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
            <SegmentedControl aria-label={say('filter')} value={filter} onChange={(value) => setFilter(value as Filter)} data={(['all', 'failed', 'passed'] as const).map((value) => ({ value, label: say(`filter-${value}`) }))} />
            <Button leftSection={<IconPlayerPlay size={20} aria-hidden />} onClick={() => void runNow()}>{say('runAll')}</Button>
            <Summary entries={entries} results={results} running={state === 'running'} shown={shown.length} />
          </div>
          {shown.length === 0 ? (
            <p>{say('nothingFound')}</p>
          ) : (
            <Table label={say('heading')} columns={[say('colScenario'), say('colState'), say('colGiven'), say('colActions')]}>
              {shown.map((one) => (
                <ScenarioRow key={one.id} entry={one} result={results[one.id]} call={callInWordsOf(one, timeZone, language, say)} onOpen={() => open(one.id)} onRun={() => void runNow([one.id])} />
              ))}
            </Table>
          )}
        </>
      )}
      <CoverageSummary coverage={coverage} names={names} timeZone={timeZone} />
      {entry && <ScenarioDrawer key={entry.id} entry={entry} result={results[entry.id]} names={names} onClose={() => open(undefined)} onOpen={open} />}
    </div>
  )
}

/** `?id=` names the scenario that is open, so that it can be linked to, and the back button closes it. */
function useOpened(): [string | undefined, (id: string | undefined) => void] {
  const opened = new URLSearchParams(useSearch()).get('id') ?? undefined
  const [, go] = useLocation()
  return [opened, (id) => go(id === undefined ? '/scenarios' : `/scenarios?id=${encodeURIComponent(id)}`)]
}

/** Results follow each key stroke elsewhere: while they are made anew, the last ones stay, so that nothing flickers or is said twice. */
function Summary({ entries, results, running, shown }: { entries: readonly ScenarioEntry[]; results: Readonly<Record<string, RunResult>>; running: boolean; shown: number }) {
  const say = useWords(scenarioWords)
  const failed = entries.filter(({ id }) => results[id]?.ok === false).length
  const passed = entries.filter(({ id }) => results[id]?.ok === true).length
  return (
    <p className={css.summary} role="status" data-testid="scenario-summary" data-running={running || undefined}>
      <strong>{passed + failed === 0 && running ? say('running') : say('summary', { passed, failed })}</strong> <span className={css.soft}>{say('shown', { shown, all: entries.length })}</span>
    </p>
  )
}

function callInWordsOf({ document }: ScenarioEntry, ...rest: [timeZone: string, language: 'ja' | 'en', say: Parameters<typeof callInWords>[3]]): string[] {
  return document ? callInWords(document, ...rest) : []
}

function passes(filter: Filter, result: RunResult | undefined): boolean {
  return filter === 'all' || (result !== undefined && result.ok === (filter === 'passed'))
}

/** Finds text in id, title, circumstances and path; case and width do not count. */
function matches({ id, document }: ScenarioEntry, search: string, call: readonly string[]): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase()
  const content = plain([id, inLanguage(document?.title, 'ja'), inLanguage(document?.title, 'en'), document?.description, ...call, ...(document?.then.path ?? []), ...(document?.then.heard ?? [])].filter(Boolean).join('\n'))
  return plain(search).split(/\s+/).every((word) => content.includes(word))
}
