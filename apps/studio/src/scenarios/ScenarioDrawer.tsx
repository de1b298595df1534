import { expectAsCame } from '@madoguchi/engine'
import { Button, Drawer, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Scenario } from '@madoguchi/schemas'
import { draft, useDraft, useReadOnly } from '../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { BrokenPromises } from './BrokenPromises.tsx'
import { ScenarioForm } from './ScenarioForm.tsx'
import { StateBadge } from './StateBadge.tsx'
import type { RunResult } from './messages.ts'
import { type ScenarioEntry, freeScenarioId, putScenario, removeScenario } from './scenario-document.ts'
import { label } from './scenario-labels.ts'
import type { ScenarioNames } from './scenario-names.ts'
import { scenarioTexts } from './texts.ts'
import css from './scenarios.module.css'
import { scenarioWords } from './words.ts'

export interface ScenarioDrawerProps {
  entry: ScenarioEntry
  result: RunResult | undefined
  names: ScenarioNames
  onClose(): void
  /** Shows another one. */
  onOpen(id: string): void
}

/** One scenario: how it fares and why, and what it says. */
export function ScenarioDrawer({ entry: { id, document }, result, names, onClose, onOpen }: ScenarioDrawerProps) {
  const say = useWords(scenarioWords)
  const language = useLanguage()
  const mayEdit = !useReadOnly()
  return (
    <Drawer opened onClose={onClose} position="right" size="min(820px, 100vw)" title={<strong>{inLanguage(document?.title, language) || id}</strong>} closeButtonProps={{ 'aria-label': say('close') }} classNames={{ content: css.drawer, body: css.drawerBody }}>
      {document ? (
        <>
          <Stack gap="lg" className={css.drawerFields}>
            <Result scenario={document} result={result} names={names} mayEdit={mayEdit} />
            <section className={css.section} aria-label={say('edit')}>
              <h3>{say('edit')}</h3>
              <Text size="sm" c="dimmed">{say(mayEdit ? 'editHelp' : 'readOnly')}</Text>
              <ScenarioForm scenario={document} />
            </section>
          </Stack>
          <Footer scenario={document} mayEdit={mayEdit} onClose={onClose} onOpen={onOpen} />
        </>
      ) : (
        <p className={css.drawerFields}>{say('brokenScenario')}</p>
      )}
    </Drawer>
  )
}

function Result({ scenario, result, names, mayEdit }: { scenario: Scenario; result: RunResult | undefined; names: ScenarioNames; mayEdit: boolean }) {
  const say = useWords(scenarioWords)
  return (
    <section className={css.section} aria-label={say('result')}>
      <h3>{say('result')}</h3>
      <div role="status" className={css.line}>
        <StateBadge state={result ? (result.ok ? 'passed' : 'failed') : 'unknown'} />
        {result && <span>{say(result.ok ? 'resultPassed' : 'resultFailed')}</span>}
      </div>
      {result && !result.ok && (
        <>
          <BrokenPromises scenario={scenario} result={result} names={names} />
          {mayEdit && result.trace && result.trace.length > 0 && <TakeAsExpected scenario={scenario} result={result} trace={result.trace} />}
        </>
      )}
    </section>
  )
}

function TakeAsExpected({ scenario, result, trace }: { scenario: Scenario; result: RunResult; trace: NonNullable<RunResult['trace']> }) {
  const say = useWords(scenarioWords)
  const [asked, setAsked] = useState(false)
  const take = () => {
    const broken = result.broken.flatMap(({ promise }) => (promise === 'call' ? [] : [promise]))
    draft.getState().run(putScenario(expectAsCame(scenario, broken, trace), label('labelTake', scenario.title.ja)))
  }
  if (!asked) return <div><Button variant="outline" onClick={() => setAsked(true)}>{say('takeAsExpected')}</Button></div>
  return (
    <div className={css.ask} role="alert">
      <p>{say('takeAsk')}</p>
      <div className={css.line}>
        <Button onClick={take}>{say('takeYes')}</Button>
        <Button variant="outline" onClick={() => setAsked(false)}>{say('takeNo')}</Button>
      </div>
    </div>
  )
}

function Footer({ scenario, mayEdit, onClose, onOpen }: { scenario: Scenario; mayEdit: boolean; onClose(): void; onOpen(id: string): void }) {
  const say = useWords(scenarioWords)
  const [asked, setAsked] = useState(false)
  const undoable = useDraft(({ history }) => history.done.length > 0)
  const duplicate = () => {
    const id = freeScenarioId(draft.getState().documents, `${scenario.id}-2`)
    const { ja, en } = scenario.title
    const title = { ja: scenarioTexts.ja.copyTitle.replace('{title}', ja), ...(en === undefined ? {} : { en: scenarioTexts.en.copyTitle.replace('{title}', en) }) }
    draft.getState().run(putScenario({ ...scenario, id, title }, label('labelAdd', title.ja)))
    onOpen(id)
  }
  const remove = () => {
    draft.getState().run(removeScenario(scenario.id, label('labelRemove', scenario.title.ja)))
    onClose()
  }
  return (
    <div className={css.footer}>
      {asked ? (
        <>
          <strong role="alert">{say('removeAsk', { title: scenario.title.ja })}</strong>
          <Button color="red" onClick={remove}>{say('removeYes')}</Button>
          <Button variant="outline" onClick={() => setAsked(false)}>{say('takeNo')}</Button>
        </>
      ) : (
        <>
          <Button variant="outline" onClick={onClose}>{say('close')}</Button>
          {mayEdit && (
            <>
              <Button variant="outline" aria-disabled={!undoable} onClick={() => undoable && draft.getState().undo()}>{say('undo')}</Button>
              <Button variant="outline" onClick={duplicate}>{say('duplicate')}</Button>
              <Button variant="outline" color="red" onClick={() => setAsked(true)}>{say('remove')}</Button>
            </>
          )}
        </>
      )}
    </div>
  )
}
