import {
  CallCapability, ContactGone, type FaultFacts, type HoursAnswer, type InLine, Journal, type JournalEntry, JournalMismatch, type JournalSink, NodeError, type NodeResult,
  type Outcome, type QueuePlace, type QueueSettings, type ReleaseTable, type SessionPort, type StatusAnnouncements, type TraceEvent, type Utterance, type WaitEnd, WaitEnded, type WaitSlice, type World, leave,
} from '@madoguchi/sdk'
import type { DocumentOf } from '@madoguchi/schemas'
import { toUtterance } from './compile-prompts.ts'
import { type Expression, ExpressionError, compileExpression } from './expressions.ts'
import { FlowStack, type Frame, type Visit } from './flow-stack.ts'
import { toHoursAnswer } from './hours-answer.ts'
import { type Program, type SpokenPrompt, type Step, lineAt, spokenLanguage } from './program.ts'
import { SessionCapabilities } from './session-capabilities.ts'
import { SessionChance, type WalkedChance } from './session-chance.ts'
import { SessionClock } from './session-clock.ts'
import { SessionVariables } from './session-variables.ts'
import { type SessionScope, StepContext, type StepWatch } from './step-context.ts'
import type { StepEntry } from './stepping.ts'
import { compileTemplate, renderTemplate } from './templates.ts'
import { ChangePlan, type VariableChange } from './variable-changes.ts'

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
  /** What every hours document says instead of its own rules: a rehearsal, or the fault `error`. Faults of the world are the world's. */
  hours?: HoursAnswer['state'] | 'error' | undefined
  /** Which ways chance takes, from 1 in order, instead of the seed's; the last goes on. */
  ways?: readonly number[] | undefined
  /** What a person who tries the call changes on its way. */
  changes?: readonly VariableChange[] | undefined
}

/** A session at the entry of a node, or of the safe default: what decides how it goes on from there, and nothing else. */
export interface Checkpoint {
  readonly step: Step | undefined
  /** Set at the entry of the safe default, instead of a step. */
  readonly fault: NodeError | undefined
  readonly frames: readonly Frame[]
  readonly variables: SessionVariables
  readonly queued: readonly Utterance[]
  readonly outcome: Outcome | undefined
  readonly language: 'ja' | 'en'
  /** Whether the last hours asked, if any were, allow to connect the caller to somebody; the safe default looks at it. */
  readonly closed: boolean
  readonly gone: boolean
  readonly elapsedMs: number
  /** How far the clock was moved on by waiting. */
  readonly movedMs: number
  /** The fault that led here, where the node looks at it. */
  readonly led: FaultFacts | undefined
  /** The wait that this node let a flow run in, and goes on with. */
  readonly resumed: WaitSlice | undefined
  /** The places in queues that the contact had last. */
  readonly places: ReadonlyMap<string, QueuePlace>
}

/** How a walk over all courses of a session (architecture.md §5, check) holds it: it begins at a checkpoint, and time and chance are the walk's. */
export interface SessionWalk extends StepWatch, WalkedChance {
  from?: Checkpoint | undefined
  onEntry(checkpoint: Checkpoint): void
  onHours(): void
  onClock(): void
}

/** Ends a walked session where the walk has no answer for it yet; nothing inside a flow sees or handles it. */
export class SessionCut extends Error {}

export interface SessionOptions {
  /** What a predecessor recorded; its answers are not asked again. */
  recorded?: JournalEntry[]
  sink?: JournalSink
  onTrace?(event: TraceEvent): void
  /** Of whoever runs the session. It is handed to the world and to the nodes; the session itself goes on until they give up. */
  signal?: AbortSignal
  walk?: SessionWalk
  /** Told before each node is entered. A promise holds the session there until it is kept; it must not reject. */
  onStep?(entry: StepEntry): Promise<void> | undefined
}

export interface SessionResult {
  outcome: Outcome
  trace: TraceEvent[]
  journal: JournalEntry[]
  /** What the session began with and its flow has set; nothing secret. */
  variables: Record<string, unknown>
  /** Milliseconds since the session began. */
  elapsedMs: number
}

/** More nodes than any sensible flow passes without asking the world anything, or in one session. */
const stepsWithoutAnswer = 1000
const stepsInAll = 100_000
/** What a flow returns with when its caller goes on waiting in a queue. */
const keepWaiting = 'wait'
const neverAborted = new AbortController().signal

/** How decisive an outcome is: a conversation is not undone by the hang-up that ends it. */
const weight: Record<Outcome['kind'], number> = { abandoned: 0, hangup: 1, error: 2, voicemail: 2, transfer: 3, failover: 3, agent: 3 }

/**
 * Runs one session: enter a node, run it, leave by an exit, go on, until the flow ends or the contact is gone.
 * The same code serves real, simulated and exhaustive runs; only the world differs. Never rejects for what happens inside a flow.
 * @throws JournalMismatch when `recorded` belongs to another course of events; what the world throws once the signal is aborted
 */
export function runSession(program: Program, start: SessionStart, world: World, options: SessionOptions = {}): Promise<SessionResult> {
  return new Session(program, start, world, options).run()
}

class Session implements SessionPort, SessionScope {
  readonly journal: Journal
  readonly call: CallCapability
  language: 'ja' | 'en'
  readonly #program: Program
  readonly #start: SessionStart
  readonly #options: SessionOptions
  readonly #trace: TraceEvent[] = []
  readonly #variables: SessionVariables
  readonly capabilities: SessionCapabilities
  readonly #clock: SessionClock
  readonly #chance: SessionChance
  #led: FaultFacts | undefined
  #resumed: WaitSlice | undefined
  #kept: QueuePlace | undefined
  /** The place in a queue is given up, or the contact is: nothing keeps it any more. */
  #givenUp = false
  readonly places: Map<string, QueuePlace>
  #abort: AbortController | undefined
  #outcome: Outcome | undefined
  #closed = false
  readonly #flows: FlowStack
  /** The visit under way; undefined between two nodes. */
  #visit: Visit | undefined
  #gone = false
  #steps = 0
  #stepsSinceAnswer = 0
  #answers = 0
  #entered = 0
  /** Only where somebody walks along or changes something: other sessions count nothing. */
  readonly #changes: ChangePlan | undefined

  constructor(program: Program, start: SessionStart, world: World, options: SessionOptions) {
    this.#program = program
    this.#start = start
    this.#options = options
    const from = options.walk?.from
    this.language = from?.language ?? spokenLanguage(program.bundle)
    this.#flows = new FlowStack(from?.frames)
    this.#variables = from ? from.variables.copy() : new SessionVariables(program.variables, start.variables, { to: start.to, from: start.from })
    this.journal = new Journal(world, { recorded: options.recorded, sink: options.sink, signal: options.signal ?? neverAborted })
    this.call = new CallCapability(this, from?.queued)
    this.capabilities = new SessionCapabilities(this, this.call, () => this.#visit?.step.id ?? '')
    this.#clock = new SessionClock(start.startedAtMs, program.timeZone, options.walk && { movedMs: from?.movedMs ?? 0 })
    this.#chance = new SessionChance(start.seed, options.walk, start.ways)
    if (options.onStep || start.changes) this.#changes = new ChangePlan(start.changes)
    this.#led = from?.led
    this.places = new Map(from?.places)
    this.#resume(from?.resumed)
    if (!from) return
    this.journal.elapsedMs = from.elapsedMs
    this.#outcome = from.outcome
    this.#closed = from.closed
    this.#gone = from.gone
  }

  async run(): Promise<SessionResult> {
    const from = this.#options.walk?.from
    if (from?.fault) await this.#apologise(from.fault)
    else if (from?.gone) await this.#walkAfterHangup(from.step)
    else {
      try {
        await this.#walk(from?.step ?? this.#entry())
      } catch (error) {
        if (error instanceof ContactGone) await this.#afterHangup(error)
        else await this.#safeDefault(this.#toFault(error))
      }
    }
    this.journal.close()
    const outcome = this.#outcome ?? { kind: 'hangup' }
    this.emit({ kind: 'outcome', atMs: this.journal.elapsedMs, outcome })
    return { outcome, trace: this.#trace, journal: this.journal.entries, variables: this.#variables.told, elapsedMs: this.journal.elapsedMs }
  }

  /** @throws NodeError `unknown-number` */
  #entry(): Step {
    const line = lineAt(this.#program, this.#start.to, this.#start.startedAtMs)
    const flow = line?.flow === undefined ? undefined : this.#program.flows.get(line.flow)
    if (!flow) throw new NodeError('unknown-number', `no call flow answers ${line ? 'this line' : 'the dialled number'}`)
    this.#flows.open(flow, undefined)
    return flow.entry
  }

  // -- what the capabilities stand on

  emit(event: TraceEvent): void {
    if (event.kind === 'decision') this.#closed = event.state !== 'open'
    const told = this.#variables.masked(event)
    this.#trace.push(told)
    this.#options.onTrace?.(told)
  }

  settle(outcome: Outcome): void {
    if (this.#outcome === undefined || weight[outcome.kind] >= weight[this.#outcome.kind]) this.#outcome = outcome
  }

  utterance(id: string, values?: Readonly<Record<string, unknown>>): Utterance | Promise<Utterance> {
    const spoken = this.#program.prompts.get(id)
    if (!spoken) throw new NodeError('unknown-prompt', `there is no prompt "${id}"`)
    const own = spokenLanguage(this.#program.bundle)
    if (this.language === own) return spoken.utterance ?? this.#rendered(spoken, own, spoken.template.text, values)
    if (spoken.other) return spoken.other.utterance ?? this.#rendered(spoken, this.language, spoken.other.template.text, values)
    const wanted = { wanted: this.language }
    return spoken.utterance ? { ...spoken.utterance, ...wanted } : this.#rendered(spoken, own, spoken.template.text, values).then((utterance) => ({ ...utterance, ...wanted }))
  }

  async #rendered({ id, prompt }: SpokenPrompt, language: 'ja' | 'en', template: string, values: Readonly<Record<string, unknown>> | undefined): Promise<Utterance> {
    return toUtterance(id, prompt, language, await this.#filledIn(template, values))
  }

  async queue(id: string): Promise<QueueSettings> {
    const queue = this.#program.queues.get(id)
    if (!queue) throw new NodeError('unknown-queue', `there is no queue "${id}"`)
    const { maxWaitSeconds, maxLength, announceEverySeconds, announceFirst, announceAgain, skills } = queue
    const status = statusOf(queue)
    return {
      maxWaitSeconds, maxLength, announceEverySeconds, ...(skills && { skills }), ...(status && { status }),
      ...(announceFirst === undefined ? {} : { announceFirst: await this.utterance(announceFirst) }),
      ...(announceAgain === undefined ? {} : { announceAgain: await this.utterance(announceAgain) }),
    }
  }

  hours(id: string): HoursAnswer {
    this.#options.walk?.onHours()
    const table = this.#program.hours.get(id)
    const { hours: instead } = this.#start
    if (!table || instead === 'error') throw new NodeError('hours-error', `the hours "${id}" cannot be read`)
    return instead === undefined ? toHoursAnswer(table, table.at(this.#clock.at(this.journal.elapsedMs))) : { state: instead, rule: '', until: null, nextOpen: null }
  }

  table(id: string): ReleaseTable {
    const table = this.#program.tables.get(id)
    if (!table) throw new NodeError('unknown-table', `there is no table "${id}"`)
    return table
  }

  get nowMs(): number {
    this.#options.walk?.onClock()
    return this.#clock.at(this.journal.elapsedMs)
  }

  epochOf(instant: string): number {
    return this.#clock.epochOf(instant)
  }

  dateAt(epochMs: number): string {
    return this.#clock.dateAt(epochMs)
  }

  waited(ms: number): void {
    this.#clock.waited(ms)
  }

  choose(weights: readonly number[]): number {
    return this.#chance.choose(weights)
  }

  get fault(): FaultFacts | undefined {
    return this.#led
  }

  get inLine(): Required<InLine> | undefined {
    const place = this.#givenUp ? undefined : (this.#flows.place ?? this.#kept)
    return place && { inLine: place }
  }

  keep(place: QueuePlace | undefined): void {
    this.#kept = place
  }

  get resumed(): WaitSlice | undefined {
    return this.#resumed
  }

  #resume(wait: WaitSlice | undefined): void {
    this.#resumed = wait
    this.#kept = wait?.place
  }

  // -- what the nodes stand on

  get variables(): Readonly<Record<string, unknown>> {
    return this.#variables.all
  }

  get nodeSignal(): AbortSignal {
    if (!this.#abort) {
      this.#abort = new AbortController()
      if (this.#gone) this.#abort.abort()
    }
    const outer = this.#options.signal
    return outer ? AbortSignal.any([outer, this.#abort.signal]) : this.#abort.signal
  }

  set(name: string, value: unknown, options?: { secret: boolean }): void {
    this.#variables.set(name, value, options?.secret ?? false)
    this.emit({ kind: 'set', atMs: this.journal.elapsedMs, name, value: options?.secret ? '•••' : value })
  }

  async evaluate(text: string): Promise<unknown> {
    return asFault(async () => this.#value(this.#program.expressions.get(text) ?? compileExpression(text)))
  }

  async render(text: string): Promise<string> {
    return this.#filledIn(text)
  }

  async #filledIn(text: string, values?: Readonly<Record<string, unknown>>): Promise<string> {
    return asFault(async () => renderTemplate(this.#program.templates.get(text) ?? compileTemplate(text), (expression) => this.#value(expression, values)))
  }

  #value(expression: Expression, values?: Readonly<Record<string, unknown>>): Promise<unknown> {
    return expression.evaluate(values ? { ...this.#variables.all, ...values } : this.#variables.all, { nowMs: this.#clock.at(this.journal.elapsedMs), random: this.#chance.random, functions: this.#program.functions })
  }

  // -- flows

  /** Node after node until one ends the session. */
  async #walk(first: Step | undefined): Promise<void> {
    for (let step = first; step; ) {
      this.#guardAgainstEndless()
      this.#options.walk?.onEntry(this.#checkpoint(step))
      const held = this.#changes && this.#arrive(step, this.#changes)
      if (held) await held
      try {
        const context = this.#enter(step)
        const result = step.skip === undefined ? await step.type.run(context) : leave(step.skip)
        if (result.kind === 'end') {
          await this.call.flush()
          return this.#left(null)
        }
        step = this.#goOn(step, result)
      } catch (error) {
        step = error instanceof WaitEnded ? this.#afterWait(error) : this.#wayOut(this.#toFault(error))
      }
    }
  }

  /** An agent, or the longest wait, has ended the flow that ran meanwhile: on from the node that joined the queue. @throws the fault of that node */
  #afterWait({ wait }: WaitEnded): Step {
    try {
      return this.#return(wait.result, wait)
    } catch (error) {
      return this.#wayOut(this.#toFault(error))
    }
  }

  #enter(step: Step): StepContext {
    const { visits } = this.#flows.top
    const number = (visits.get(step.id) ?? 0) + 1
    visits.set(step.id, number)
    this.#visit = { step, number, enteredMs: this.journal.elapsedMs }
    return new StepContext(this, step, { visits, number, watch: this.#options.walk })
  }

  /** Makes the changes that are due at a node, and tells whoever walks along. */
  #arrive(step: Step, changes: ChangePlan): Promise<void> | undefined {
    const { visit, due } = changes.enter(step.flow, step.id)
    for (const [name, value] of due) this.#change(name, value)
    return this.#options.onStep?.(this.#stepEntry(step, visit))
  }

  #change(name: string, value: unknown): Readonly<Record<string, unknown>> {
    if (this.#variables.secrets.includes(name)) throw new NodeError('fixed-variable', `the variable "${name}" holds what the caller entered in secret`)
    this.#variables.set(name, value, false)
    this.emit({ kind: 'set', atMs: this.journal.elapsedMs, name, value, by: 'tester' })
    return this.#variables.shown
  }

  #stepEntry({ flow, id }: Step, visit: number): StepEntry {
    const nowMs = this.#clock.at(this.journal.elapsedMs)
    const evaluate = (text: string) => asFault(async () => compileExpression(text).evaluate(this.#variables.all, { nowMs, random: () => 0, functions: this.#program.functions }))
    return { index: this.#entered++, flow, node: id, depth: this.#flows.depth, asked: this.journal.asked, elapsedMs: this.journal.elapsedMs, variables: this.#variables.shown, secrets: this.#variables.secrets, visit, evaluate, change: (name, value) => this.#change(name, value) }
  }

  #checkpoint(step: Step | undefined, fault?: NodeError): Checkpoint {
    return {
      step, fault, frames: this.#flows.frames(), variables: this.#variables.copy(), queued: [...this.call.queued], outcome: this.#outcome, language: this.language, closed: this.#closed, gone: this.#gone,
      elapsedMs: this.journal.elapsedMs, movedMs: this.#clock.movedMs, led: this.#led, resumed: this.#resumed, places: new Map(this.places),
    }
  }

  /** The ways out of a fault: the node's own `error` exit, else the flow's `onError`. @throws the fault, for the safe default */
  #wayOut(fault: NodeError): Step {
    const step = this.#visit?.step
    const errorStep = step?.next.get('error')
    const frame = this.#flows.top
    const next = errorStep ?? (frame.failed ? undefined : frame.flow.onError)
    if (!next) throw fault
    this.#fault(step, fault, errorStep ? 'error-exit' : 'on-error')
    this.#left(errorStep ? 'error' : null)
    if (!errorStep) frame.failed = true
    // Kept only for a node that looks at it: a walk would otherwise tell calls apart that go on alike.
    if (next.type.needs.includes('fault')) this.#led = { code: fault.code, flow: step?.flow ?? '', node: step?.id ?? '', retryable: fault.retryable }
    return next
  }

  #goOn(step: Step, result: Exclude<NodeResult, { kind: 'end' }>): Step {
    switch (result.kind) {
      case 'leave':
        return this.#leave(step, result.exit)
      case 'run-flow':
        return this.#openFlow(result.flow, this.#visit, result.waiting)
      case 'go-to-flow':
        return this.#openFlow(result.flow, undefined)
      case 'return':
        return this.#return(result.result)
    }
  }

  #leave(step: Step, exit: string): Step {
    const next = step.next.get(exit)
    if (!next) throw new NodeError('unconnected-exit', `the exit "${exit}" leads nowhere`)
    this.#left(exit)
    return next
  }

  #openFlow(id: string, caller: Visit | undefined, waiting?: WaitSlice): Step {
    const flow = this.#program.flows.get(id)
    if (!flow) throw new NodeError('unknown-flow', `there is no flow "${id}" that can run`)
    if (caller) this.#flows.open(flow, caller, waiting)
    else this.#flows.replace(flow)
    this.#left(null)
    return flow.entry
  }

  /** Back to the node that ran this flow. From here on a fault is that node's: this flow is over. */
  #return(result: string, ended?: WaitEnd): Step {
    const { caller, waiting } = ended ? this.#flows.closeWait() : this.#flows.close()
    this.#left(null)
    if (waiting && !ended && result === keepWaiting) {
      this.#resume(waiting)
      return caller.step
    }
    if (waiting && ended?.result === 'served') this.settle({ kind: 'agent', target: waiting.place.queue })
    this.#visit = caller
    return this.#leave(caller.step, result)
  }

  /** A flow that turns without asking the world anything would hold the runtime for ever. No way out of a fault may lead back into it. */
  #guardAgainstEndless(): void {
    const answers = this.journal.asked
    this.#stepsSinceAnswer = answers === this.#answers ? this.#stepsSinceAnswer + 1 : 0
    this.#answers = answers
    if (this.#stepsSinceAnswer > stepsWithoutAnswer || ++this.#steps > stepsInAll) throw new NodeError('endless-loop', 'the flow turns without an end')
  }

  // -- ends

  /** The contact is gone: nothing more is said, but the flow may still note something. */
  async #afterHangup(gone: ContactGone): Promise<void> {
    this.#gone = true
    this.#abort?.abort()
    this.settle({ ...(this.#outcome?.kind === 'abandoned' ? this.#outcome : { kind: 'abandoned' }), cause: gone.hangupCause })
    this.#left(null)
    // What `onError` leads to is for the ear of the contact.
    this.#flows.top.failed = true
    await this.#walkAfterHangup(this.#flows.top.flow.onHangup)
  }

  async #walkAfterHangup(first: Step | undefined): Promise<void> {
    this.#givenUp = true
    try {
      await this.#walk(first)
    } catch (error) {
      if (!(error instanceof ContactGone)) this.#fault(this.#visit?.step, this.#toFault(error), 'none')
      this.#left(null)
    }
  }

  /** Apology, then the failover number, else a polite end: what is left when a flow has no answer to a fault. Faults in here end the call. */
  async #safeDefault(fault: NodeError): Promise<void> {
    this.#fault(this.#visit?.step, fault, 'safe-default')
    this.#left(null)
    this.#options.walk?.onEntry(this.#checkpoint(undefined, fault))
    await this.#apologise(fault)
  }

  async #apologise(fault: NodeError): Promise<void> {
    this.#givenUp = true
    try {
      await this.#attempt(() => this.call.answer())
      const failover = this.#failover()
      if (failover) {
        await this.#attempt(() => this.call.play([failover.openGuidance], { bargeIn: false }))
        const reached = await this.#attempt(() => this.call.transfer(failover.destination, { timeoutSeconds: 30, purpose: 'failover' }))
        if (reached?.result !== 'answered') await this.#attempt(() => this.call.play([failover.outOfServiceGuidance], { bargeIn: false }))
      } else await this.#attempt(() => this.call.play([this.#program.bundle.safeDefault.prompt], { bargeIn: false }))
      this.settle({ kind: 'error', cause: fault.code })
      await this.#attempt(() => this.call.hangup())
    } catch (error) {
      if (!(error instanceof ContactGone)) throw error
      this.settle({ kind: 'error', cause: fault.code })
    }
  }

  /** Where the safe default leads. R17: outside reception hours a caller is never connected to anybody; where no hours were asked, nothing forbids it. */
  #failover() {
    if (!this.#program.bundle.safeDefault.failover || this.#closed) return undefined
    const line = lineAt(this.#program, this.#start.to, this.#start.startedAtMs)
    return line?.failover === undefined ? undefined : this.#program.documents.failover.get(line.failover)
  }

  /** A step of the safe default that may fail: the next is tried all the same. */
  async #attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act()
    } catch (error) {
      this.#toFault(error)
      return undefined
    }
  }

  /**
   * Anything an executor throws that is neither a fault nor the contact leaving is a fault of that executor, told as one.
   * @throws what is for others: the contact leaving, a journal of another course, and whoever runs the session giving up
   */
  #toFault(error: unknown): NodeError {
    if (error instanceof NodeError) return error
    if (error instanceof ContactGone || error instanceof JournalMismatch || error instanceof SessionCut || this.#options.signal?.aborted) throw error
    return new NodeError('node-failed', error instanceof Error ? error.message : String(error), { cause: error })
  }

  #fault(step: Step | undefined, { code, message }: NodeError, handledBy: Extract<TraceEvent, { kind: 'fault' }>['handledBy']): void {
    this.emit({ kind: 'fault', atMs: this.journal.elapsedMs, flow: step?.flow ?? '', node: step?.id ?? '', code, message, handledBy })
  }

  /** Ends the visit under way, if there is one. */
  #left(exit: string | null): void {
    if (!this.#visit) return
    const { step, number, enteredMs } = this.#visit
    this.#visit = undefined
    this.#led = undefined
    this.#resume(undefined)
    this.emit({ kind: 'step', atMs: enteredMs, flow: step.flow, node: step.id, type: step.type.type, exit, visit: number })
  }
}

async function asFault<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof ExpressionError ? new NodeError('expression', error.message, { cause: error }) : error
  }
}

function statusOf({ announceStatus = 'none', announceStatusAfterSeconds = 20, announceOnlyChanges = false, positionPrompt, waitPrompt, unknownWaitPrompt }: DocumentOf<'queue'>): StatusAnnouncements | undefined {
  if (announceStatus === 'none') return undefined
  return {
    says: announceStatus, firstAfterSeconds: announceStatusAfterSeconds, repeatUnchanged: !announceOnlyChanges,
    ...(positionPrompt !== undefined && { positionPrompt }), ...(waitPrompt !== undefined && { waitPrompt }), ...(unknownWaitPrompt !== undefined && { unknownWaitPrompt }),
  }
}
