import type { BothLanguages, Scenario } from '@madoguchi/schemas'
import type { TraceEvent } from '@madoguchi/sdk'
import type { Program } from '../program.ts'
import { type Simulation, SimulationRefused, simulate } from '../simulate.ts'
import { type PromiseName, brokenPromises } from './promises.ts'
import { tellBroken } from './tell-broken.ts'

/** A promise that was not kept, for a person: which, where, and in a sentence. `call` is a call that could not be made at all. */
export interface BrokenPromise {
  promise: PromiseName | 'call'
  said: BothLanguages
  /** The node at which it went another way. */
  place?: { flow: string; node: string }
}

/** How a scenario ended: what was expected and what came instead, for each promise that was not kept, and the call itself. */
export interface ScenarioResult {
  id: string
  ok: boolean
  expected?: Record<string, unknown>
  actual?: Record<string, unknown>
  broken: BrokenPromise[]
  /** What happened, so that nobody has to run it again to know. Empty for a call that could not be made. */
  trace: TraceEvent[]
}

/** Runs one scenario against a program in virtual time. A scenario that cannot be run is a failed one. */
export async function runScenario(program: Program, scenario: Scenario): Promise<ScenarioResult> {
  const { id, given } = scenario
  try {
    const simulation = await simulateScenario(program, scenario)
    const broken = brokenPromises(scenario.then, simulation)
    if (broken.length === 0) return { id, ok: true, broken: [], trace: simulation.trace }
    return {
      id, ok: false, trace: simulation.trace,
      expected: Object.fromEntries(broken.map(({ promise, expected }) => [promise, expected])),
      actual: Object.fromEntries(broken.map(({ promise, actual }) => [promise, actual])),
      broken: broken.map(({ promise }) => ({ promise, ...tellBroken(program, scenario.then, promise, simulation) })),
    }
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error
    const said = { ja: `この条件では電話をかけられません。${error.ja}`, en: `This call cannot be made. ${error.message}` }
    return { id, ok: false, expected: { to: given.to, at: given.at }, actual: { refused: error.message }, broken: [{ promise: 'call', said }], trace: [] }
  }
}

/** The call of a scenario, whatever it promises. @throws SimulationRefused */
export function simulateScenario(program: Program, { given, when }: Pick<Scenario, 'given' | 'when'>): Promise<Simulation> {
  const changes = when.set?.map(({ node, visit = 1, variables }) => ({ node, visit, variables }))
  return simulate(program, { ...given, press: when.press, hangUpAfterSeconds: when.hangUpAfterSeconds, changes })
}
