import type { Answer, Outcome, TraceEvent } from '@madoguchi/sdk'
import type { Program, Step } from '../program.ts'
import { type Checkpoint, SessionCut, type SessionStart, runSession } from '../session.ts'
import { type Question, WalkWorld } from './walk-world.ts'

/** Where a session waits for the world: at its last entry of a node, with what the world has answered since. */
export interface Position {
  /** Equal for positions from which every course goes on alike. */
  readonly key: string
  readonly question: Question
  /** Undefined: before the first node. */
  readonly checkpoint: Checkpoint | undefined
  readonly answers: readonly Answer[]
  readonly chances: readonly number[]
  /** Whether the call was over at the checkpoint. */
  readonly over: boolean
  /** Events since the checkpoint. */
  readonly told: number
  readonly elapsedMs: number
}

/** From one question to the next, or to the end. */
export interface Course {
  readonly events: readonly TraceEvent[]
  readonly elapsedMs: number
  readonly position: Position | undefined
  readonly outcome: Outcome | undefined
}

export type Choice = { answer: Answer } | { chance: number }

interface Entry {
  checkpoint: Checkpoint
  over: boolean
  events: number
  answers: number
  chances: number
}

/**
 * Runs sessions of one program, line and caller piece by piece with the real executors: from a question on, given what comes of it, to the next question.
 * What a session is at a question is the checkpoint of its last node and the answers since, so a course never runs a node before that again.
 */
export class Walker {
  readonly #program: Program
  /** Steps whose nodes look at how often they were visited; for all others the count changes nothing. */
  readonly #visitReaders = new Set<Step>()
  readonly #positions = new Map<string, Position>()
  readonly #courses = new Map<string, Course>()
  /** Undefined: every variable may be looked at. */
  #live: ReadonlySet<string> | undefined
  /** Whether a course may be used again under other hours: not where an expression looks at the clock. */
  readonly #timeless: boolean
  readonly #decisive: boolean

  /** A node has looked at the variables as a whole. Positions made before that may have been merged too far: walk again with all of them live. */
  variablesRead = false

  constructor(program: Program, options: { allLive?: boolean } = {}) {
    this.#program = program
    this.#live = options.allLive ? undefined : readNames(program)
    this.#timeless = ![...program.expressions.values(), ...templateExpressions(program)].some(({ changing }) => changing)
    this.#decisive = program.bundle.safeDefault.failover
  }

  begin(start: SessionStart): Promise<Course> {
    return this.#run(start, undefined, [], [])
  }

  /** Goes on from a position. Nothing of the course depends on how the position was reached. */
  async advance(start: SessionStart, from: Position, choice: Choice): Promise<Course> {
    const known = `${from.key}|${JSON.stringify(choice)}`
    const found = this.#courses.get(known)
    if (found) return found
    const answers = 'answer' in choice ? [...from.answers, choice.answer] : from.answers
    const chances = 'chance' in choice ? [...from.chances, choice.chance] : from.chances
    return this.#run(start, from, answers, chances, known)
  }

  async #run(start: SessionStart, from: Position | undefined, answers: readonly Answer[], chances: readonly number[], known?: string): Promise<Course> {
    const world = new WalkWorld(answers, chances, from?.over ?? false)
    const events: TraceEvent[] = []
    let entry: Entry | undefined
    let timeAsked = false
    const walk = {
      from: from?.checkpoint,
      onEntry: (checkpoint: Checkpoint) => {
        if (world.question) throw new SessionCut()
        entry = { checkpoint, over: world.over, events: events.length, answers: world.answered, chances: world.drawn }
      },
      chance: () => world.chance(),
      choose: (ways: readonly number[]) => world.choose(ways),
      onHours: () => void (timeAsked = true),
      onClock: () => void (timeAsked = true),
      onVisitRead: (step: Step) => void this.#visitReaders.add(step),
      onVariablesRead: () => void (this.variablesRead = true),
    }
    let elapsedMs = 0
    let outcome: Outcome | undefined
    try {
      const result = await runSession(this.#program, start, world, { walk, onTrace: (event) => void (world.question || events.push(event)) })
      elapsedMs = result.elapsedMs
      outcome = result.outcome
    } catch (error) {
      if (!(error instanceof SessionCut)) throw error
    }
    const { question } = world
    const position = question && this.#position(question, from, entry, { answers, chances, told: events.length })
    const course: Course = { events: events.slice(from?.told ?? 0), elapsedMs: question ? askedAtMs(question, answers, from) : elapsedMs, position, outcome: question ? undefined : outcome }
    if (known !== undefined && this.#timeless && !timeAsked) this.#courses.set(known, course)
    return course
  }

  #position(question: Question, from: Position | undefined, entry: Entry | undefined, run: { answers: readonly Answer[]; chances: readonly number[]; told: number }): Position {
    const since = entry
      ? { checkpoint: entry.checkpoint, over: entry.over, answers: run.answers.slice(entry.answers), chances: run.chances.slice(entry.chances), told: run.told - entry.events }
      : { checkpoint: from?.checkpoint, over: from?.over ?? false, ...run }
    const key = this.#key(since)
    const known = this.#positions.get(key)
    if (known) return known
    const position: Position = { key, question, ...since, elapsedMs: askedAtMs(question, run.answers, from) }
    this.#positions.set(key, position)
    return position
  }

  #key({ checkpoint, over, answers, chances }: Pick<Position, 'checkpoint' | 'over' | 'answers' | 'chances'>): string {
    const since = [answers.map(({ result, ended, fault, gone }) => (ended ? [result, ended] : (result ?? fault?.code ?? gone))), chances]
    if (!checkpoint) return JSON.stringify(since)
    const { step, fault, frames, variables, queued, outcome, language, closed, gone, movedMs, led, resumed } = checkpoint
    if (fault) return JSON.stringify([fault.code, frames[0]?.flow.id, queued.map(({ prompt, text }) => [prompt, text]), outcome, language, closed, gone, over, since])
    const stack = frames.map(({ flow, failed, caller, waiting, visits }) => [flow.id, failed, caller?.step.id, waiting?.runs, this.#visits(flow.steps, visits)])
    return JSON.stringify([step?.flow, step?.id, stack, this.#liveOf(variables.all), queued.map(({ prompt, text }) => [prompt, text]), outcome, language, this.#decisive && closed, gone, over, movedMs, led, resumed?.runs, since])
  }

  #visits(steps: ReadonlyMap<string, Step>, visits: ReadonlyMap<string, number>): (string | number)[][] {
    if (this.#visitReaders.size === 0) return []
    return [...visits].filter(([id]) => this.#visitReaders.has(steps.get(id) as Step)).toSorted(([a], [b]) => (a < b ? -1 : 1))
  }

  #liveOf(all: Readonly<Record<string, unknown>>): unknown[] {
    const names = Object.keys(all).filter((name) => name !== 'contact' && !Object.hasOwn(this.#program.variables, name) && (this.#live?.has(name) ?? true))
    return names.toSorted().map((name) => [name, all[name]])
  }
}

/** When the question came, on the way that led to it. */
function askedAtMs(question: Question, answers: readonly Answer[], from: Position | undefined): number {
  return question.kind === 'operation' ? question.startedMs : (answers.at(-1)?.atMs ?? from?.elapsedMs ?? 0)
}

function templateExpressions({ templates }: Program) {
  return [...templates.values()].flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'))
}

/** The names that any expression of the program reads; undefined when that cannot be told. */
export function readNames(program: Program): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const { reads } of [...program.expressions.values(), ...templateExpressions(program)]) {
    if (!reads) return undefined
    for (const name of reads) names.add(name)
  }
  return names
}
