import { describe, expect, it } from 'vitest'
import type { NodeType } from '../node.ts'
import { definitionFindings, fixtureFindings } from './definition-findings.ts'
import { askFindings, effectFindings, menuFindings } from './node-effects.ts'
import { rules, type Finding, type NodeFixture } from './fixture.ts'
import { type Seen, runFindings } from './run-findings.ts'
import { schemaFindings } from './schema-findings.ts'

/** Everything that is wrong with a node; empty for a good one. A fixture that the schema refuses is not run. */
export async function nodeFindings<Config>(nodeType: NodeType<Config>, { fixtures }: { fixtures: readonly NodeFixture<NoInfer<Config>>[] }): Promise<Finding[]> {
  const findings = [...definitionFindings(nodeType), ...schemaFindings(nodeType.config)]
  if (fixtures.length === 0) findings.push({ rule: 'fixture', message: 'there is no fixture, so nothing was run' })
  const seen: Seen = { effects: new Set(), asks: new Set() }
  let ran = true
  for (const fixture of fixtures) {
    const refused = fixtureFindings(nodeType, fixture)
    findings.push(...refused)
    if (refused.some(({ rule }) => rule === 'fixture')) ran = false
    else findings.push(...menuFindings(nodeType, fixture), ...(await runFindings(nodeType, fixture, seen)))
  }
  // What was never run may be what a declared effect is for.
  if (ran && fixtures.length > 0) findings.push(...effectFindings(nodeType, seen.effects), ...askFindings(nodeType, seen.asks))
  return findings
}

/** The conformance suite of a node (architecture.md §3): one test a rule, over all fixtures. */
export function describeNode<Config>(nodeType: NodeType<Config>, suite: { fixtures: readonly NodeFixture<NoInfer<Config>>[] }): void {
  describe(nodeType.type, () => {
    let findings: Promise<Finding[]> | undefined
    it.each(Object.entries(rules))('%s: %s', async (rule) => {
      findings ??= nodeFindings(nodeType, suite)
      const broken = (await findings).filter((finding) => finding.rule === rule)
      expect(broken).toEqual([])
    })
  })
}
