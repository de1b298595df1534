import type Type from 'typebox'
import type { TSchema } from 'typebox'
import { CallFlow } from './documents/flow.ts'
import { Failover } from './documents/failover.ts'
import { Form } from './documents/form.ts'
import { Holidays, Hours } from './documents/hours.ts'
import { Numbers } from './documents/numbers.ts'
import { Prompts } from './documents/prompts.ts'
import { Queue } from './documents/queue.ts'
import { Scenario } from './documents/scenario.ts'
import { Table } from './documents/table.ts'
import { Template } from './documents/template.ts'

/** The schema of each kind of document, in the order in which people meet them. */
export const documentSchemas = {
  numbers: Numbers,
  call: CallFlow,
  hours: Hours,
  holidays: Holidays,
  prompts: Prompts,
  queue: Queue,
  failover: Failover,
  table: Table,
  form: Form,
  scenario: Scenario,
  template: Template,
} as const satisfies Record<string, TSchema>

export type DocumentKind = keyof typeof documentSchemas
/** The document of one kind, as its schema says. */
export type DocumentOf<Kind extends DocumentKind> = Type.Static<(typeof documentSchemas)[Kind]>
export type AnyDocument = { [Kind in DocumentKind]: DocumentOf<Kind> }[DocumentKind]
export const documentKinds = Object.keys(documentSchemas) as DocumentKind[]
