import { CallCapability } from '../capabilities/call.ts'
import { ChanceCapability } from '../capabilities/chance.ts'
import { ClockCapability } from '../capabilities/clock.ts'
import { FaultCapability } from '../capabilities/fault.ts'
import { DeskCapability, HttpCapability, MessagesCapability, RecordsCapability } from '../capabilities/outside.ts'
import { HoursCapability } from '../capabilities/hours.ts'
import { QueueCapability } from '../capabilities/queue.ts'
import { ReportsCapability } from '../capabilities/reports.ts'
import { ServicesCapability } from '../capabilities/services.ts'
import type { SessionPort } from '../capabilities/session.ts'
import type { QueuePlace } from '../operations.ts'
import { type TableAnswer, TablesCapability } from '../capabilities/tables.ts'
import { ContactGone, NodeError } from '../faults.ts'
import { Journal, type JournalEntry } from '../journal.ts'
import type { Capabilities, NodeContext, NodeResult, NodeType } from '../node.ts'
import type { Circumstances } from './circumstances.ts'
import type { NodeFixture } from './fixture.ts'
import { EndlessNode, ScriptedWorld } from './scripted-world.ts'

/** How one run of a node ended. */
export type Ending =
  | { kind: 'result'; result: NodeResult }
  | { kind: 'fault'; code: string }
  | { kind: 'gone' }
  | { kind: 'crash'; message: string }
  | { kind: 'endless'; message: string }

/** One run of a node against a script: how it ended, and everything it did on the way. */
export interface Run {
  ending: Ending
  entries: JournalEntry[]
  world: ScriptedWorld
  circumstances: Circumstances
  /** What it set, settled, forgot and told the trace, in order. */
  effects: unknown[]
}

export interface Script {
  answer: ConstructorParameters<typeof ScriptedWorld>[0]
  circumstances: Circumstances
  /** The journal of a run that was cut. */
  recorded?: JournalEntry[]
  /** The contact is gone before the node begins. */
  aborted?: boolean
}

/** Longer than any script takes, which answers at once. */
const patienceMs = 500

/** Runs one node once. Never throws for what the node does; that is the `ending`. */
export async function runNode<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>, script: Script): Promise<Run> {
  const abort = new AbortController()
  if (script.aborted) abort.abort()
  const world = new ScriptedWorld(script.answer, abort)
  const journal = new Journal(world, { signal: abort.signal, ...(script.recorded ? { recorded: structuredClone(script.recorded) } : {}) })
  const effects: unknown[] = []
  const context = contextFor(nodeType, fixture, script.circumstances, sessionFor(journal, script.circumstances, fixture, effects), effects, abort.signal)
  const ending = await endingOf(() => nodeType.run(context))
  return { ending, entries: structuredClone(journal.entries), world, circumstances: script.circumstances, effects }
}

function sessionFor(journal: Journal, circumstances: Circumstances, fixture: NodeFixture<unknown>, effects: unknown[]): SessionPort {
  let draws = 0
  let kept: QueuePlace | undefined = fixture.resumed?.place
  return {
    journal,
    language: 'ja',
    utterance: (prompt) => ({ prompt, text: prompt, audio: '0'.repeat(64), seconds: 2 }),
    queue: (id) => ({ maxWaitSeconds: 600, maxLength: 50, announceEverySeconds: 45, ...fixture.queues?.[id] }),
    hours: (document) => circumstances.hours(document),
    table: (document) => ({ lookup: () => circumstances.table(document), decide: () => decided(circumstances.table(document)) }),
    get nowMs() {
      return circumstances.beginsAtMs() + journal.elapsedMs
    },
    epochOf,
    dateAt: (ms) => new Date(ms + offsetMs).toISOString().slice(0, 10),
    waited: (ms) => effects.push({ waited: ms }),
    choose: (weights) => circumstances.choose(weights, draws++),
    get fault() {
      return circumstances.fault()
    },
    get inLine() {
      return kept && { inLine: kept }
    },
    keep: (place) => void (kept = place),
    places: new Map(),
    resumed: fixture.resumed,
    emit: (event) => effects.push(structuredClone(event)),
    settle: (outcome) => effects.push({ settled: outcome }),
  }
}

const offsetMs = 9 * 3_600_000

function epochOf(instant: string): number {
  const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(instant) ? instant : `${instant}+09:00`)
  if (Number.isNaN(ms)) throw new NodeError('unreadable-time', `${instant} is no date and time`)
  return ms
}

function decided(answer: TableAnswer | undefined): TableAnswer {
  if (answer === undefined) throw new Error('a decision table always says something: leave undefined out of what the fixture tells')
  return answer
}

function contextFor<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>, circumstances: Circumstances, session: SessionPort, effects: unknown[], signal: AbortSignal): NodeContext<Config> {
  const call = new CallCapability(session)
  const capabilities: Capabilities = { call, queue: new QueueCapability(session, call, () => 'node'), hours: new HoursCapability(session, () => 'node'), ...furtherCapabilities(session), ...outsideCapabilities(session, call) }
  const needed = Object.fromEntries(nodeType.needs.map((name) => [name, capabilities[name]]))
  const scope = {
    config: frozen(structuredClone(fixture.config)),
    visit: circumstances.visit(),
    forgetVisits: () => effects.push('forgot the visits'),
    variables: frozen(structuredClone(fixture.variables ?? {})),
    set: (name: string, value: unknown, options?: { secret: boolean }) => effects.push({ set: name, value, ...options }),
    evaluate: async (expression: string) => circumstances.evaluate(expression),
    render: async (template: string) => template,
    signal,
    ...needed,
  }
  // Only the capabilities in `needs` are there, as in the engine; one that is used without being named crashes the node, which is a finding.
  return scope as unknown as NodeContext<Config>
}

function furtherCapabilities(session: SessionPort): Pick<Capabilities, 'tables' | 'clock' | 'chance' | 'fault' | 'reports' | 'services'> {
  const node = () => 'node'
  return { tables: new TablesCapability(session, node), clock: new ClockCapability(session, node), chance: new ChanceCapability(session), fault: new FaultCapability(session), reports: new ReportsCapability(session, node), services: new ServicesCapability(session) }
}

function outsideCapabilities(session: SessionPort, call: CallCapability): Pick<Capabilities, 'http' | 'messages' | 'records' | 'desk'> {
  const node = () => 'node'
  return { http: new HttpCapability(session, call, node), messages: new MessagesCapability(session, call, node), records: new RecordsCapability(session, call, node), desk: new DeskCapability(session, call, node) }
}

async function endingOf(run: () => Promise<NodeResult>): Promise<Ending> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<Ending>((resolve) => (timer = setTimeout(() => resolve({ kind: 'endless', message: 'it waits for something that no capability will ever answer' }), patienceMs)))
  const ending = run().then(
    (result): Ending => ({ kind: 'result', result }),
    (error: unknown): Ending => {
      if (error instanceof NodeError) return { kind: 'fault', code: error.code }
      if (error instanceof ContactGone) return { kind: 'gone' }
      if (error instanceof EndlessNode) return { kind: 'endless', message: error.message }
      return { kind: 'crash', message: String(error) }
    },
  )
  try {
    return await Promise.race([ending, patience])
  } finally {
    clearTimeout(timer)
  }
}

/** Frozen all the way down: a node that writes into its config or variables would do something else when it is run again. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}
