import type { BothLanguages } from '@madoguchi/schemas'
import Value from 'typebox/value'
import type { NodeType } from '../node.ts'
import type { Finding, NodeFixture, Rule } from './fixture.ts'

const iconPattern = /^M[\dMLHVCSQTAZmlhvcsqtaz ,.-]+$/

/** What is wrong with the definition itself, before anything runs. */
export function definitionFindings(nodeType: NodeType<never>): Finding[] {
  const findings: Finding[] = []
  const demand = (good: boolean, message: string) => void (good || findings.push({ rule: 'definition', message }))
  demand(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(nodeType.type), `the type ${JSON.stringify(nodeType.type)} is not of the form plugin.name`)
  demand(inBoth(nodeType.title), 'the title is not there in both languages')
  demand(inBoth(nodeType.description), 'the description is not there in both languages')
  demand(iconPattern.test(nodeType.icon), 'the icon is no SVG path data')
  demand(nodeType.kinds.length > 0, 'it may stand in no kind of flow')
  demand(new Set(nodeType.needs).size === nodeType.needs.length, 'a capability is needed twice')
  return findings
}

/** What is wrong with the exits, problems, summary and rewiring under one config. */
export function fixtureFindings<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>): Finding[] {
  const findings: Finding[] = []
  const report = (rule: Rule, message: string) => findings.push({ rule, fixture: fixture.name, message })
  const { config } = fixture
  for (const { instancePath, message } of Value.Errors(nodeType.config, config)) report('fixture', `the schema refuses ${instancePath || '/'}: ${message}`)
  if (findings.length > 0) return findings
  for (const { code, pointer } of nodeType.problems?.(config) ?? []) report('fixture', `it has the problem ${code} at ${pointer}`)
  const summary = nodeType.summary?.(config)
  if (summary !== undefined && summary.ja === '') report('fixture', 'its summary is empty')
  const exits = nodeType.exits(config)
  for (const { id, title } of exits) {
    if (id === 'error') report('exits', 'the error exit is implicit and not to be declared')
    if (title.ja.trim() === '') report('exits', `the exit ${id} has no title`)
    if (exits.filter((other) => other.id === id).length > 1) report('exits', `the exit ${id} is declared more than once`)
  }
  for (const [before, after] of Object.entries(nodeType.rewire?.(config, config) ?? {})) {
    if (before !== after) report('rewire', `without a change, the exit ${before} is renamed to ${after}`)
  }
  return findings
}

function inBoth(text: BothLanguages | undefined): boolean {
  return text !== undefined && text.ja?.trim() !== '' && text.en?.trim() !== '' && text.ja !== undefined && text.en !== undefined
}
