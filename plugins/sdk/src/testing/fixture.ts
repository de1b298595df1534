import type { FaultFacts } from '../capabilities/fault.ts'
import type { QueueSettings, WaitSlice } from '../capabilities/session.ts'
import type { Row } from '../capabilities/tables.ts'

/** One configuration of a node under test, with what it is to meet. Everything that the world can answer is run through by itself. */
export interface NodeFixture<Config> {
  name: string
  config: Config
  variables?: Record<string, unknown>
  /** The values that each expression of the config may come to; every one is tried, and that it cannot be evaluated. The real JSONata is the engine's. */
  expressions?: Record<string, readonly unknown[]>
  /** Which visits of the node are tried; only the first where nothing is said. */
  visits?: readonly number[]
  /** What each table may say to it; undefined: no row has the key. Every one is tried, and that the table cannot be asked. */
  tables?: Record<string, readonly (Row | undefined)[]>
  /** The instants at which the node may begin (ISO 8601); 2026-11-24T10:00+09:00 where nothing is said. Local times are those of +09:00. */
  instants?: readonly string[]
  /** When each hours document opens next, while it is not open; never where nothing is said. */
  nextOpen?: string
  /** The faults that may lead to it; undefined: an ordinary exit does. */
  faults?: readonly (FaultFacts | undefined)[]
  /** How queues differ from one of 600 s and 50 callers without announcements. */
  queues?: Record<string, Partial<QueueSettings>>
  /** The wait that the node let a flow run in, and now goes on with. */
  resumed?: WaitSlice
}

/** What is wrong with a node, by the rule that it breaks. */
export interface Finding {
  rule: Rule
  fixture?: string
  message: string
}

/** The rules of the conformance suite, with what each demands. */
export const rules = {
  definition: 'has a type, titles, descriptions and an icon',
  schema: 'has a strict schema whose every property is named in Japanese and English',
  fixture: 'accepts its fixtures',
  exits: 'declares each exit once, with a title',
  rewire: 'keeps its wiring when nothing changed',
  ends: 'ends, whatever it is answered',
  effects: 'does to the contact exactly what it declares, over all answers of its capabilities',
  menu: 'offers the keys that it has exits for',
  reached: 'leaves by exactly the exits that it declares, over all answers of its capabilities',
  faults: 'lets every fault through as a NodeError and throws nothing else',
  gone: 'ends at once when the contact is gone',
  deterministic: 'does the same again under the same answers',
  resumed: 'leaves by the same exit after a cut at any capability call, with each command sent once',
} as const
export type Rule = keyof typeof rules
