import type { ExitUse, FlowCoverage, MadeCall } from '@madoguchi/engine'
import { Alert, Button, Progress } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useReadOnly } from '../draft/draft.ts'
import { useEditor } from '../editor/editor-store.ts'
import { useWords } from '../i18n/words.ts'
import { MakeScenarioDialog } from './MakeScenarioDialog.tsx'
import { findCallInDraft } from './runs-store.ts'
import type { ScenarioNames } from './scenario-names.ts'
import css from './scenarios.module.css'
import { scenarioWords } from './words.ts'

export interface CoverageSummaryProps {
  coverage: readonly FlowCoverage[]
  names: ScenarioNames
  timeZone: string
}

/** Of each flow: how many exits some scenario takes, and those that none takes. */
export function CoverageSummary({ coverage, names, timeZone }: CoverageSummaryProps) {
  const say = useWords(scenarioWords)
  return (
    <section className={css.section} aria-labelledby="coverage-title">
      <h2 id="coverage-title">{say('coverage')}</h2>
      <p>{say('coverageHelp')}</p>
      {coverage.length === 0 ? <p>{say('noCoverage')}</p> : coverage.map((flow) => <OneFlow key={flow.flow} coverage={flow} names={names} timeZone={timeZone} />)}
    </section>
  )
}

function OneFlow({ coverage: { flow, exits, taken }, names, timeZone }: { coverage: FlowCoverage; names: ScenarioNames; timeZone: string }) {
  const say = useWords(scenarioWords)
  const missing = exits.filter(({ scenarios }) => scenarios.length === 0)
  const title = names.flow(flow)
  return (
    <section className={css.flow} aria-label={title}>
      <h3>{title}</h3>
      <div className={css.line}>
        <Progress value={exits.length === 0 ? 100 : (taken / exits.length) * 100} w={180} size="lg" color={missing.length === 0 ? 'green' : 'orange'} aria-label={title} />
        <strong>{say('coverageOf', { taken, all: exits.length })}</strong>
        {missing.length === 0 && <span className={css.badge} data-state="passed"><IconCircleCheck size={20} aria-hidden />{say('coverageAll')}</span>}
      </div>
      {missing.length > 0 && (
        <>
          <h4>{say('uncovered')}</h4>
          <ul className={css.missing}>{missing.map((use) => <Missing key={`${use.node} ${use.exit}`} flow={flow} use={use} names={names} timeZone={timeZone} />)}</ul>
        </>
      )}
    </section>
  )
}

function Missing({ flow, use, names, timeZone }: { flow: string; use: ExitUse; names: ScenarioNames; timeZone: string }) {
  const say = useWords(scenarioWords)
  const mayEdit = !useReadOnly()
  const [, go] = useLocation()
  const [state, setState] = useState<'idle' | 'finding' | 'none'>('idle')
  const [found, setFound] = useState<MadeCall>()
  const exit = exitName(flow, use, names, say)
  const find = async () => {
    if (state === 'finding') return
    setState('finding')
    const call = await findCallInDraft({ flow, node: use.node, exit: use.exit }).catch(() => undefined)
    setFound(call)
    setState(call ? 'idle' : 'none')
  }
  const toTelephone = () => {
    useEditor.setState({ right: 'telephone', sheet: 'right' })
    go(`/flows/${flow}`)
  }
  return (
    <li>
      <span>{exit}</span>
      {mayEdit && <Button variant="outline" size="compact-md" mih={44} aria-label={say('makeForOf', { exit })} aria-busy={state === 'finding'} onClick={() => void find()}>{say(state === 'finding' ? 'finding' : 'makeFor')}</Button>}
      {state === 'none' && <Alert color="orange" variant="outline" role="alert" w="100%">{say('notFound', { exit })} <Button variant="outline" size="compact-sm" onClick={toTelephone}>{say('openFlow')}</Button></Alert>}
      {found && <MakeScenarioDialog call={found} title={say('recordFound')} name={exit} wantedId={`${flow}-${use.node ?? 'flow'}-${use.exit}`} names={names} timeZone={timeZone} onClose={() => setFound(undefined)} />}
    </li>
  )
}

function exitName(flow: string, { node, exit }: ExitUse, names: ScenarioNames, say: (key: 'exitOf' | 'onError' | 'onHangup', values?: Record<string, string>) => string): string {
  if (node === undefined) return say(exit === 'onError' ? 'onError' : 'onHangup')
  return say('exitOf', { node: names.node(`${flow}/${node}`), exit: names.exit(flow, node, exit) })
}
