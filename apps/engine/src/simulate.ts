import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import { compileFallback } from './fallback.ts'
import { faultResults, hoursUnder, waysUnder } from './faults.ts'
import { makeLocalClock } from './hours/local-clock.ts'
import { type Program, normaliseNumber } from './program.ts'
import { runSession } from './session.ts'
import { type Press, SimulatedWorld } from './simulated-world.ts'
import { type VariableChange, changeFault } from './variable-changes.ts'

/** What a simulation was asked that it cannot do, told for the person who asked. */
export class SimulationRefused extends Error {
  readonly code: 'unknown-number' | 'unreadable-change' | 'unknown-fault' | 'unreadable-instant' | 'unreadable-press'
  readonly ja: string

  constructor(code: SimulationRefused['code'], ja: string, en: string) {
    super(en)
    this.name = 'SimulationRefused'
    this.code = code
    this.ja = ja
  }
}

export interface SimulationRequest {
  to: string
  /** Default 0312345678; `anonymous` withholds it. */
  from?: string
  /** ISO 8601; without an offset it is local time of the bundle. */
  at: string | number
  press?: readonly Press[]
  /** How long after the last key the caller bears the call before hanging up; left out: for ever. */
  hangUpAfterSeconds?: number | undefined
  /** Default: 1 while the hours that the call asked are open, else 0; 1 where a call asks no hours. */
  agents?: number
  /** How many callers wait in a queue before this one, for a flow that looks at it; default 0. */
  waiting?: number
  /** `gateway=busy`, `hours=error`, `database` … */
  faults?: readonly string[]
  variables?: Record<string, unknown>
  seed?: number
  /** What is put into variables on the way, each before a node. */
  changes?: readonly VariableChange[] | undefined
}

/** A simulated call as `madoguchi simulate --json` prints it (cli.md). */
export interface Simulation {
  number: string
  flow: string
  steps: { flow: string; node: string; type: string; exit: string | null; atMs: number }[]
  heard: { prompt: string; text: string; audio?: string; atMs: number; seconds: number }[]
  decisions: { node: string; document: string; state: string; rule: string; until: string | null; nextOpen: string | null }[]
  outcome: Outcome
  seconds: number
  variables: Record<string, unknown>
  trace: TraceEvent[]
}

/** The caller's number where none is given. */
export const defaultCaller = '0312345678'

/**
 * Runs one call in virtual time.
 * @throws SimulationRefused for a number, fault, key sequence or instant that means nothing
 */
export async function simulate(program: Program, request: SimulationRequest): Promise<Simulation> {
  const faults = parseFaults(request.faults ?? [])
  const number = normaliseNumber(request.to)
  const line = program.lines.get(number)
  if (!line?.flow) throw new SimulationRefused('unknown-number', `番号 ${request.to} に着信する通話フローがありません。使える番号: ${dialable(program)}`, `No call flow answers ${request.to}. Numbers: ${dialable(program)}`)
  const startedAtMs = typeof request.at === 'number' ? request.at : instant(program, request.at)
  for (const press of request.press ?? []) if (!/^(!?[0-9*#]+|-|hang)$/.test(press)) throw new SimulationRefused('unreadable-press', `操作「${press}」は使えません（4、-、1234#、!4、hang）。`, `"${press}" is no key sequence (4, -, 1234#, !4, hang).`)
  refuseChanges(program, request.changes ?? [])
  if (faults.has('runtime')) return fallbackSimulation(program, number, startedAtMs)
  const trace: TraceEvent[] = []
  const world = new SimulatedWorld({ press: request.press, hangUpAfterSeconds: request.hangUpAfterSeconds, faults, agents: () => request.agents ?? defaultAgents(trace), waiting: () => request.waiting ?? 0 })
  const start = { to: number, from: request.from ?? defaultCaller, startedAtMs, seed: request.seed ?? 1, variables: request.variables, hours: hoursUnder(faults), ways: waysUnder(faults), changes: request.changes }
  const result = await runSession(program, start, world, { onTrace: (event) => trace.push(event) })
  return toSimulation(number, line.flow, result.trace, result.outcome, result.elapsedMs, result.variables)
}

/** @throws SimulationRefused `unreadable-change` */
function refuseChanges(program: Program, changes: readonly VariableChange[]): void {
  const fault = changeFault(program, changes)
  if (fault?.why === 'node') throw new SimulationRefused('unreadable-change', `変数を変える場所「${fault.node}」が見つかりません（フロー/ノード）。`, `There is no node "${fault.node}" (flow/node) at which to change a variable.`)
  if (fault) throw new SimulationRefused('unreadable-change', `変数「${fault.name}」は設定一式か発信者のもので、通話の途中では変えられません。`, `The variable "${fault.name}" belongs to the bundle or to the caller and cannot be changed in a call.`)
}

/** @throws SimulationRefused `unknown-fault` */
export function parseFaults(faults: readonly string[]): Map<string, string> {
  return new Map(faults.map((fault) => parseFault(fault)))
}

function parseFault(fault: string): [name: string, result: string] {
  const [, name = '', result] = /^([^=]*)(?:=(.*))?$/s.exec(fault) ?? []
  const kind = /^plugin:./.test(name) ? 'plugin' : name === 'plugin' ? '' : name
  const results = Object.hasOwn(faultResults, kind) ? faultResults[kind] : undefined
  if (results && result === undefined && results.bad.length <= 1) return [name, results.bad[0] ?? 'down']
  if (results && result !== undefined && result.split(',').every((part) => results.bad.includes(part) || results.also.includes(part))) return [name, result]
  const known = Object.entries(faultResults).map(([key, { bad }]) => (bad.length === 0 ? key : `${key === 'plugin' ? 'plugin:ID' : key}=${bad.join('|')}`)).join(', ')
  throw new SimulationRefused('unknown-fault', `障害「${fault}」は使えません。使える障害: ${known}`, `"${fault}" is no fault. Faults: ${known}`)
}

function instant(program: Program, text: string): number {
  try {
    return makeLocalClock(program.timeZone).epochOf(text)
  } catch {
    throw new SimulationRefused('unreadable-instant', `日時「${text}」を読めません（例 2026-11-24T10:00）。`, `"${text}" is no date and time (e.g. 2026-11-24T10:00).`)
  }
}

function dialable(program: Program): string {
  return [...program.lines].filter(([, { flow }]) => flow !== undefined).map(([number]) => number).join(', ')
}

function defaultAgents(trace: readonly TraceEvent[]): number {
  const decision = trace.findLast((event) => event.kind === 'decision')
  return decision && decision.state !== 'open' ? 0 : 1
}

/** With every runtime dead the caller is in the fallback dialplan; what it does is compiled from the same flows. */
async function fallbackSimulation(program: Program, number: string, startedAtMs: number): Promise<Simulation> {
  const { say, then } = await compileFallback(program, number, startedAtMs)
  const heard: Simulation['heard'] = []
  let atMs = 0
  for (const utterance of say) {
    heard.push({ ...utterance, atMs })
    atMs += Math.round(utterance.seconds * 1000)
  }
  const outcome: Outcome = then.kind === 'failover' ? { kind: 'failover', target: then.destination } : { kind: 'hangup', cause: 'NORMAL_CLEARING' }
  return { number, flow: 'fallback', steps: [], heard, decisions: [], outcome, seconds: atMs / 1000, variables: {}, trace: [] }
}

function toSimulation(number: string, flow: string, trace: TraceEvent[], outcome: Outcome, elapsedMs: number, variables: Record<string, unknown>): Simulation {
  const steps: Simulation['steps'] = []
  const heard: Simulation['heard'] = []
  const decisions: Simulation['decisions'] = []
  for (const event of trace) {
    if (event.kind === 'step') steps.push({ flow: event.flow, node: event.node, type: event.type, exit: event.exit, atMs: event.atMs })
    else if (event.kind === 'heard') heard.push({ prompt: event.prompt, text: event.text, ...(event.audio === undefined ? {} : { audio: event.audio }), atMs: event.atMs, seconds: event.seconds })
    else if (event.kind === 'decision') decisions.push({ node: event.node, document: event.document, state: event.state, rule: event.rule, until: event.until, nextOpen: event.nextOpen })
  }
  return { number, flow, steps, heard, decisions, outcome, seconds: elapsedMs / 1000, variables, trace }
}
