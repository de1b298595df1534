import type { Operation, Outcome, Utterance } from '@madoguchi/sdk'
import type { Program } from '../program.ts'
import type { SessionStart } from '../session.ts'
import { type Simulation, SimulationRefused, simulate } from '../simulate.ts'
import { type Deed, type Samples, chanceDeed, inWords, possibleDeeds } from './deeds.ts'
import { chances } from './explore.ts'
import { heardAs, observable, observableEnd, saidBy } from './observable.ts'
import { samplesOf } from './samples.ts'
import { type Situation, pairedSituations } from './situations.ts'
import type { Choice, Course, Position, Walker } from './walker.ts'
import { Walkers } from './walkers.ts'

/** What one program does other than another, told by a call that shows it; `madoguchi simulate` replays it on both. */
export interface BehaviourDifference {
  number: string
  /** Further lines that lead to the same flows, so that the same holds for them. */
  alike?: string[]
  /** ISO 8601 with the offset of the bundle's zone. */
  at: string
  from: string
  press: string[]
  agents: number
  faults: string[]
  before: ObservedCall
  after: ObservedCall
  /** What differs first, e.g. `heard:g.ah.1`. */
  divergence: { before: string; after: string }
  /** The share of a period's recorded calls that it would have touched, where that was asked for. */
  weight?: number
}

export interface ObservedCall {
  outcome: Outcome
  heard: { prompt: string; text: string }[]
}

export interface BehaviourDiff {
  differences: BehaviourDifference[]
  /** Whether every course of both was compared. */
  complete: boolean
  states: number
  assumed: string[]
}

export interface BehaviourOptions {
  /** Where the coming year begins that calls are taken from. */
  nowMs: number
  maxStates?: number
  signal?: AbortSignal
  pause?: () => Promise<void>
}

/** One program on its way: at a question, `spoken` utterances of which were compared already, or at its end. */
interface Side {
  readonly course: Course
  readonly spoken: number
}

interface Pair {
  readonly before: Side
  readonly after: Side
  readonly deeds: readonly Deed[]
  readonly faults: number
}

/**
 * What callers notice of a change: both programs are walked with the same deeds, and where they first do something else, that is a difference.
 * One row for each first divergence, with the date, the fewest faults and the fewest answers that show it.
 */
export async function behaviourDiff(before: Program, after: Program, options: BehaviourOptions): Promise<BehaviourDiff> {
  const comparison = new Comparison(before, after, options)
  for (const situation of pairedSituations(before, after, options.nowMs)) await comparison.walk(situation)
  return comparison.result()
}

const defaultMaxStates = 100_000
const mostRows = 500

class Comparison {
  readonly #programs: { before: Program; after: Program }
  readonly #walkers: { before: Walkers; after: Walkers }
  readonly #samples: Samples
  readonly #options: BehaviourOptions
  #chance = false
  readonly #rows = new Map<string, { difference: BehaviourDifference; faults: number; length: number }>()
  #states = 0
  #left: number
  #complete = true

  constructor(before: Program, after: Program, options: BehaviourOptions) {
    this.#programs = { before, after }
    // A variable that only one of the two reads must be told apart in both.
    this.#walkers = { before: new Walkers(before, false), after: new Walkers(after, false) }
    this.#samples = { digits: [...new Set([...samplesOf(before).samples.digits, ...samplesOf(after).samples.digits])] }
    this.#options = options
    this.#left = options.maxStates ?? defaultMaxStates
  }

  result(): BehaviourDiff {
    const rows = [...this.#rows.values()].toSorted((a, b) => a.faults - b.faults || a.length - b.length)
    return { differences: rows.map(({ difference }) => difference), complete: this.#complete, states: this.#states, assumed: this.#chance ? ['chance'] : [] }
  }

  async walk(situation: Situation): Promise<void> {
    const { start } = situation
    const { before, after } = { before: this.#walkers.before.of(start), after: this.#walkers.after.of(start) }
    const seen = new Set<string>()
    const open: Pair[][] = [[{ before: { course: await before.begin(start), spoken: 0 }, after: { course: await after.begin(start), spoken: 0 }, deeds: [], faults: 0 }]]
    for (let pair = take(open); pair; pair = take(open)) {
      if (this.#left < 0 || this.#options.signal?.aborted || this.#rows.size >= mostRows) {
        this.#complete = false
        return
      }
      const key = `${keyOf(pair.before)} ${keyOf(pair.after)}`
      if (seen.has(key)) continue
      seen.add(key)
      if (++this.#states % 100 === 0) await this.#options.pause?.()
      this.#left--
      for (const next of await this.#step(situation, { before, after }, pair)) (open[next.faults] ??= []).push(next)
    }
  }

  /** Compares what both do next, and goes on with each answer to it; a difference ends the way. */
  async #step(situation: Situation, walkers: { before: Walker; after: Walker }, pair: Pair): Promise<Pair[]> {
    const draws = { before: drawsChance(pair.before), after: drawsChance(pair.after) }
    if (draws.before || draws.after) return this.#draw(situation.start, walkers, pair, draws)
    const [a, b] = [operationOf(pair.before), operationOf(pair.after)]
    if (!a || !b) {
      const [endA, endB] = [a ? observable(a) : endOf(pair.before), b ? observable(b) : endOf(pair.after)]
      if (endA !== endB) await this.#note(situation, pair, endA, endB)
      return []
    }
    const [saysA, saysB] = [saidBy(a).slice(pair.before.spoken), saidBy(b).slice(pair.after.spoken)]
    const common = await this.#inCommon(situation, pair, saysA, saysB)
    if (common < saysA.length && common < saysB.length) {
      await this.#note(situation, pair, `heard:${saysA[common]?.prompt}`, `heard:${saysB[common]?.prompt}`)
      return []
    }
    // One of them says in two pieces what the other says in one: it goes on alone until both have said the same.
    if (common === saysA.length && common < saysB.length && a.op === 'call.play') return [await this.#ahead(situation.start, walkers.before, pair, 'before', common)]
    if (common === saysB.length && common < saysA.length && b.op === 'call.play') return [await this.#ahead(situation.start, walkers.after, pair, 'after', common)]
    const [doesA, doesB] = [common < saysA.length ? `heard:${saysA[common]?.prompt}` : observable(a), common < saysB.length ? `heard:${saysB[common]?.prompt}` : observable(b)]
    if (doesA !== doesB) {
      await this.#note(situation, pair, doesA, doesB)
      return []
    }
    return this.#both(situation.start, walkers, pair)
  }

  /**
   * How many utterances both say alike from here on. The same prompt with other words or another recording is a difference, but not the end of
   * the way: what lies behind it would otherwise never be compared.
   */
  async #inCommon(situation: Situation, pair: Pair, saysA: readonly Utterance[], saysB: readonly Utterance[]): Promise<number> {
    let common = 0
    for (; common < Math.min(saysA.length, saysB.length); common++) {
      const [a, b] = [saysA[common], saysB[common]]
      if (!a || !b || heardAs(a) === heardAs(b)) continue
      if (a.prompt !== b.prompt) break
      await this.#note(situation, pair, `heard:${a.prompt}`, `heard:${b.prompt}`)
    }
    return common
  }

  async #both(start: SessionStart, walkers: { before: Walker; after: Walker }, pair: Pair): Promise<Pair[]> {
    const [a, b] = [pair.before.course.position, pair.after.course.position]
    if (a?.question.kind !== 'operation' || b?.question.kind !== 'operation') return []
    const deedsB = possibleDeeds(b.question.operation, b.question.startedMs, this.#samples)
    const pairs: Pair[] = []
    for (const [index, deed] of possibleDeeds(a.question.operation, a.question.startedMs, this.#samples).entries()) {
      const same = deedsB[index]
      if (!same) continue
      pairs.push({
        before: await advance(walkers.before, start, a, { answer: deed.answer }),
        after: await advance(walkers.after, start, b, { answer: same.answer }),
        deeds: [...pair.deeds, deed],
        faults: pair.faults + (deed.sound ? 0 : 1),
      })
    }
    return pairs
  }

  /** The one that has said all it says here hears its speech to the end; the other has said as much of its own. */
  async #ahead(start: SessionStart, walker: Walker, pair: Pair, who: 'before' | 'after', said: number): Promise<Pair> {
    const other = who === 'before' ? 'after' : 'before'
    const position = pair[who].course.position
    if (position?.question.kind !== 'operation') return pair
    const [deed] = possibleDeeds(position.question.operation, position.question.startedMs, this.#samples)
    if (!deed) return pair
    const moved = await advance(walker, start, position, { answer: deed.answer })
    const waits = { course: pair[other].course, spoken: pair[other].spoken + said }
    return who === 'before' ? { ...pair, before: moved, after: waits } : { ...pair, before: waits, after: moved }
  }

  async #draw(start: SessionStart, walkers: { before: Walker; after: Walker }, pair: Pair, draws: { before: boolean; after: boolean }): Promise<Pair[]> {
    const drawn = { before: draws.before ? drawnAt(pair.before) : undefined, after: draws.after ? drawnAt(pair.after) : undefined }
    this.#chance ||= [drawn.before, drawn.after].some((side) => side && !side.exact)
    const pairs: Pair[] = []
    // Where one has more ways than the other, the further ones are compared with the other's last.
    for (let nth = 0; nth < Math.max(drawn.before?.values.length ?? 0, drawn.after?.values.length ?? 0); nth++) {
      const move = async (who: 'before' | 'after') => {
        const { position } = pair[who].course
        const chance = nthOf(drawn[who], nth)
        return chance !== undefined && position ? advance(walkers[who], start, position, { chance }) : pair[who]
      }
      const told = [drawn.before, drawn.after].find((side) => side?.exact && side.values.length > nth)
      const way = told?.values[nth]
      pairs.push({ ...pair, before: await move('before'), after: await move('after'), deeds: way === undefined ? pair.deeds : [...pair.deeds, chanceDeed(way)] })
    }
    return pairs
  }

  /** Keeps a difference unless an easier call shows the same one; both courses are then told by the simulation that replays them. */
  async #note(situation: Situation, pair: Pair, before: string, after: string): Promise<void> {
    const { start, at, instead } = situation
    const key = JSON.stringify([start.to, nodeOf(pair.before), nodeOf(pair.after), before, after])
    const faults = pair.faults + (instead === undefined ? 0 : 1)
    const known = this.#rows.get(key)
    if (known && (known.faults < faults || (known.faults === faults && known.length <= pair.deeds.length))) return
    const { press, faults: injected } = inWords(pair.deeds)
    const call = { at, from: start.from, press, agents: 1, faults: [...(instead === undefined ? [] : [`hours=${instead}`]), ...injected] }
    const difference: BehaviourDifference = {
      number: start.to, ...(situation.alike.length === 0 ? {} : { alike: [...situation.alike] }), ...call,
      before: await observed(this.#programs.before, { ...call, to: start.to }),
      after: await observed(this.#programs.after, { ...call, to: start.to }),
      divergence: { before, after },
    }
    this.#rows.set(key, { difference, faults, length: pair.deeds.length })
  }
}

async function advance(walker: Walker, start: SessionStart, position: Position, choice: Choice): Promise<Side> {
  return { course: await walker.advance(start, position, choice), spoken: 0 }
}

function take(open: Pair[][]): Pair | undefined {
  for (const bucket of open) if (bucket && bucket.length > 0) return bucket.shift()
  return undefined
}

function keyOf({ course, spoken }: Side): string {
  return course.position ? `${course.position.key}+${spoken}` : JSON.stringify(course.outcome)
}

/** What chance is tried with: every way there is, or a few numbers for all. */
function drawnAt({ course }: Side): { values: readonly number[]; exact: boolean } {
  const question = course.position?.question
  const ways = question?.kind === 'chance' ? question.ways : undefined
  return { values: ways ?? chances, exact: ways !== undefined }
}

function nthOf(drawn: ReturnType<typeof drawnAt> | undefined, nth: number): number | undefined {
  return drawn?.values[Math.min(nth, drawn.values.length - 1)]
}

function drawsChance({ course }: Side): boolean {
  return course.position?.question.kind === 'chance'
}

function operationOf({ course }: Side): Operation | undefined {
  const question = course.position?.question
  return question?.kind === 'operation' ? question.operation : undefined
}

function nodeOf({ course }: Side): string {
  const { step } = course.position?.checkpoint ?? {}
  return step ? `${step.flow}/${step.id}` : ''
}

function endOf({ course }: Side): string {
  return course.outcome ? observableEnd(course.outcome) : 'end'
}

/** A whole call as it is noticed from outside. A number that a program does not answer is told as that. */
async function observed(program: Program, call: Parameters<typeof simulate>[1]): Promise<ObservedCall> {
  try {
    const { outcome, heard }: Simulation = await simulate(program, call)
    return { outcome, heard: heard.map(({ prompt, text }) => ({ prompt, text })) }
  } catch (error) {
    if (!(error instanceof SimulationRefused)) throw error
    return { outcome: { kind: 'error', cause: error.code }, heard: [] }
  }
}
