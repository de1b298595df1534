import { Scenario } from '@madoguchi/schemas'
import { Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import Type, { type TSchema } from 'typebox'
import { draft, useReadOnly } from '../draft/draft.ts'
import { type Json, type JsonObject, isObject, parse, sameJson, toJson } from '../draft/json.ts'
import { DocumentForm } from '../editor/inspector/DocumentForm.tsx'
import { useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { label } from './scenario-labels.ts'
import { putScenario } from './scenario-document.ts'
import type { ScenarioKey } from './texts.ts'
import { scenarioWords } from './words.ts'

/** What a form can show: all but the head, which does not change, and variables, which may hold anything, also where they are changed on the way. */
const { given, when, then } = Scenario.properties
const shape: TSchema = Type.Object(
  {
    title: Scenario.properties.title, description: Scenario.properties.description,
    given: without(given, 'variables'), when: without(when, 'set'), then: without(then, 'variables'),
  },
  { additionalProperties: false },
)

const form = { config: shape }

function without(schema: Type.TObject, name: string): TSchema {
  const { [name]: _left, ...properties } = schema.properties
  return { ...schema, properties }
}

/** Edits a scenario; each change is one command of the draft, and what is typed in one go one step of undo. */
export function ScenarioForm({ scenario }: { scenario: Scenario }) {
  const run = (next: Scenario) => {
    if (!sameJson(next, scenario)) draft.getState().run(putScenario(next, label('labelChange', scenario.title.ja), `scenario ${scenario.id}`))
  }
  const value = useMemo(() => shown(scenario), [scenario])
  return (
    <>
      <DocumentForm
        id={`scenario-${scenario.id}`} of={form} value={value}
        onChange={(edited) => run(merged(scenario, edited))}
      />
      <VariablesField words="variablesGiven" example='{"language": "en"}' value={scenario.given.variables} onChange={(variables) => run({ ...scenario, given: withPart(scenario.given, 'variables', variables) })} />
      <JsonField
        labelled="changesField" help="changesHelp" bad="changesBad" example='[{"node": "main/menu", "variables": {"language": "en"}}]' value={scenario.when.set} fits={Array.isArray}
        onChange={(set) => run({ ...scenario, when: withPart(scenario.when, 'set', set) } as Scenario)}
      />
      <VariablesField words="variablesThen" example='{"chosen": "1"}' value={scenario.then.variables} onChange={(variables) => run({ ...scenario, then: withPart(scenario.then, 'variables', variables) })} />
    </>
  )
}

function shown({ title, description, given: { variables: _given, ...circumstances }, when: { set: _set, ...keys }, then: { variables: _then, ...promised } }: Scenario): JsonObject {
  return toJson({ title, description, given: circumstances, when: keys, then: promised }) as JsonObject
}

/** The form knows nothing of head and variables: those stay. What is not valid yet is kept as it is typed, and told. */
function merged(scenario: Scenario, edited: JsonObject): Scenario {
  const part = (name: string) => (isObject(edited[name]) ? edited[name] : {})
  const { description: _before, ...head } = scenario
  const { given: before, when: done, then: promised } = scenario
  return {
    ...head, title: { ...part('title') }, ...(typeof edited.description === 'string' && edited.description !== '' ? { description: edited.description } : {}),
    given: withPart(part('given'), 'variables', before.variables), when: withPart(part('when'), 'set', done.set), then: withPart(part('then'), 'variables', promised.variables),
  } as unknown as Scenario
}

/** The part with another value under one name, or without it. */
function withPart<Part extends object>(part: Part, name: string, value: unknown): Part {
  const rest = Object.fromEntries(Object.entries(part).filter(([other]) => other !== name))
  return { ...rest, ...(value === undefined ? {} : { [name]: value }) } as Part
}

interface VariablesFieldProps {
  words: 'variablesGiven' | 'variablesThen'
  example: string
  value: Record<string, unknown> | undefined
  onChange(value: Record<string, unknown> | undefined): void
}

function VariablesField({ words, example, value, onChange }: VariablesFieldProps) {
  return <JsonField labelled={words} help="variablesHelp" bad="variablesBad" example={example} value={value} fits={isObject} onChange={(json) => onChange(isObject(json) ? json : undefined)} />
}

interface JsonFieldProps {
  labelled: ScenarioKey
  help: ScenarioKey
  bad: ScenarioKey
  example: string
  value: unknown
  /** Whether what was typed is of the shape that the draft can take. */
  fits(json: unknown): boolean
  onChange(value: Json | undefined): void
}

/** Variables hold any JSON. What is typed goes into the draft once it can be read. */
function JsonField({ labelled, help, bad: badWords, example, value, fits, onChange }: JsonFieldProps) {
  const readOnly = useReadOnly()
  const say = useWords(scenarioWords)
  const written = value === undefined ? '' : JSON.stringify(value, undefined, 2)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? written
  const read = (of: string) => (of.trim() === '' ? undefined : parse(of))
  const bad = text.trim() !== '' && !fits(read(text))
  const type = (next: string) => {
    setTyped(next)
    const json = read(next)
    if (next.trim() === '' || fits(json)) onChange(next.trim() === '' ? undefined : json)
  }
  return (
    <Field label={say(labelled)} support={say(help, { example })} error={bad ? say(badWords) : undefined}>
      {(control) => <Textarea {...control} autosize minRows={1} maxRows={10} readOnly={readOnly} spellCheck={false} value={text} onChange={(event) => type(event.currentTarget.value)} onBlur={() => !bad && setTyped(undefined)} />}
    </Field>
  )
}
