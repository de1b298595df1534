import type { Scenario } from '@madoguchi/schemas'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { commonLines } from '../draft/line-diff.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { outcomeInWords } from '../telephone/outcome-in-words.ts'
import { traceWords } from '../telephone/words.ts'
import type { RunResult } from './messages.ts'
import type { ScenarioNames } from './scenario-names.ts'
import css from './scenarios.module.css'
import { scenarioWords } from './words.ts'

/** Each promise that was not kept: in a sentence, with expected and actual side by side, and the way to the node on the canvas. */
export function BrokenPromises({ scenario, result, names }: { scenario: Scenario; result: RunResult; names: ScenarioNames }) {
  const say = useWords(scenarioWords)
  const language = useLanguage()
  return result.broken.map(({ promise, said, place }) => (
    <section key={promise} className={css.broken} aria-label={say(`promise-${promise}`)}>
      <h4>{say(`promise-${promise}`)}</h4>
      <p>{said[language]}</p>
      {promise !== 'call' && <SideBySide promise={promise} then={scenario.then} actual={result.actual?.[promise]} names={names} />}
      {place && names.knows(place.flow, place.node) && <Link href={`/flows/${place.flow}?node=${encodeURIComponent(place.node)}`}>{say('showOnCanvas', { node: names.node(`${place.flow}/${place.node}`) })}</Link>}
    </section>
  ))
}

interface SideBySideProps {
  promise: keyof Scenario['then']
  then: Scenario['then']
  actual: unknown
  names: ScenarioNames
}

function SideBySide({ promise, then, actual, names }: SideBySideProps) {
  const say = useWords(scenarioWords)
  const sayTrace = useWords(traceWords)
  switch (promise) {
    case 'path':
      return <Lists wanted={then.path ?? []} came={texts(actual)} name={(path) => names.node(path)} missing={say('missing')} />
    case 'heard':
      return <Lists wanted={then.heard ?? []} came={texts(actual)} name={(id) => names.prompt(id)} missing={say('missingHeard')} />
    case 'notHeard':
      return <Lists wanted={[]} came={texts(actual)} name={(id) => names.prompt(id)} unwanted={then.notHeard ?? []} missing="" />
    case 'outcome': {
      const words = (outcome: NonNullable<Scenario['then']['outcome']>) => (outcome.kind === undefined ? [outcome.target, outcome.cause].filter(Boolean).join(' ') : outcomeInWords({ ...outcome, kind: outcome.kind }, (queue) => names.queue(queue), sayTrace))
      return <Pair expected={<p>{words(then.outcome ?? {})}</p>} actual={<p>{words((actual ?? {}) as NonNullable<Scenario['then']['outcome']>)}</p>} />
    }
    case 'variables':
      return <Pair expected={<Variables values={then.variables ?? {}} />} actual={<Variables values={(actual ?? {}) as Record<string, unknown>} of={Object.keys(then.variables ?? {})} />} />
  }
}

/** The engine tells what came as JSON; these are the lists of it. */
function texts(actual: unknown): string[] {
  return Array.isArray(actual) ? actual.filter((item) => typeof item === 'string') : []
}

interface ListsProps {
  wanted: readonly string[]
  came: readonly string[]
  unwanted?: readonly string[]
  name(id: string): string
  missing: string
}

/** Two sequences: of the expected one, what did not come in its order; of the actual one, what it has in common. */
function Lists({ wanted, came, unwanted, name, missing }: ListsProps) {
  const say = useWords(scenarioWords)
  const [kept, common] = useMemo(() => commonLines(wanted, came), [wanted, came])
  return (
    <Pair
      expected={
        unwanted ? (
          <ul className={css.items}>{unwanted.map((id) => <li key={id}>{name(id)}<span className={css.mark}>{say('unwanted')}</span></li>)}</ul>
        ) : (
          <ol className={css.items}>{wanted.map((id, index) => <li key={index} data-bad={!kept[index] || undefined}>{name(id)}{!kept[index] && <span className={css.mark}>{missing}</span>}</li>)}</ol>
        )
      }
      actual={
        came.length === 0 ? <p>{say('none')}</p> : (
          <ol className={css.items}>{came.map((id, index) => <li key={index} data-common={common[index] || undefined} data-bad={unwanted?.includes(id) || undefined}>{name(id)}{unwanted?.includes(id) && <span className={css.mark}>{say('unwanted')}</span>}</li>)}</ol>
        )
      }
    />
  )
}

function Pair({ expected, actual }: { expected: React.ReactNode; actual: React.ReactNode }) {
  const say = useWords(scenarioWords)
  return (
    <div className={css.pair}>
      <div><h5>{say('expected')}</h5>{expected}</div>
      <div><h5>{say('actual')}</h5>{actual}</div>
    </div>
  )
}

function Variables({ values, of = Object.keys(values) }: { values: Record<string, unknown>; of?: readonly string[] }) {
  const say = useWords(scenarioWords)
  return <ul className={css.items}>{of.map((name) => <li key={name}>{name} = {values[name] === undefined ? say('none') : JSON.stringify(values[name])}</li>)}</ul>
}
