import type { BothLanguages } from './said.ts'

export type Severity = 'error' | 'warning' | 'info'

/** A finding about a document, for people (cli.md). `document` is `kind/id` (or the file where it could not be read that far), `pointer` RFC 6901. */
export interface Problem {
  code: string
  severity: Severity
  document: string
  pointer: string
  node?: string
  message: BothLanguages
  witness?: Witness
}

/** A call that shows the problem; `madoguchi simulate` replays it. */
export interface Witness {
  at: string
  from: string
  to: string
  press: string[]
  agents: number
  faults: string[]
  steps: string[]
}
