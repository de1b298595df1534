import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import type { Program } from '../program.ts'
import { type Deed, type Samples, chanceDeed, possibleDeeds } from './deeds.ts'
import { type Flags, flagsAfter } from './flags.ts'
import type { Situation } from './situations.ts'
import type { Question } from './walk-world.ts'
import type { Choice, Course, Position, Walker } from './walker.ts'

/** A state of the graph: a question of a session, with what its past makes of it for the rules. */
export interface State {
  readonly position: Position
  readonly flags: Flags
  /** The cheapest way here: no fault before faults, then few answers. Undefined at the beginning. */
  arrival: Arrival | undefined
  readonly edges: Edge[]
  cost: Cost
}

export interface Arrival {
  from: State
  edge: Edge
}

/** What comes of a question: another one, or the end. */
export interface Edge {
  readonly deed: Deed | undefined
  readonly events: readonly TraceEvent[]
  readonly seconds: number
  /** After it. */
  readonly flags: Flags
  readonly to: State | undefined
  readonly outcome: Outcome | undefined
}

export interface Cost {
  faults: number
  answers: number
}

export interface Graph {
  readonly situation: Situation
  readonly states: readonly State[]
  /** What leads from ringing to the first question, or to the end where nothing is asked. */
  readonly first: Edge
  readonly complete: boolean
  /** Whether a number of chance was drawn somewhere, of which only a few were tried. */
  readonly chance: boolean
}

/** Numbers of chance that stand for all others; what depends on finer ones is reported as assumed. */
export const chances: readonly number[] = [0, 0.25, 0.5, 0.75, 0.999]

/** Who walks how far. */
export interface Bounds {
  /** States that may still be made, over all situations. */
  statesLeft: number
  signal?: AbortSignal | undefined
  /** Awaited now and then, so that whoever walks can do something else meanwhile. */
  pause?: (() => Promise<void>) | undefined
}

const statesBetweenPauses = 100

/** Walks everything that can happen to a call in one situation. States that are equal are walked once. */
export async function explore(program: Program, walker: Walker, situation: Situation, samples: Samples, bounds: Bounds): Promise<Graph> {
  const states = new Map<string, State>()
  const done = new Set<State>()
  const open: State[][] = [[]]
  let chance = false
  const arrive = (course: Course, from: State | undefined, deed: Deed | undefined): Edge => {
    const flags = flagsAfter(program, from, deed, course)
    const cost = { faults: (from?.cost.faults ?? 0) + (deed && !deed.sound ? 1 : 0), answers: (from?.cost.answers ?? 0) + 1 }
    const to = course.position && reach(course.position, flags, cost)
    const talked = (deed?.answer.result as { talkSeconds?: number } | undefined)?.talkSeconds ?? 0
    const seconds = Math.max(0, (course.elapsedMs - (from?.position.elapsedMs ?? 0)) / 1000 - talked)
    const edge: Edge = { deed, events: course.events, seconds, flags, to, outcome: course.outcome }
    if (to && from && isCheaper(cost, to)) {
      to.arrival = { from, edge }
      to.cost = cost
      ;(open[cost.faults] ??= []).push(to)
    }
    return edge
  }
  const reach = (position: Position, flags: Flags, cost: Cost): State => {
    const key = `${position.key} ${JSON.stringify(flags)}`
    let state = states.get(key)
    if (!state) {
      state = { position, flags, arrival: undefined, edges: [], cost: { faults: Number.POSITIVE_INFINITY, answers: cost.answers } }
      states.set(key, state)
      bounds.statesLeft--
    }
    return state
  }
  const first = arrive(await walker.begin(situation.start), undefined, undefined)
  if (first.to) {
    first.to.cost = { faults: 0, answers: 0 }
    open[0]?.push(first.to)
  }
  for (let state = next(open, done); state; state = next(open, done)) {
    if (bounds.statesLeft < 0 || bounds.signal?.aborted) return { situation, states: [...states.values()], first, complete: false, chance }
    done.add(state)
    if (done.size % statesBetweenPauses === 0) await bounds.pause?.()
    const { question } = state.position
    if (question.kind === 'chance' && !question.ways) chance = true
    for (const { choice, deed } of choicesAt(question, samples)) state.edges.push(arrive(await walker.advance(situation.start, state.position, choice), state, deed))
  }
  return { situation, states: [...states.values()], first, complete: true, chance }
}

/** Everything that can come of a question. */
function choicesAt(question: Question, samples: Samples): { choice: Choice; deed: Deed | undefined }[] {
  if (question.kind === 'operation') return possibleDeeds(question.operation, question.startedMs, samples).map((deed) => ({ choice: { answer: deed.answer }, deed }))
  if (question.ways) return question.ways.map((way) => ({ choice: { chance: way }, deed: chanceDeed(way) }))
  return chances.map((value) => ({ choice: { chance: value }, deed: undefined }))
}

function isCheaper(cost: Cost, { cost: known }: State): boolean {
  return cost.faults < known.faults
}

/** The cheapest state that is not walked yet. */
function next(open: State[][], done: ReadonlySet<State>): State | undefined {
  for (const bucket of open) {
    while (bucket && bucket.length > 0) {
      const state = bucket.shift()
      if (state && !done.has(state)) return state
    }
  }
  return undefined
}

/** The course that leads to an edge, from ringing on. */
export function courseTo(graph: Graph, from: State | undefined, last: Edge): Edge[] {
  const edges = from ? [last] : []
  for (let state = from; state?.arrival; state = state.arrival.from) edges.unshift(state.arrival.edge)
  return [graph.first, ...edges]
}
