import { documentSchemas, type Scenario, idPattern } from '@madoguchi/schemas'
import Value from 'typebox/value'
import { type Json, toJson } from '../draft/json.ts'
import { type Command, type Documents, change } from '../editor/commands/index.ts'

/** A scenario of the draft. `document` is undefined while its text is none: it is then mended as JSON. */
export interface ScenarioEntry {
  id: string
  path: string
  document: Scenario | undefined
}

export const scenarioPath = (id: string) => `scenario/${id}.json`

/** All scenarios of the draft, by id. */
export function scenarioEntries(documents: Documents): ScenarioEntry[] {
  return Object.entries(documents)
    .filter(([path]) => /^scenario\/[^/]+\.json$/.test(path))
    .map(([path, document]) => ({ id: path.slice('scenario/'.length, -'.json'.length), path, document: readScenario(document) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function readScenario(document: Json | undefined): Scenario | undefined {
  return Value.Check(documentSchemas.scenario, document) ? (document as unknown as Scenario) : undefined
}

/** Puts a scenario into the draft, new or in the place of the old one. */
export function putScenario(scenario: Scenario, label: { ja: string; en: string }, mergeKey?: string): Command {
  const document = { $schema: '../../../schemas/json/scenario.schema.json', ...scenario }
  return { label, ...(mergeKey === undefined ? {} : { mergeKey }), patches: (documents) => change(documents, scenarioPath(scenario.id), [], toJson(document)) }
}

export function removeScenario(id: string, label: { ja: string; en: string }): Command {
  return { label, patches: (documents) => change(documents, scenarioPath(id), [], undefined) }
}

/** An id that no scenario of the draft has: the wanted one, else with a number behind it. */
export function freeScenarioId(documents: Documents, wanted: string): string {
  const base = new RegExp(idPattern).test(wanted) ? wanted : 'scenario'
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (documents[scenarioPath(id)] === undefined) return id
  }
}
