import type { Scenario } from '@madoguchi/schemas'
import type { Answer, JournalEntry, Operation, TraceEvent, World } from '@madoguchi/sdk'
import { annotated } from '../annotations.ts'
import { hoursUnder, waysUnder } from '../faults.ts'
import { makeLocalClock } from '../hours/local-clock.ts'
import type { Program } from '../program.ts'
import { runSession } from '../session.ts'
import { defaultCaller, parseFaults } from '../simulate.ts'
import { SimulatedWorld } from '../simulated-world.ts'
import type { MadeCall } from './make-scenario.ts'

/** A way out of a node, or of a flow (`onError`, `onHangup`). */
export interface ExitTarget {
  flow: string
  node?: string | undefined
  exit: string
}

/**
 * Looks for a call that takes an exit: lines, hours, agents and faults from the simplest on, keys breadth first. It is a help for people who
 * write scenarios and proves nothing: states that differ in variables alone are taken for one.
 * @param fromMs calls are made on days after this
 * @param most how many calls are tried at the most
 */
export async function findCallTo(program: Program, target: ExitTarget, fromMs: number, most = 10_000): Promise<MadeCall | undefined> {
  const search = new Search(program, target, most)
  const all = [...circumstances(program, target, fromMs)]
  // Most exits need no key but the right circumstances: those calls are tried before any key is pressed.
  for (const mostEach of [1, Math.ceil(most / 20)]) {
    for (const circumstance of all) {
      const found = await search.explore(circumstance, mostEach)
      if (found) return found
      if (search.exhausted) break
    }
  }
  return search.provoke()
}

type Circumstance = { given: Scenario['given']; hangUpAfterSeconds?: number }

interface Question {
  /** Questions that stand at the same place after the same steps are one. */
  key: string
  choices: string[]
}

interface Try extends Circumstance {
  press: readonly string[]
  trace: TraceEvent[]
  questions: Question[]
  /** Of each step in `trace`, how many operations had been performed when it was left. */
  operations: number[]
}

class Search {
  readonly #program: Program
  readonly #target: ExitTarget
  #left: number
  /** The first call that came to the node: where a fault can be provoked. */
  #reached: Try | undefined

  constructor(program: Program, target: ExitTarget, most: number) {
    this.#program = program
    this.#target = target
    this.#left = most
  }

  get exhausted(): boolean {
    return this.#left <= 0
  }

  async explore(circumstance: Circumstance, most: number): Promise<MadeCall | undefined> {
    const open: (readonly string[])[] = [[]]
    const seen = new Set<string>()
    for (let press = open.shift(), tries = 0; press && this.#left > 0 && tries < most; press = open.shift(), tries++) {
      const made = await this.#try(circumstance, press)
      if (this.#takes(made)) return toCall(made)
      if (this.#visits(made)) this.#reached ??= made
      const question = made.questions[press.length]
      if (!question || seen.has(question.key)) continue
      seen.add(question.key)
      for (const choice of question.choices) open.push([...press, choice])
    }
    return undefined
  }

  /** The node fails at the first thing that it asks of the telephone: the one fault that any node which asks something can have. */
  async provoke(): Promise<MadeCall | undefined> {
    const reached = this.#reached
    const { node, exit } = this.#target
    if (!reached || (exit !== 'error' && exit !== 'onError')) return undefined
    const steps = reached.trace.filter((event) => event.kind === 'step')
    for (const [index, step] of steps.entries()) {
      const [before = 0, after = 0] = [reached.operations[index - 1], reached.operations[index]]
      if (step.flow !== this.#target.flow || (node !== undefined && step.node !== node) || after <= before) continue
      const fault = `telephony=${'ok,'.repeat(before)}error,ok`
      const made = await this.#try({ ...reached, given: { ...reached.given, faults: [...(reached.given.faults ?? []), fault] } }, reached.press)
      if (this.#takes(made)) return toCall(made)
    }
    return undefined
  }

  async #try({ given, hangUpAfterSeconds }: Circumstance, press: readonly string[]): Promise<Try> {
    this.#left--
    const program = this.#program
    const faults = parseFaults(given.faults ?? [])
    const trace: TraceEvent[] = []
    const operations: number[] = []
    const world = new WatchedWorld(new SimulatedWorld({ press, hangUpAfterSeconds, faults, agents: () => given.agents ?? 0, waiting: () => given.waiting ?? 0 }), trace)
    const startedAtMs = makeLocalClock(program.timeZone).epochOf(given.at)
    await runSession(program, { to: given.to, from: defaultCaller, startedAtMs, seed: 1, hours: hoursUnder(faults), ways: waysUnder(faults) }, world, {
      onTrace(event) {
        trace.push(event)
        if (event.kind === 'step') operations.push(world.operations)
      },
    })
    return { given, ...(hangUpAfterSeconds === undefined ? {} : { hangUpAfterSeconds }), press, trace, operations, questions: world.questions }
  }

  #visits({ trace }: Try): boolean {
    const { flow, node } = this.#target
    return trace.some((event) => event.kind === 'step' && event.flow === flow && (node === undefined || event.node === node))
  }

  #takes({ trace }: Try): boolean {
    const { flow, node, exit } = this.#target
    if (node !== undefined) return trace.some((event) => event.kind === 'step' && event.flow === flow && event.node === node && event.exit === exit)
    if (exit === 'onError') return trace.some((event) => event.kind === 'fault' && event.flow === flow && event.handledBy === 'on-error')
    const last = this.#program.flows.get(flow)?.onHangup?.id
    const at = trace.findIndex((event) => event.kind === 'step' && event.flow === flow && event.exit === null)
    return at >= 0 && trace.slice(at + 1).some((event) => event.kind === 'step' && event.flow === flow && event.node === last)
  }
}

const mostOperations = 200
/** A node that has been passed more often than this is passed no differently. */
const visitsApart = 8

/** Notes what the caller is asked, beside the world that answers. */
class WatchedWorld implements World {
  readonly questions: Question[] = []
  operations = 0
  readonly #world: World
  readonly #trace: readonly TraceEvent[]

  constructor(world: World, trace: readonly TraceEvent[]) {
    this.#world = world
    this.#trace = trace
  }

  perform(operation: Operation, entry: JournalEntry, signal: AbortSignal): Answer | Promise<Answer> {
    const choices = choicesOf(operation)
    if (choices) this.questions.push({ key: this.#key(), choices })
    this.operations++
    // A flow that asks for ever is left: what lies behind so many questions is not looked for.
    if (this.operations > mostOperations) return { atMs: entry.startedMs, gone: { cause: 'NORMAL_CLEARING' } }
    return this.#world.perform(operation, entry, signal)
  }

  #key(): string {
    const last = this.#trace.findLast((event) => event.kind === 'step')
    const since = last ? this.#trace.length - this.#trace.lastIndexOf(last) : this.#trace.length
    return last ? JSON.stringify([last.flow, last.node, last.exit, Math.min(last.visit, visitsApart), since]) : String(since)
  }
}

/** Every key that is asked for, one that is not, silence, and hanging up. */
function choicesOf(operation: Operation): string[] | undefined {
  if (operation.op === 'call.ask') {
    const { keys } = operation
    const other = [...'0123456789*#'].find((key) => !keys.includes(key))
    return [...keys, ...(other === undefined ? [] : [other]), '-', 'hang']
  }
  if (operation.op !== 'call.collect') return undefined
  const { minDigits, maxDigits, terminator } = operation
  const digits = (length: number, digit: string) => digit.repeat(length) + (length < maxDigits ? terminator : '')
  const lengths = [...new Set([maxDigits, Math.max(1, minDigits), Math.max(1, minDigits - 1)])]
  return [...lengths.flatMap((length) => [digits(length, '1'), digits(length, '0')]), '-', 'hang']
}

function toCall({ given, hangUpAfterSeconds, press, trace }: Try): MadeCall {
  const last = press.findLastIndex((key) => key !== '-')
  return { given, when: { ...(last < 0 ? {} : { press: press.slice(0, last + 1) }), ...(hangUpAfterSeconds === undefined ? {} : { hangUpAfterSeconds }) }, trace }
}

type Ease = { agents: number; faults: readonly string[]; hangUpAfterSeconds?: number }

const faultsTried: readonly (readonly string[])[] = [
  [], ['queue=full'], ['queue=left'], ['status=busy'], ['status=unstaffed'], ['status=waiting'], ['status=longest'], ['status=estimate'], ['gateway=busy'], ['gateway=no-answer'], ['gateway=unreachable'], ['recording=empty'], ['hold=timeout'], ['park=timeout'], ['retrieve=empty'], ['conference=full'], ['hours=error'], ['prompt=missing,ok'], ['prompt=missing'],
  ['hours=error', 'prompt=missing'], ['telephony=error,ok'], ['hours=error', 'telephony=error,ok'],
]

/** From nothing unusual on. An agent who is not there is no fault, and tried beside each of them. */
const eases: readonly Ease[] = [...[1, 0].flatMap((agents) => faultsTried.map((faults) => ({ agents, faults }))), { agents: 0, faults: [], hangUpAfterSeconds: 1 }].sort((a, b) => a.faults.length - b.faults.length)

function* circumstances(program: Program, target: ExitTarget, fromMs: number): Generator<Circumstance> {
  const moments = momentsOf(program, fromMs)
  for (const { agents, faults, hangUpAfterSeconds } of eases) {
    for (const to of linesTo(program, target.flow)) {
      for (const moment of moments) {
        const all = [...moment.faults, ...faults]
        if (all.filter((fault) => fault.startsWith('hours=')).length > 1) continue
        yield { given: { to, at: moment.at, agents, ...(all.length === 0 ? {} : { faults: all }) }, ...(hangUpAfterSeconds === undefined ? {} : { hangUpAfterSeconds }) }
      }
    }
  }
}

/** One line for each first flow from which the target can be reached. */
function linesTo(program: Program, target: string): string[] {
  const lines = new Map<string, string>()
  const primaryFirst = [...program.lines].sort(([, a], [, b]) => Number(b.role === 'primary') - Number(a.role === 'primary'))
  for (const [number, { flow }] of primaryFirst) if (flow !== undefined && !lines.has(flow) && leadsTo(program, flow, target)) lines.set(flow, number)
  return [...lines.values()]
}

function leadsTo(program: Program, from: string, target: string): boolean {
  const reached = new Set([from])
  for (const id of reached) {
    for (const { type, config } of program.flows.get(id)?.steps.values() ?? []) for (const { ref, value } of annotated(type.config, config)) if (ref === 'call') reached.add(value)
  }
  return reached.has(target)
}

const searchedDays = 400
const dayMs = 86_400_000
const states = ['open', 'closed', 'holiday', 'exception', 'emergency'] as const

interface Moment {
  at: string
  faults: string[]
}

/** A year of days takes a while to look through, and one program is asked for many exits. */
const known = new WeakMap<Program, { fromMs: number; moments: Moment[] }>()

function momentsOf(program: Program, fromMs: number): Moment[] {
  const before = known.get(program)
  if (before?.fromMs === fromMs) return before.moments
  const moments = findMoments(program, fromMs)
  known.set(program, { fromMs, moments })
  return moments
}

/** A moment of each state that the hours come to within 400 days; those that they do not come to are supposed. */
function findMoments(program: Program, fromMs: number): Moment[] {
  const clock = makeLocalClock(program.timeZone)
  const found = new Map<string, string>()
  for (const table of program.hours.values()) {
    const date = (ms: number) => table.isoOf(ms).slice(0, 10)
    for (const day of table.days(date(fromMs + dayMs), date(fromMs + searchedDays * dayMs))) {
      for (const time of ['T10:00:00', 'T20:00:00']) {
        const ms = table.epochOf(`${day.date}${time}`)
        const { state } = table.at(ms)
        if (!found.has(state)) found.set(state, clock.isoOf(ms))
      }
      if (states.every((state) => found.has(state))) break
    }
  }
  const any = found.get('open') ?? clock.isoOf(fromMs)
  const supposed = program.hours.size === 0 ? [] : states.filter((state) => !found.has(state)).map((state) => ({ at: any, faults: [`hours=${state}`] }))
  const real = states.flatMap((state) => (found.has(state) ? [{ at: found.get(state) ?? any, faults: [] }] : []))
  return real.length + supposed.length > 0 ? [...real, ...supposed] : [{ at: any, faults: [] }]
}
