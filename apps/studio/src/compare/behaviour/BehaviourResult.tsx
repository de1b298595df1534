import { Button } from '@mantine/core'
import type { DescribedDifference, DivergenceGroup, LineGroup } from '@madoguchi/engine'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import type { Side } from '../comparison.ts'
import { compareWords } from '../words.ts'
import styles from './Behaviour.module.css'
import { Courses } from './Courses.tsx'
import type { WalkResult } from './messages.ts'

type Operand = (side: Side) => string | undefined

/** What a walk found, by line, by situation of the calendar, by what differs first. */
export function BehaviourResult({ result, operand, children }: { result: WalkResult; operand: Operand; children?: ReactNode }) {
  const t = useWords(compareWords)
  const numbers = { states: result.states.toLocaleString(), count: result.count }
  return (
    <>
      <p className={styles.proof} data-complete={result.complete} role="status">
        {result.complete ? <IconCircleCheck aria-hidden size={22} /> : <IconAlertTriangle aria-hidden size={22} />}
        <span>
          {result.count === 0 && <strong>{t('sameBehaviour')} </strong>}
          {result.complete ? t(result.count === 0 ? 'provenSame' : 'complete', numbers) : t('incomplete', numbers)}
        </span>
      </p>
      {result.assumed.length > 0 && (
        <details className={styles.assumed}>
          <summary>{t('assumed')}（{result.assumed.length}）</summary>
          <ul>{result.assumed.map((assumption) => <li key={assumption}>{assumption === 'chance' ? t('assumed-chance') : assumption}</li>)}</ul>
        </details>
      )}
      {children}
      {result.lines.map((line) => <LineSection key={line.number} line={line} operand={operand} />)}
    </>
  )
}

function LineSection({ line, operand }: { line: LineGroup; operand: Operand }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  return (
    <section className={styles.line}>
      <h2>
        <span>{line.written}</span> {inLanguage(line.title, language)}
        <small>{t('differences', { count: line.count })}</small>
        {line.alike.length > 0 && <small>{t('alike', { numbers: line.alike.join(t('and')) })}</small>}
        {line.weight !== undefined && <small>{t('share', { percent: percent(line.weight) })}</small>}
      </h2>
      {line.situations.map(({ situation, count, divergences }) => (
        <section key={situation.ja} className={styles.situation}>
          <h3>
            {inLanguage(situation, language)}
            <small>{t('differences', { count })}</small>
          </h3>
          {divergences.map((group) => <Divergence key={group.what.ja} group={group} operand={operand} />)}
        </section>
      ))}
    </section>
  )
}

const shownAtFirst = 3

/** The calls that first differ in one thing. A few show what it is; the rest is there on demand. */
function Divergence({ group: { what, differences }, operand }: { group: DivergenceGroup; operand: Operand }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const [all, setAll] = useState(false)
  const shown = all ? differences : differences.slice(0, shownAtFirst)
  return (
    <div className={styles.divergence}>
      {differences.length > 1 && (
        <h4>
          {inLanguage(what, language)}
          <small>{t('differences', { count: differences.length })}</small>
        </h4>
      )}
      <ul>
        {shown.map((described) => <Difference key={keyOf(described)} described={described} operand={operand} />)}
      </ul>
      {shown.length < differences.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('more', { count: differences.length - shown.length })}
        </Button>
      )}
    </div>
  )
}

function Difference({ described: { sentence, difference }, operand }: { described: DescribedDifference; operand: Operand }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <p>
        {inLanguage(sentence, language)}
        {difference.weight !== undefined && <small>{t('share', { percent: percent(difference.weight) })}</small>}
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('course')}</summary>
        {open && <Courses difference={difference} operand={operand} />}
      </details>
    </li>
  )
}

function keyOf({ difference: { at, from, press, agents, faults } }: DescribedDifference): string {
  return [at, from, press.join(','), agents, faults.join(',')].join(' ')
}

/** Small shares keep a digit: 0.4 % of a year's calls are many. */
function percent(share: number): string {
  const value = share * 100
  return value > 0 && value < 0.1 ? '<0.1' : String(Math.round(value * 10) / 10)
}
