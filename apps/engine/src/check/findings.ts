import type { Problem, Witness } from '@madoguchi/schemas'
import { type TraceEvent, effectOf } from '@madoguchi/sdk'
import { escapePointer } from '../json-pointer.ts'
import { type ProblemCode, problem } from '../problems.ts'
import type { Program, Step } from '../program.ts'
import { inWords } from './deeds.ts'
import { type Edge, type Graph, type State, courseTo } from './explore.ts'
import { longestSilenceSeconds } from './flags.ts'
import type { GraphFacts } from './graph-facts.ts'

/** Faults that come of the configuration and of nothing else: they are problems on whatever way they are met. */
const ofConfiguration = new Set(['unconnected-exit', 'unknown-flow', 'unknown-prompt', 'unknown-queue', 'endless-loop', 'too-deep', 'nothing-to-return-to', 'fixed-variable'])

/** The problems that the walk over one situation shows, each with the call that shows it. */
export class Findings {
  readonly #program: Program
  readonly #found = new Map<string, { problem: Problem; faults: number; length: number }>()

  constructor(program: Program) {
    this.#program = program
  }

  get problems(): Problem[] {
    return [...this.#found.values()].map((found) => found.problem)
  }

  /** Looks through every edge and loop of the graph. */
  add(graph: Graph, { loops }: GraphFacts): void {
    this.#look(graph, undefined, graph.first)
    for (const state of graph.states) {
      this.#lookAtQuestion(graph, state)
      for (const edge of state.edges) this.#look(graph, state, edge)
    }
    for (const loop of loops) this.#loop(graph, loop)
  }

  #look(graph: Graph, from: State | undefined, edge: Edge): void {
    const unhurt = (from?.cost.faults ?? 0) === 0 && edge.deed?.sound !== false
    const sound = unhurt && graph.situation.instead !== 'error'
    for (const event of edge.events) {
      if (event.kind !== 'fault' || event.handledBy === 'error-exit' || event.handledBy === 'on-error') continue
      if (sound || ofConfiguration.has(event.code)) this.#note('call-fails', graph, from, edge, event, { fault: event.code, detail: event.message })
    }
    if (edge.outcome && unhurt && !edge.flags.heard && !isReject(from)) this.#note('nothing-heard', graph, from, edge, lastStep(edge.events) ?? nodeOf(from))
    if (edge.flags.silent > longestSilenceSeconds && (from?.flags.silent ?? 0) <= longestSilenceSeconds) this.#note('silence-too-long', graph, from, edge, nodeOf(from), { seconds: longestSilenceSeconds })
  }

  /** What may not even be begun. */
  #lookAtQuestion(graph: Graph, state: State): void {
    const { question } = state.position
    if (question.kind === 'chance') return
    const { operation } = question
    const at = nodeOf(state)
    const arrival = state.arrival ?? { from: undefined, edge: graph.first }
    const effect = effectOf(operation)
    if (effect === 'connects' && state.flags.afterHours) this.#note('after-hours-connects', graph, arrival.from, arrival.edge, at)
    const records = operation.op === 'queue.join' || effect === 'records'
    const says = 'say' in operation && operation.say.some(({ prompt }) => this.#program.prompts.get(prompt)?.prompt.purpose === 'recording')
    if (isReject(state) && state.flags.answered) this.#note('reject-after-answer', graph, arrival.from, arrival.edge, at)
    if (records && !state.flags.announced && !says) this.#note('recording-not-announced', graph, arrival.from, arrival.edge, at)
  }

  #loop(graph: Graph, loop: readonly State[]): void {
    const entry = loop.toSorted((a, b) => a.cost.faults - b.cost.faults || a.cost.answers - b.cost.answers)[0]
    const around = entry && wayAround(entry, new Set(loop))
    const last = around?.at(-1)
    if (!entry || !around || !last) return
    const nodes = [...new Set(around.flatMap(({ events }) => events.flatMap((event) => (event.kind === 'step' ? [event.node] : []))))]
    const arrival = courseTo(graph, entry.arrival?.from, entry.arrival?.edge ?? graph.first)
    this.#put('unbounded-loop', graph, [...arrival, ...around], nodeOf(entry), { nodes: nodes.join(' → ') })
  }

  #note(code: ProblemCode, graph: Graph, from: State | undefined, edge: Edge, at: Place | undefined, facts: Record<string, string | number> = {}): void {
    this.#put(code, graph, courseTo(graph, from, edge), at, facts)
  }

  /** One finding a code and node: the one with the fewest faults and answers. */
  #put(code: ProblemCode, graph: Graph, course: readonly Edge[], at: Place | undefined, facts: Record<string, string | number>): void {
    const key = `${code} ${at?.flow}/${at?.node}`
    const faults = course.filter(({ deed }) => deed?.sound === false).length + (graph.situation.instead === undefined ? 0 : 1)
    const known = this.#found.get(key)
    if (known && (known.faults < faults || (known.faults === faults && known.length <= course.length))) return
    const place = at && at.flow !== '' ? { document: `call/${at.flow}`, pointer: `/nodes/${escapePointer(at.node)}`, node: at.node } : { document: 'bundle', pointer: '' }
    this.#found.set(key, { faults, length: course.length, problem: { ...problem(code, place, facts), witness: witnessOf(graph, course, at) } })
  }
}

/** Refusing the call: a caller who hears nothing then hears the busy tone of the network. */
function isReject(state: State | undefined): boolean {
  const question = state?.position.question
  return question?.kind === 'operation' && question.operation.op === 'call.hangup' && question.operation.reject === true
}

interface Place {
  flow: string
  node: string
}

function nodeOf(state: State | undefined): Place | undefined {
  const step: Step | undefined = state?.position.checkpoint?.step
  return step && { flow: step.flow, node: step.id }
}

function lastStep(events: readonly TraceEvent[]): Place | undefined {
  return events.findLast((event) => event.kind === 'step')
}

/** The call that shows it, in the words of `madoguchi simulate`. Steps are the nodes that it has left, and the one that it is in. */
export function witnessOf({ situation }: Pick<Graph, 'situation'>, course: readonly Edge[], at?: Place): Witness {
  const { press, faults } = inWords(course.flatMap(({ deed }) => (deed ? [deed] : [])))
  const steps = course.flatMap(({ events }) => events.flatMap((event) => (event.kind === 'step' ? [`${event.flow}/${event.node}`] : [])))
  const last = at && at.flow !== '' ? `${at.flow}/${at.node}` : undefined
  const { to, from } = situation.start
  return {
    at: situation.at, from, to, press, agents: 1,
    faults: [...(situation.instead === undefined ? [] : [`hours=${situation.instead}`]), ...faults],
    steps: last === undefined || steps.at(-1) === last ? steps : [...steps, last],
  }
}

/** The shortest way from a state back to itself inside its loop. */
function wayAround(entry: State, loop: ReadonlySet<State>): Edge[] | undefined {
  const before = new Map<State, { from: State; edge: Edge }>()
  const open = [entry]
  for (let state = open.shift(); state; state = open.shift()) {
    for (const edge of state.edges) {
      if (!edge.to || !loop.has(edge.to)) continue
      if (edge.to === entry) return [...wayTo(entry, state, before), edge]
      if (before.has(edge.to)) continue
      before.set(edge.to, { from: state, edge })
      open.push(edge.to)
    }
  }
  return undefined
}

function wayTo(entry: State, state: State, before: ReadonlyMap<State, { from: State; edge: Edge }>): Edge[] {
  const way: Edge[] = []
  for (let at = state; at !== entry; ) {
    const step = before.get(at)
    if (!step) break
    way.unshift(step.edge)
    at = step.from
  }
  return way
}
