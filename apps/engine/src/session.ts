import {
  CallCapability, type Capabilities, ContactGone, HoursCapability, type HoursAnswer, Journal, type JournalEntry, type JournalSink, NodeError, type NodeContext,
  type NodeResult, type Outcome, QueueCapability, type QueueSettings, type SessionPort, type TraceEvent, type Utterance, type World,
} from '@madoguchi/sdk'
import { releaseFunctions, toUtterance } from './compile.ts'
import { type Expression, type ExpressionClock, ExpressionError, compileExpression } from './expressions.ts'
import type { HoursDecision, HoursTable } from './hours/index.ts'
import { type Flow, type Program, type Step, normaliseNumber } from './program.ts'
import { seededRandom } from './random.ts'
import { compileTemplate, renderTemplate } from './templates.ts'

/** What is given when a session begins. */
export interface SessionStart {
  /** The dialled number as it arrived. */
  to: string
  /** The caller's number, or `anonymous`. */
  from: string
  /** Milliseconds since the epoch: the beginning of the session's clock. */
  startedAtMs: number
  seed: number
  variables?: Record<string, unknown>
  /** Injected faults that lie inside the engine: `hours`. Those of the world are the world's. */
  faults?: ReadonlySet<string>
}

export interface SessionOptions {
  /** What a predecessor recorded; its answers are not asked again. */
  recorded?: JournalEntry[]
  sink?: JournalSink
  onTrace?(event: TraceEvent): void
  signal?: AbortSignal
}

export interface SessionResult {
  outcome: Outcome
  trace: TraceEvent[]
  journal: JournalEntry[]
  variables: Record<string, unknown>
  /** Milliseconds since the session began. */
  elapsedMs: number
}

/** More nodes than any sensible flow passes without asking the world anything, or in one session. */
const stepsWithoutAnswer = 1000
const stepsInAll = 100_000
const callDepth = 20

/** How decisive an outcome is: a conversation is not undone by the hang-up that ends it. */
const weight: Record<Outcome['kind'], number> = { abandoned: 0, hangup: 1, error: 2, voicemail: 2, transfer: 3, failover: 3, agent: 3 }

interface Frame {
  flow: Flow
  visits: Map<string, number>
  /** Where the flow that ran this one goes on. */
  caller: Step | undefined
  /** A fault has led to `onError` already; the next one is for the safe default. */
  failed: boolean
}

/**
 * Runs one session: enter a node, run it, leave by an exit, go on, until the flow ends or the contact is gone.
 * The same code serves real, simulated and exhaustive runs; only the world differs. Never rejects for what happens inside a flow.
 * @throws JournalMismatch when `recorded` belongs to another course of events
 */
export async function runSession(program: Program, start: SessionStart, world: World, options: SessionOptions = {}): Promise<SessionResult> {
  return new Session(program, start, world, options).run()
}

class Session implements SessionPort {
  readonly journal: Journal
  readonly #program: Program
  readonly #start: SessionStart
  readonly #options: SessionOptions
  readonly #trace: TraceEvent[] = []
  readonly #variables: Record<string, unknown>
  readonly #secrets = new Set<string>()
  readonly #abort = new AbortController()
  readonly #capabilities: Capabilities
  readonly #clock: ExpressionClock
  #outcome: Outcome | undefined
  #frames: Frame[] = []
  #step: Step | undefined
  #enteredMs = 0
  #visit = 0
  #steps = 0
  #stepsSinceAnswer = 0
  #answers = 0

  constructor(program: Program, start: SessionStart, world: World, options: SessionOptions) {
    this.#program = program
    this.#start = start
    this.#options = options
    this.#variables = { ...program.variables, contact: { to: start.to, from: start.from }, ...start.variables }
    options.signal?.addEventListener('abort', () => this.#abort.abort(), { once: true })
    this.journal = new Journal(world, { recorded: options.recorded, sink: options.sink, signal: this.#abort.signal })
    const call = new CallCapability(this)
    this.#capabilities = { call, queue: new QueueCapability(this, call), hours: new HoursCapability(this, () => this.#step?.id ?? '') }
    const session = this
    this.#clock = {
      get nowMs() { return start.startedAtMs + session.journal.elapsedMs },
      random: seededRandom(start.seed),
      functions: releaseFunctions(program.documents),
    }
  }

  async run(): Promise<SessionResult> {
    const line = this.#program.lines.get(normaliseNumber(this.#start.to))
    const flow = line?.flow === undefined ? undefined : this.#program.flows.get(line.flow)
    try {
      if (!flow) throw new NodeError('unknown-number', `no call flow answers ${line ? 'this line' : 'the dialled number'}`)
      await this.#runFlow(flow)
    } catch (error) {
      if (error instanceof ContactGone) await this.#afterHangup(error)
      else if (error instanceof NodeError) await this.#safeDefault(error)
      else throw error
    }
    const outcome = this.#outcome ?? { kind: 'hangup' }
    this.emit({ kind: 'outcome', atMs: this.journal.elapsedMs, outcome })
    return { outcome, trace: this.#trace, journal: this.journal.entries, variables: this.#ownVariables(), elapsedMs: this.journal.elapsedMs }
  }

  // -- what the capabilities stand on

  emit(event: TraceEvent): void {
    this.#trace.push(event)
    this.#options.onTrace?.(event)
  }

  settle(outcome: Outcome): void {
    if (this.#outcome === undefined || weight[outcome.kind] >= weight[this.#outcome.kind]) this.#outcome = outcome
  }

  utterance(id: string): Utterance | Promise<Utterance> {
    const spoken = this.#program.prompts.get(id)
    if (!spoken) throw new NodeError('unknown-prompt', `there is no prompt "${id}"`)
    return spoken.utterance ?? this.render(spoken.template.text).then((text) => toUtterance(id, spoken.prompt, this.#program.bundle.language as 'ja' | 'en', text))
  }

  async queue(id: string): Promise<QueueSettings> {
    const queue = this.#program.queues.get(id)
    if (!queue) throw new NodeError('unknown-queue', `there is no queue "${id}"`)
    const { maxWaitSeconds, maxLength, announceEverySeconds, announceFirst, announceAgain } = queue
    return {
      maxWaitSeconds, maxLength, announceEverySeconds,
      ...(announceFirst === undefined ? {} : { announceFirst: await this.utterance(announceFirst) }),
      ...(announceAgain === undefined ? {} : { announceAgain: await this.utterance(announceAgain) }),
    }
  }

  hours(id: string): HoursAnswer {
    const table = this.#program.hours.get(id)
    if (!table || this.#start.faults?.has('hours')) throw new NodeError('hours-error', `the hours "${id}" cannot be read`)
    return answerOf(table, table.at(this.#start.startedAtMs + this.journal.elapsedMs))
  }

  // -- flows

  async #runFlow(flow: Flow): Promise<void> {
    this.#frames = [{ flow, visits: new Map(), caller: undefined, failed: false }]
    for (let step: Step | undefined = flow.entry; step; ) step = await this.#faultless(step)
    await this.#capabilities.call.flush()
  }

  /** One node with the ways out of a fault: its own `error` exit, else the flow's `onError`. Anything else is for the safe default. */
  async #faultless(step: Step): Promise<Step | undefined> {
    try {
      return await this.#enter(step)
    } catch (error) {
      const fault = toFault(error)
      const errorStep = step.next.get('error')
      if (errorStep) {
        this.#fault(step, fault, 'error-exit')
        this.#left(step, 'error')
        return errorStep
      }
      const frame = this.#frames.at(-1)
      const onError = frame?.flow.onError
      if (!onError || frame.failed) throw fault
      frame.failed = true
      this.#fault(step, fault, 'on-error')
      this.#left(step, null)
      return onError
    }
  }

  async #enter(step: Step): Promise<Step | undefined> {
    this.#step = step
    this.#enteredMs = this.journal.elapsedMs
    this.#guardAgainstEndless()
    const frame = this.#frames.at(-1)
    if (!frame) throw new Error('a step runs inside a frame')
    const visit = (frame.visits.get(step.id) ?? 0) + 1
    frame.visits.set(step.id, visit)
    this.#visit = visit
    if (step.skip !== undefined) return this.#leave(step, step.skip)
    return this.#goOn(step, await step.type.run(this.#context(step, frame, visit)))
  }

  async #goOn(step: Step, result: NodeResult): Promise<Step | undefined> {
    switch (result.kind) {
      case 'leave':
        return this.#leave(step, result.exit)
      case 'end':
        await this.#capabilities.call.flush()
        this.#left(step, null)
        return undefined
      case 'run-flow':
        return this.#openFlow(step, result.flow, step)
      case 'go-to-flow':
        return this.#openFlow(step, result.flow, undefined)
      case 'return':
        return this.#return(step, result.result)
    }
  }

  #leave(step: Step, exit: string): Step {
    const next = step.next.get(exit)
    if (!next) throw new NodeError('unconnected-exit', `the exit "${exit}" leads nowhere`)
    this.#left(step, exit)
    return next
  }

  #openFlow(step: Step, id: string, caller: Step | undefined): Step {
    const flow = this.#program.flows.get(id)
    if (!flow) throw new NodeError('unknown-flow', `there is no flow "${id}" that can run`)
    if (this.#frames.length >= callDepth) throw new NodeError('too-deep', `flows run each other more than ${callDepth} deep`)
    this.#left(step, null)
    const frame: Frame = { flow, visits: new Map(), caller: caller ?? this.#frames.at(-1)?.caller, failed: false }
    if (caller) this.#frames.push(frame)
    else this.#frames[this.#frames.length - 1] = frame
    return flow.entry
  }

  #return(step: Step, result: string): Step {
    const caller = this.#frames.at(-1)?.caller
    if (!caller || this.#frames.length < 2) throw new NodeError('nothing-to-return-to', 'this flow was not run by another one')
    this.#left(step, null)
    this.#frames.pop()
    return this.#leave(caller, result)
  }

  #context(step: Step, frame: Frame, visit: number): NodeContext<unknown> {
    return {
      ...this.#capabilities,
      config: step.config,
      visit,
      forgetVisits: () => frame.visits.delete(step.id),
      variables: this.#variables,
      set: (name, value, options) => {
        this.#variables[name] = value
        if (options?.secret) this.#secrets.add(name)
        this.emit({ kind: 'set', atMs: this.journal.elapsedMs, name, value: options?.secret ? '•••' : value })
      },
      evaluate: (text) => this.#evaluate(this.#program.expressions.get(text) ?? compileExpression(text)),
      render: (text) => this.render(text),
      signal: this.#abort.signal,
    }
  }

  async #evaluate(expression: Expression): Promise<unknown> {
    try {
      return await expression.evaluate(this.#variables, this.#clock)
    } catch (error) {
      throw error instanceof ExpressionError ? new NodeError('expression', error.message, { cause: error }) : error
    }
  }

  async render(text: string): Promise<string> {
    try {
      return await renderTemplate(this.#program.templates.get(text) ?? compileTemplate(text), (expression) => this.#evaluate(expression))
    } catch (error) {
      throw error instanceof ExpressionError ? new NodeError('expression', error.message, { cause: error }) : error
    }
  }

  // -- ends

  /** The contact is gone: nothing more is said, but the flow may still note something. */
  async #afterHangup(gone: ContactGone): Promise<void> {
    this.#abort.abort()
    this.settle({ kind: 'abandoned', cause: gone.hangupCause })
    if (this.#step) this.#left(this.#step, null)
    const flow = this.#frames.at(-1)?.flow
    if (!flow?.onHangup) return
    try {
      for (let step: Step | undefined = flow.onHangup; step; ) step = await this.#enter(step)
    } catch (error) {
      if (!(error instanceof ContactGone) && !(error instanceof NodeError)) throw error
    }
  }

  /** Apology, then the failover number, else a polite end: what is left when a flow has no answer to a fault. Faults in here end the call. */
  async #safeDefault(fault: NodeError): Promise<void> {
    const { prompt, failover } = this.#program.bundle.safeDefault
    this.#fault(this.#step, fault, 'safe-default')
    if (this.#step) this.#left(this.#step, null)
    const { call } = this.#capabilities
    try {
      await attempt(() => call.answer())
      const destination = failover && this.#mayConnect() ? this.#failoverDestination() : undefined
      if (destination) {
        await attempt(async () => call.play([destination.openGuidance], { bargeIn: false }))
        const reached = await attempt(() => call.transfer(destination.destination, { timeoutSeconds: 30, purpose: 'failover' }))
        if (reached?.result !== 'answered') await attempt(() => call.play([destination.outOfServiceGuidance], { bargeIn: false }))
      } else await attempt(() => call.play([prompt], { bargeIn: false }))
      this.settle({ kind: 'error', cause: fault.code })
      await attempt(() => call.hangup())
    } catch (error) {
      if (!(error instanceof ContactGone)) throw error
      this.settle({ kind: 'error', cause: fault.code })
    }
  }

  /** R17: outside reception hours a caller is never connected to anybody, whatever fails. Where no hours were asked, nothing forbids it. */
  #mayConnect(): boolean {
    const decision = this.#trace.findLast((event) => event.kind === 'decision')
    return decision === undefined || decision.state === 'open'
  }

  #failoverDestination() {
    const line = this.#program.lines.get(normaliseNumber(this.#start.to))
    return line?.failover === undefined ? undefined : this.#program.documents.failover.get(line.failover)
  }

  #fault(step: Step | undefined, { code, message }: NodeError, handledBy: Extract<TraceEvent, { kind: 'fault' }>['handledBy']): void {
    this.emit({ kind: 'fault', atMs: this.journal.elapsedMs, flow: step?.flow ?? '', node: step?.id ?? '', code, message, handledBy })
  }

  #left(step: Step, exit: string | null): void {
    this.emit({ kind: 'step', atMs: this.#enteredMs, flow: step.flow, node: step.id, type: step.type.type, exit, visit: this.#visit })
    this.#step = undefined
  }

  /** A flow that turns without asking the world anything would hold the runtime for ever. */
  #guardAgainstEndless(): void {
    const answers = this.journal.asked
    this.#stepsSinceAnswer = answers === this.#answers ? this.#stepsSinceAnswer + 1 : 0
    this.#answers = answers
    if (this.#stepsSinceAnswer > stepsWithoutAnswer || ++this.#steps > stepsInAll) throw new NodeError('endless-loop', 'the flow turns without an end')
  }

  /** What the flow itself has set, without what is the bundle's or secret. */
  #ownVariables(): Record<string, unknown> {
    const told = ([name]: [string, unknown]) => name !== 'contact' && !this.#secrets.has(name) && !(name in this.#program.variables)
    return Object.fromEntries(Object.entries(this.#variables).filter(told))
  }
}

/** Anything an executor throws that is neither a fault nor the contact leaving is a fault of that executor, told as one. */
function toFault(error: unknown): NodeError {
  if (error instanceof NodeError) return error
  if (error instanceof ContactGone || !(error instanceof Error) || error.name === 'JournalMismatch' || error.name === 'AbortError') throw error
  return new NodeError('node-failed', error.message, { cause: error })
}

async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof NodeError) return undefined
    throw error
  }
}

const answers = new WeakMap<HoursDecision, HoursAnswer>()

/** Decisions are shared and frozen, so their text is made once, not once a call. */
function answerOf(table: HoursTable, decision: HoursDecision): HoursAnswer {
  const known = answers.get(decision)
  if (known) return known
  if (decision.state === 'error') throw new NodeError('hours-error', `the hours cannot decide (${decision.rule})`)
  const iso = (ms: number | null) => (ms === null ? null : table.isoOf(ms))
  const answer: HoursAnswer = { state: decision.state, rule: decision.rule, until: iso(decision.untilMs), nextOpen: iso(decision.nextOpenMs) }
  answers.set(decision, answer)
  return answer
}
