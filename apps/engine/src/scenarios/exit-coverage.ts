import { type TraceEvent, errorExit } from '@madoguchi/sdk'
import { annotated } from '../annotations.ts'
import type { Flow, Program, Step } from '../program.ts'

/** One way out, and the scenarios that took it. `onError` and `onHangup` are ways out of the flow itself and have no node. */
export interface ExitUse {
  node?: string
  exit: string
  scenarios: string[]
}

export interface FlowCoverage {
  flow: string
  /** In the order of the flow's nodes and their exits. */
  exits: ExitUse[]
  /** How many of them some scenario took. */
  taken: number
}

/** What a scenario did, as `runScenario` tells it. */
export interface ScenarioTrace {
  id: string
  trace: readonly TraceEvent[]
}

/**
 * Which exits of the flows that a line leads to are taken by which scenarios, and which by none. Declared exits count, `error` where somebody
 * connected it; a node that is skipped can be left only where it is skipped to.
 */
export function exitCoverage(program: Program, runs: readonly ScenarioTrace[]): FlowCoverage[] {
  const flows = reachableFlows(program)
  const uses = new Map<string, ExitUse>()
  const covered = flows.map((flow) => ({ flow: flow.id, exits: declared(flow, uses) }))
  for (const { id, trace } of runs) {
    for (const key of new Set(takenIn(program, trace))) uses.get(key)?.scenarios.push(id)
  }
  return covered.map(({ flow, exits }) => ({ flow, exits, taken: exits.filter(({ scenarios }) => scenarios.length > 0).length }))
}

/** The flows that a call on some line can come to, those of lines first. */
export function reachableFlows(program: Program): Flow[] {
  const reached = new Set<string>([...program.lines.values()].flatMap(({ flow }) => flow ?? []))
  for (const id of reached) {
    for (const { type, config } of program.flows.get(id)?.steps.values() ?? []) {
      for (const { ref, value } of annotated(type.config, config)) if (ref === 'call') reached.add(value)
    }
  }
  return [...reached].flatMap((id) => program.flows.get(id) ?? [])
}

function declared(flow: Flow, uses: Map<string, ExitUse>): ExitUse[] {
  const exits: ExitUse[] = []
  const add = (exit: string, node?: string) => {
    const use: ExitUse = { ...(node === undefined ? {} : { node }), exit, scenarios: [] }
    uses.set(keyOf(flow.id, node, exit), use)
    exits.push(use)
  }
  for (const step of flow.steps.values()) for (const exit of exitsOf(step)) add(exit, step.id)
  if (flow.onError) add('onError')
  if (flow.onHangup) add('onHangup')
  return exits
}

/** By which a node can be left. */
export function exitsOf({ type, config, next, skip }: Step): string[] {
  if (skip !== undefined) return [skip]
  return [...type.exits(config).map(({ id }) => id), ...(next.has(errorExit.id) ? [errorExit.id] : [])]
}

function keyOf(flow: string, node: string | undefined, exit: string): string {
  return JSON.stringify([flow, node ?? null, exit])
}

function* takenIn(program: Program, trace: readonly TraceEvent[]): Generator<string> {
  /** The flow whose node was just left by no exit, while nothing but the caller's hanging up can have led out of it. */
  let ended: string | undefined
  let faulty = false
  for (const event of trace) {
    if (event.kind === 'fault') {
      faulty = true
      if (event.handledBy === 'on-error') yield keyOf(event.flow, undefined, 'onError')
    } else if (event.kind === 'step') {
      const { flow, node, exit } = event
      // A trace does not say "hung up": the call goes on at the node for it, from a node that was left by no exit.
      if (ended === flow && program.flows.get(flow)?.onHangup?.id === node) yield keyOf(flow, undefined, 'onHangup')
      ended = exit === null && !faulty ? flow : undefined
      faulty = false
      if (exit !== null) yield keyOf(flow, node, exit)
    }
  }
}
