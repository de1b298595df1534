import { type MadeCall, type Program, type Promisable, makeScenario, promisable, promisesOf, runScenario } from '@madoguchi/engine'
import { type BothLanguages, type Scenario, idPattern } from '@madoguchi/schemas'
import { Button, Checkbox, Modal, Text, TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { notify } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { outcomeInWords } from '../telephone/outcome-in-words.ts'
import { traceWords } from '../telephone/words.ts'
import { Field } from '../theme/Field.tsx'
import { freeScenarioId, putScenario, scenarioPath } from './scenario-document.ts'
import { callInWords } from './scenario-in-words.ts'
import { label } from './scenario-labels.ts'
import type { ScenarioNames } from './scenario-names.ts'
import css from './scenarios.module.css'
import { scenarioTexts } from './texts.ts'
import { scenarioWords } from './words.ts'

export interface MakeScenarioDialogProps {
  call: MadeCall
  title: string
  /** What the person is offered as its name. */
  name: string
  wantedId: string
  names: ScenarioNames
  timeZone: string
  /** What the call ran on: given, it is made again before it is kept, and what does not repeat is left out. */
  program?: Program
  onClose(): void
}

/** Names a call and chooses what of it shall be promised; then it is a scenario of the draft, and its page opens. */
export function MakeScenarioDialog({ call, title, name: firstName, wantedId, names, timeZone, program, onClose }: MakeScenarioDialogProps) {
  const say = useWords(scenarioWords)
  const language = useLanguage()
  const [, go] = useLocation()
  const [name, setName] = useState(firstName)
  const [id, setId] = useState(() => freeScenarioId(draft.getState().documents, wantedId))
  const [tried, setTried] = useState(false)
  const came = useMemo(() => promisesOf(call.trace), [call])
  const offered = promisable.filter((promise) => came[promise] !== undefined)
  const repeated = useRepeated(call, program)
  const [unwanted, setUnwanted] = useState<ReadonlySet<Promisable>>(new Set())
  const differs = repeated?.differs ?? {}
  const keep = new Set(offered.filter((promise) => !unwanted.has(promise) && differs[promise] === undefined))
  const idFault = !new RegExp(idPattern).test(id) ? say('idBad') : draft.getState().documents[scenarioPath(id)] === undefined ? undefined : say('idTaken')
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (idFault || name.trim() === '' || keep.size === 0 || !repeated) return
    draft.getState().run(putScenario(makeScenario(repeated.call, { id, title: { ja: name.trim() } }, keep), label('labelAdd', name.trim())))
    notify('done', { ja: scenarioTexts.ja.saved.replace('{title}', name.trim()), en: scenarioTexts.en.saved.replace('{title}', name.trim()) })
    onClose()
    go(`/scenarios?id=${encodeURIComponent(id)}`)
  }
  const toggle = (promise: Promisable) => setUnwanted((before) => new Set(before.has(promise) ? [...before].filter((other) => other !== promise) : [...before, promise]))
  return (
    <Modal opened onClose={onClose} title={<strong>{title}</strong>} size="lg" closeButtonProps={{ 'aria-label': say('cancel') }}>
      <form onSubmit={save} className={css.form} noValidate>
        <Text size="sm">{say('recordHelp')}</Text>
        <Field label={say('name')} required requirement={say('required')} error={tried && name.trim() === '' ? say('nameMissing') : undefined}>
          {(control) => <TextInput {...control} required data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Field label={say('id')} required requirement={say('required')} support={say('idHelp')} error={tried ? idFault : undefined}>
          {(control) => <TextInput {...control} required w={320} maw="100%" value={id} onChange={(event) => setId(event.currentTarget.value)} />}
        </Field>
        <fieldset className={css.keep}>
          <legend>{say('keep')}</legend>
          {offered.map((promise) => (
            <Checkbox key={promise} checked={keep.has(promise)} disabled={differs[promise] !== undefined} onChange={() => toggle(promise)} label={<PromiseText promise={promise} came={came} names={names} />} description={differs[promise]?.[language]} />
          ))}
          {tried && keep.size === 0 && <span className={css.bad} role="alert">{say('keepNone')}</span>}
        </fieldset>
        {program && <Text size="sm" role="status">{repeated ? say(Object.keys(differs).length === 0 ? 'repeats' : 'repeatsNot') : say('trying')}</Text>}
        <details>
          <summary>{say('details')}</summary>
          <p>{callInWords(repeated?.call ?? call, timeZone, language, say).join(' ・ ')}</p>
        </details>
        <div className={css.line}>
          <Button type="submit" aria-disabled={!repeated}>{say('save')}</Button>
          <Button variant="outline" onClick={onClose}>{say('cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}

function PromiseText({ promise, came, names }: { promise: Promisable; came: Pick<Scenario['then'], Promisable>; names: ScenarioNames }) {
  const say = useWords(scenarioWords)
  const sayTrace = useWords(traceWords)
  switch (promise) {
    case 'path':
      return <>{say('keep-path', { number: came.path?.length ?? 0 })}</>
    case 'heard':
      return <>{say('keep-heard', { number: came.heard?.length ?? 0 })}</>
    case 'outcome': {
      const { kind, ...rest } = came.outcome ?? {}
      return <>{say('keep-outcome', { outcome: kind === undefined ? '' : outcomeInWords({ ...rest, kind }, (queue) => names.queue(queue), sayTrace) })}</>
    }
    case 'variables':
      return <>{say('keep-variables', { names: Object.entries(came.variables ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ') })}</>
  }
}

interface Repeated {
  /** As it shall be kept: with the seed of its random numbers only where it hangs on them. */
  call: MadeCall
  differs: Partial<Record<Promisable, BothLanguages>>
}

/** The call made again, so that nothing is promised that does not repeat. */
function useRepeated(call: MadeCall, program: Program | undefined): Repeated | undefined {
  const [repeated, setRepeated] = useState<Repeated>()
  useEffect(() => {
    let wanted = true
    void repeat(call, program).then((result) => wanted && setRepeated(result))
    return () => {
      wanted = false
    }
  }, [call, program])
  return repeated
}

async function repeat(call: MadeCall, program: Program | undefined): Promise<Repeated> {
  if (!program) return { call, differs: {} }
  const { seed, ...given } = call.given
  const plain = await differing({ ...call, given }, program)
  if (Object.keys(plain.differs).length === 0 || seed === undefined) return plain
  return differing(call, program)
}

async function differing(call: MadeCall, program: Program): Promise<Repeated> {
  const { broken } = await runScenario(program, makeScenario(call, { id: 'again', title: { ja: 'again' } }, new Set(promisable)))
  const all = broken.some(({ promise }) => promise === 'call') ? promisable : promisable.filter((promise) => broken.some((one) => one.promise === promise))
  return { call, differs: Object.fromEntries(all.map((promise) => [promise, broken.find((one) => one.promise === promise || one.promise === 'call')?.said])) }
}
