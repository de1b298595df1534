import type { LocalisedText, Scenario } from '@madoguchi/schemas'
import type { TraceEvent } from '@madoguchi/sdk'
import type { PromiseName } from './promises.ts'

/** A call that was made: its circumstances, what the caller did, and what came of it. */
export interface MadeCall {
  given: Scenario['given']
  when: Scenario['when']
  trace: readonly TraceEvent[]
}

/** What a call can promise of itself. What was *not* heard is no promise that a call makes. */
export const promisable = ['path', 'heard', 'outcome', 'variables'] as const satisfies readonly PromiseName[]
export type Promisable = (typeof promisable)[number]

/** A scenario that repeats a call and promises what came of it, as far as `keep` says. */
export function makeScenario({ given, when, trace }: MadeCall, name: { id: string; title: LocalisedText; description?: string | undefined }, keep: ReadonlySet<Promisable>): Scenario {
  const { id, title, description } = name
  const came = promisesOf(trace)
  const then = Object.fromEntries(promisable.flatMap((promise) => (keep.has(promise) && came[promise] !== undefined ? [[promise, came[promise]]] : []))) as Scenario['then']
  return { kind: 'scenario', id, title, ...(description === undefined || description === '' ? {} : { description }), given, when, then }
}

/** All that a call did, in the form of promises; undefined for what it has nothing of. */
export function promisesOf(trace: readonly TraceEvent[]): Pick<Scenario['then'], Promisable> {
  const path: string[] = []
  const heard: string[] = []
  const variables: Record<string, unknown> = {}
  let outcome: Scenario['then']['outcome']
  for (const event of trace) {
    if (event.kind === 'step') path.push(`${event.flow}/${event.node}`)
    else if (event.kind === 'heard') heard.push(event.prompt)
    else if (event.kind === 'set' && !isMasked(event.value)) variables[event.name] = event.value
    else if (event.kind === 'outcome') outcome = promisedOutcome(event.outcome)
  }
  return {
    ...(path.length > 0 ? { path } : {}),
    ...(heard.length > 0 ? { heard } : {}),
    ...(outcome ? { outcome } : {}),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  }
}

/** The name of a recording is another one each time; why a call was cut is of interest only after a fault. */
function promisedOutcome({ kind, target, cause }: Extract<TraceEvent, { kind: 'outcome' }>['outcome']): NonNullable<Scenario['then']['outcome']> {
  return { kind, ...(target === undefined || kind === 'voicemail' ? {} : { target }), ...(cause === undefined || kind !== 'error' ? {} : { cause }) }
}

/** What a trace hides is no value to compare with, and must not come into a document. */
function isMasked(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes('•')
}

/**
 * The scenario with what came in the place of the promises that were broken; those that were kept stay as they were written.
 * What was not to be heard and was is no longer forbidden.
 */
export function expectAsCame(scenario: Scenario, broken: readonly PromiseName[], trace: readonly TraceEvent[]): Scenario {
  const came = promisesOf(trace)
  const { then } = scenario
  const next: Record<string, unknown> = { ...then }
  for (const promise of broken) next[promise] = asCame(promise, then, came)
  return { ...scenario, then: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as Scenario['then'] }
}

function asCame(promise: PromiseName, then: Scenario['then'], came: ReturnType<typeof promisesOf>): unknown {
  switch (promise) {
    case 'path':
    case 'heard':
      return came[promise] ?? []
    case 'notHeard': {
      const left = then.notHeard?.filter((id) => !came.heard?.includes(id)) ?? []
      return left.length > 0 ? left : undefined
    }
    case 'outcome':
      return came.outcome && only(came.outcome, ['kind', ...Object.keys(then.outcome ?? {})])
    case 'variables': {
      const left = only(came.variables ?? {}, Object.keys(then.variables ?? {}))
      return Object.keys(left).length > 0 ? left : undefined
    }
  }
}

function only(all: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
}
