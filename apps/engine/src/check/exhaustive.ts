import type { Problem } from '@madoguchi/schemas'
import { problem } from '../problems.ts'
import type { Program } from '../program.ts'
import { defaultCaller } from '../simulate.ts'
import { deadExits } from './coverage.ts'
import { type Bounds, type Graph, courseTo, explore } from './explore.ts'
import { Findings, witnessOf } from './findings.ts'
import { graphFacts } from './graph-facts.ts'
import { samplesOf } from './samples.ts'
import { ipCaller, situationsOf } from './situations.ts'
import { Walkers } from './walkers.ts'

export interface ExhaustiveOptions {
  /** The coming year, from which one instant of each kind is taken, begins here. */
  nowMs: number
  /** States to walk at most; beyond it the rest is reported as not proven. */
  maxStates?: number
  signal?: AbortSignal
  /** Awaited now and then, so that a walk does not hold up its thread. */
  pause?: () => Promise<void>
}

export interface ExhaustiveCheck {
  problems: Problem[]
  /** Whether every state was walked: then what was not found is not there. */
  complete: boolean
  states: number
  paths: number
  longestSeconds: number
}

export const defaultMaxStates = 200_000

/**
 * Walks every call that can come in (architecture.md §5): each line × state of the calendar × caller that the flows tell apart, and from there
 * each key, silence, wrong key, hang-up, outcome and fault, with the real executors, equal states once. Never throws for what is in a bundle.
 */
export async function exhaustiveCheck(program: Program, options: ExhaustiveOptions): Promise<ExhaustiveCheck> {
  const walkers = new Walkers(program, false)
  const found = await walkAll(program, walkers, options)
  return walkers.variablesRead && !options.signal?.aborted ? walkAll(program, new Walkers(program, true), options) : found
}

async function walkAll(program: Program, walkers: Walkers, { nowMs, maxStates = defaultMaxStates, signal, pause }: ExhaustiveOptions): Promise<ExhaustiveCheck> {
  const bounds: Bounds = { statesLeft: maxStates, signal, pause }
  const { samples, left } = samplesOf(program)
  const findings = new Findings(program)
  const graphs: Graph[] = []
  let [paths, longestSeconds, states] = [0, 0, 0]
  for (const situation of situationsOf(program, nowMs)) {
    const graph = await explore(program, walkers.of(situation.start), situation, samples, bounds)
    const facts = graphFacts(graph)
    findings.add(graph, facts)
    graphs.push(graph)
    paths = Math.min(paths + facts.paths, Number.MAX_SAFE_INTEGER)
    longestSeconds = Math.max(longestSeconds, facts.longestSeconds)
    states += graph.states.length
    if (!graph.complete) break
  }
  const complete = graphs.every((graph) => graph.complete)
  const problems = [...findings.problems, ...(complete ? [...deadExits(program, graphs), ...refusals(graphs)] : [tooLarge(states)]), ...assumptions(program, graphs, left)]
  return { problems, complete, states, paths, longestSeconds: Math.round(longestSeconds * 10) / 10 }
}

function tooLarge(states: number): Problem {
  return problem('too-large-to-prove', { document: 'bundle', pointer: '' }, { states: states.toLocaleString('en') })
}

/** What a call of a relay-service user must reach as well as any other: people. */
function refusals(graphs: readonly Graph[]): Problem[] {
  return graphs.flatMap((graph) => {
    const { start, calendar } = graph.situation
    const other = graphs.find(({ situation }) => situation.start.from === defaultCaller && situation.start.to === start.to && situation.calendar === calendar)
    if (start.from !== ipCaller || !other) return []
    const missing = [...served(other)].filter((target) => !served(graph).has(target))
    const end = missing.length === 0 ? undefined : soundEnd(graph)
    if (!end) return []
    const flow = end.course.flatMap(({ events }) => events).find((event) => event.kind === 'step')
    return [{ ...problem('refuses-ip-callers', { document: flow ? `call/${flow.flow}` : 'bundle', pointer: '' }, { target: missing.join(', ') }), witness: witnessOf(graph, end.course) }]
  }).slice(0, 1)
}

function served({ states }: Graph): Set<string> {
  const ends = states.flatMap(({ edges }) => edges.flatMap(({ outcome }) => (outcome && ['agent', 'transfer', 'voicemail'].includes(outcome.kind) ? [outcome.kind] : [])))
  return new Set(ends)
}

function soundEnd(graph: Graph) {
  for (const state of graph.states) {
    if (state.cost.faults > 0) continue
    const edge = state.edges.find(({ outcome, deed }) => outcome && deed?.sound !== false)
    if (edge) return { course: courseTo(graph, state, edge) }
  }
  return undefined
}

function assumptions(program: Program, graphs: readonly Graph[], left: number): Problem[] {
  const place = { document: 'bundle', pointer: '' }
  const assumed: Problem[] = []
  if (graphs.some(({ chance }) => chance)) assumed.push(problem('assumed', place, { what: { ja: '乱数による分岐は、代表の5つの値で調べました', en: 'branches by chance were tried with five values' } }))
  if (left > 0) assumed.push(problem('assumed', place, { what: { ja: `入力と比べる値が多いため、${left}個は調べていません`, en: `${left} values that input is compared with were not tried` } }))
  if ([...program.expressions.values()].some(({ text }) => /\$(now|millis)\b/.test(text))) assumed.push(problem('assumed', place, { what: { ja: '時刻を見る式は、暦の状態ごとに1つの時刻で調べました', en: 'expressions that look at the clock were tried at one instant for each state of the calendar' } }))
  return assumed
}
