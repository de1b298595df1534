import type { BothLanguages, LocalisedText } from '@madoguchi/schemas'
import type { Static, TSchema } from 'typebox'
import type { CallCapability } from './capabilities/call.ts'
import type { ChanceCapability } from './capabilities/chance.ts'
import type { ClockCapability } from './capabilities/clock.ts'
import type { FaultCapability } from './capabilities/fault.ts'
import type { HoursCapability } from './capabilities/hours.ts'
import type { DeskCapability, HttpCapability, MessagesCapability, RecordsCapability } from './capabilities/outside.ts'
import type { QueueCapability } from './capabilities/queue.ts'
import type { WaitSlice } from './capabilities/session.ts'
import type { ReportsCapability } from './capabilities/reports.ts'
import type { ServicesCapability } from './capabilities/services.ts'
import type { TablesCapability } from './capabilities/tables.ts'
import type { Exit } from './exits.ts'
import type { Operation } from './operations.ts'

/** What a node may be given (architecture.md §1). */
export interface Capabilities {
  call: CallCapability
  queue: QueueCapability
  hours: HoursCapability
  tables: TablesCapability
  clock: ClockCapability
  chance: ChanceCapability
  fault: FaultCapability
  reports: ReportsCapability
  http: HttpCapability
  messages: MessagesCapability
  records: RecordsCapability
  desk: DeskCapability
  services: ServicesCapability
}
export type CapabilityName = keyof Capabilities

/** What a node decides: leave by an exit, end the session, or go on in another flow. */
export type NodeResult =
  | { kind: 'leave'; exit: string }
  | { kind: 'end' }
  | { kind: 'run-flow'; flow: string; waiting?: WaitSlice }
  | { kind: 'go-to-flow'; flow: string }
  | { kind: 'return'; result: string }

export const leave = (exit: string): NodeResult => ({ kind: 'leave', exit })
/** Ends the session; what is still queued is spoken first. */
export const end = (): NodeResult => ({ kind: 'end' })
/** Runs another flow and comes back by the exit that it returns with. */
export const runFlow = (flow: string): NodeResult => ({ kind: 'run-flow', flow })
/**
 * Runs another flow while the caller keeps a place in a queue. When it returns `wait`, this node runs again; any other result is its exit, and so is
 * how the wait ends meanwhile (`served`, `timeout`).
 */
export const runWhileWaiting = (flow: string, waiting: WaitSlice): NodeResult => ({ kind: 'run-flow', flow, waiting })
/** Goes on in another flow and does not come back. */
export const goToFlow = (flow: string): NodeResult => ({ kind: 'go-to-flow', flow })
/** Ends the present flow for the node that ran it, which leaves by the exit of this name. */
export const returnWith = (result: string): NodeResult => ({ kind: 'return', result })

/** What every node gets, whatever it needs besides. */
export interface NodeScope<Config> {
  config: Config
  /** How often this node has been entered in this run of its flow, from 1. */
  visit: number
  /** Starts the count of visits anew, for a loop that was left. */
  forgetVisits(): void
  variables: Readonly<Record<string, unknown>>
  /** Sets a session variable. The value of a `secret` one appears in no trace, log or report. */
  set(name: string, value: unknown, options?: { secret: boolean }): void
  /** A JSONata expression of the config, bound to the session's variables, clock and seed. @throws NodeError `expression` */
  evaluate(expression: string): Promise<unknown>
  /** A text of the config with its `{{expressions}}` filled in. @throws NodeError `expression` */
  render(template: string): Promise<string>
  /** Aborted when the contact is gone. */
  signal: AbortSignal
}

export type NodeContext<Config, Needs extends CapabilityName = CapabilityName> = NodeScope<Config> & Pick<Capabilities, Needs>

export type FlowKind = 'call' | 'dialogue'

/**
 * What a node may do to a contact besides speaking, so that a flow can be judged without running it (R17, R19). `connects`: to an agent, a
 * queue or a number; `ends`: the session is over; `returns`: the flow gives way to the one that ran it. Held against every run by `describeNode`.
 */
export type NodeEffect = 'answers' | 'connects' | 'records' | 'ends' | 'returns'

/** A question that is answered with one key, as the rules of A09 see it. Pointers are relative to the config. */
export interface KeyMenu {
  /** The id of the prompt that offers the choices. */
  prompt: string
  promptPointer: string
  /** Each key leaves by the exit of its name. */
  choices: readonly { key: string; label: LocalisedText; pointer: string }[]
  /** The exits taken when no key was pressed, and when only wrong ones were. */
  noInput: string
  noMatch: string
}

/** A table that a node asks, so that table and node can be held against each other, and calls be tried with what stands in it. Pointers are relative to the config. */
export interface TableUse {
  table: string
  pointer: string
  /** `data`: looked up by key; `decision`: decided by inputs. */
  as: 'data' | 'decision'
  /** Only where its keys must be telephone numbers. */
  keys?: 'phone'
  /** The columns or results that it reads. */
  reads: readonly NamedPlace[]
  /** The inputs that it gives to a decision table. */
  gives: readonly NamedPlace[]
  /** The result by which it leaves, with the values that it has exits for. */
  leavesBy?: NamedPlace & { values: readonly string[] }
}

export interface NamedPlace {
  name: string
  pointer: string
}

/** A form that a node fills in, so that its fields can be held against those of the form. Pointers are relative to the config. */
export interface FormUse {
  form: string
  fills: readonly NamedPlace[]
}

/** Callers told apart by their numbers, as the rule of A08 sees it: entries as people write them, and a table whose keys are such entries. */
export interface CallerList {
  entries: readonly { number: string; pointer: string }[]
  table?: { id: string; pointer: string }
  /** Who is refused: those in the list, or all others. */
  refuses: 'listed' | 'others'
}

/** An instant at which a node begins to do something else, for the check to try: `leadSeconds` before a time of day, an instant, or an opening of hours. */
export type Moment = { leadSeconds: number } & ({ time: string } | { instant: string } | { opening: string })

/** A node type as the engine and the studio know it: everything about a step, without a name of it anywhere else. */
export interface NodeType<Config = unknown> {
  type: string
  /** The package of a third party that it comes from; then only bundles that list this package may use it. */
  plugin?: string
  title: BothLanguages
  description: BothLanguages
  /** SVG path data on a 24×24 grid, drawn as a stroke. */
  icon: string
  /** The kinds of flow it may stand in. */
  kinds: readonly FlowKind[]
  needs: readonly CapabilityName[]
  config: TSchema
  exits(config: Config): Exit[]
  /** One line for the card on the canvas. */
  summary?(config: Config): LocalisedText | undefined
  /**
   * Old exit → new exit when a config change renames exits, so that wiring keeps its meaning. An exit left out keeps its name,
   * unless another exit is renamed to it: the renamed one then takes its place.
   */
  rewire?(before: Config, after: Config): Record<string, string>
  /** Problems that the schema cannot say, e.g. two choices on one key. Pointers are relative to the config. */
  problems?(config: Config): { code: string; pointer: string; message: BothLanguages }[]
  /** What it may do besides speaking; nothing where left out. */
  effects?: readonly NodeEffect[]
  /**
   * The operations in which somebody else has a part (a queue, a number that is rung, a slot), since `needs` does not tell them apart. They say
   * what can come of the node, for whoever brings it about. Held against every run by `describeNode`.
   */
  asks?: readonly Operation['op'][]
  /** Only a node of a third party: the services of its plugin that it asks, each with one answer of each class. */
  services?: readonly { plugin: string; service: string; samples: readonly unknown[] }[]
  /** Only a node that offers choices by key: what it offers. */
  menu?(config: Config): KeyMenu
  /** Only a node that asks tables: which, and for what. */
  tables?(config: Config): TableUse[]
  /** Only a node that opens a form for an agent. */
  form?(config: Config): FormUse
  /** Only a node that tells callers apart by a list of numbers. */
  callers?(config: Config): CallerList
  /** Only a node that looks at the clock. */
  moments?(config: Config): Moment[]
  run(context: NodeContext<Config>): Promise<NodeResult>
}

/**
 * Defines a node type. The config's type, validator, form, JSON completion and published schema all come from `config`.
 * `run` sees only the capabilities named in `needs`, and must be deterministic given its config, variables and their answers.
 */
export function defineNode<const Schema extends TSchema, const Needs extends readonly CapabilityName[]>(definition: {
  type: string
  title: BothLanguages
  description: BothLanguages
  icon: string
  kinds?: readonly FlowKind[]
  needs: Needs
  config: Schema
  exits(config: Static<Schema>): Exit[]
  summary?(config: Static<Schema>): LocalisedText | undefined
  rewire?(before: Static<Schema>, after: Static<Schema>): Record<string, string>
  problems?(config: Static<Schema>): { code: string; pointer: string; message: BothLanguages }[]
  effects?: readonly NodeEffect[]
  asks?: readonly Operation['op'][]
  menu?(config: Static<Schema>): KeyMenu
  tables?(config: Static<Schema>): TableUse[]
  form?(config: Static<Schema>): FormUse
  callers?(config: Static<Schema>): CallerList
  moments?(config: Static<Schema>): Moment[]
  run(context: NodeContext<Static<Schema>, Needs[number]>): Promise<NodeResult>
}): NodeType<Static<Schema>> {
  return { kinds: ['call'], ...definition }
}
