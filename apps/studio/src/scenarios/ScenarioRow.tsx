import { Button } from '@mantine/core'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { TableCell, TableRow } from '../theme/Table.tsx'
import { StateBadge } from './StateBadge.tsx'
import type { RunResult } from './messages.ts'
import type { ScenarioEntry } from './scenario-document.ts'
import css from './scenarios.module.css'
import { scenarioWords } from './words.ts'

export interface ScenarioRowProps {
  entry: ScenarioEntry
  result: RunResult | undefined
  /** What is done, in words. */
  call: readonly string[]
  onOpen(): void
  onRun(): void
}

/** A scenario in the table. One that failed says at once what went another way. */
export function ScenarioRow({ entry: { id, document }, result, call, onOpen, onRun }: ScenarioRowProps) {
  const say = useWords(scenarioWords)
  const language = useLanguage()
  const title = inLanguage(document?.title, language) || id
  return (
    <TableRow head={title} note={id}>
      <TableCell column={say('colState')}><StateBadge state={document ? (result ? (result.ok ? 'passed' : 'failed') : 'unknown') : 'unreadable'} /></TableCell>
      <TableCell column={say('colGiven')}>
        {call.join(' ・ ')}
        {result?.broken.map(({ promise, said }) => <p key={promise} className={css.said}>{said[language]}</p>)}
      </TableCell>
      <TableCell>
        <div className={css.buttons}>
          <Button variant="outline" size="compact-md" mih={44} aria-label={say('runOf', { title })} onClick={onRun}>{say('run')}</Button>
          <Button variant="outline" size="compact-md" mih={44} aria-label={say('openOf', { title })} onClick={onOpen}>{say('open')}</Button>
        </div>
      </TableCell>
    </TableRow>
  )
}
