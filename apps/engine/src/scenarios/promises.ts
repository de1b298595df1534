import type { Scenario } from '@madoguchi/schemas'
import { canonicalJson } from '../canonical.ts'
import type { Simulation } from '../simulate.ts'

export type PromiseName = keyof Scenario['then']

/** What of a call promises are about. */
export type Course = Pick<Simulation, 'steps' | 'heard' | 'outcome' | 'variables' | 'trace'>

export interface Broken {
  promise: PromiseName
  expected: unknown
  actual: unknown
}

/** The promises that a call did not keep, in the order in which they are written. */
export function brokenPromises(then: Scenario['then'], { steps, heard, outcome, variables }: Course): Broken[] {
  const path = steps.map(({ flow, node }) => `${flow}/${node}`)
  const prompts = heard.map(({ prompt }) => prompt)
  const broken: Broken[] = []
  const promised = (promise: PromiseName, kept: boolean, actual: unknown) => {
    if (!kept) broken.push({ promise, expected: then[promise], actual })
  }
  if (then.path) promised('path', inOrder(then.path, path).length === then.path.length, path)
  if (then.heard) promised('heard', inOrder(then.heard, prompts).length === then.heard.length, prompts)
  if (then.notHeard) promised('notHeard', !then.notHeard.some((id) => prompts.includes(id)), prompts)
  if (then.outcome) promised('outcome', holds(then.outcome, outcome), outcome)
  if (then.variables) promised('variables', holds(then.variables, variables), pick(variables, Object.keys(then.variables)))
  return broken
}

/** Where the wanted items were found, one after the other, as far as they were: indexes into `all`. */
export function inOrder(wanted: readonly string[], all: readonly string[]): number[] {
  const found: number[] = []
  for (const [index, item] of all.entries()) if (item === wanted[found.length]) found.push(index)
  return found
}

/** Equal as JSON, in whatever order keys were written. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonicalJson({ value: a }) === canonicalJson({ value: b })
}

function holds(wanted: object, actual: object): boolean {
  return Object.entries(wanted).every(([name, value]) => sameValue((actual as Record<string, unknown>)[name], value))
}

function pick(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}
