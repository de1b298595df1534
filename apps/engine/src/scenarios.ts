import type { Scenario } from '@madoguchi/schemas'
import { canonicalJson } from './canonical.ts'
import type { Program } from './program.ts'
import { type Simulation, SimulationRefused, simulate } from './simulate.ts'

/** How a scenario ended: what was expected and what came instead, for each promise that was not kept. */
export interface ScenarioResult {
  id: string
  ok: boolean
  expected?: Record<string, unknown>
  actual?: Record<string, unknown>
}

/** Runs one scenario against a program in virtual time. A scenario that cannot be run is a failed one. */
export async function runScenario(program: Program, scenario: Scenario): Promise<ScenarioResult> {
  const { given, when, then } = scenario
  try {
    const simulation = await simulate(program, { ...given, press: when.press })
    const broken = promises(then, simulation).filter(({ kept }) => !kept)
    if (broken.length === 0) return { id: scenario.id, ok: true }
    return { id: scenario.id, ok: false, expected: Object.fromEntries(broken.map(({ name, expected }) => [name, expected])), actual: Object.fromEntries(broken.map(({ name, actual }) => [name, actual])) }
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error
    return { id: scenario.id, ok: false, expected: { to: given.to, at: given.at }, actual: { refused: error.message } }
  }
}

interface Promised {
  name: string
  kept: boolean
  expected: unknown
  actual: unknown
}

function promises(then: Scenario['then'], { steps, heard, outcome, variables }: Simulation): Promised[] {
  const path = steps.map(({ flow, node }) => `${flow}/${node}`)
  const prompts = heard.map(({ prompt }) => prompt)
  const list: Promised[] = []
  if (then.path) list.push({ name: 'path', kept: isSubsequence(then.path, path), expected: then.path, actual: path })
  if (then.heard) list.push({ name: 'heard', kept: isSubsequence(then.heard, prompts), expected: then.heard, actual: prompts })
  if (then.notHeard) list.push({ name: 'notHeard', kept: !then.notHeard.some((id) => prompts.includes(id)), expected: then.notHeard, actual: prompts })
  if (then.outcome) list.push({ name: 'outcome', kept: holds(then.outcome, outcome), expected: then.outcome, actual: outcome })
  if (then.variables) list.push({ name: 'variables', kept: holds(then.variables, variables), expected: then.variables, actual: pick(variables, Object.keys(then.variables)) })
  return list
}

function isSubsequence(wanted: readonly string[], all: readonly string[]): boolean {
  let found = 0
  for (const item of all) if (item === wanted[found]) found++
  return found === wanted.length
}

/** Equal as JSON, in whatever order keys were written. */
function holds(wanted: object, actual: object): boolean {
  return Object.entries(wanted).every(([name, value]) => canonicalJson({ value: (actual as Record<string, unknown>)[name] }) === canonicalJson({ value }))
}

function pick(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}
