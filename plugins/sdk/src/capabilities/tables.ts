import type { SessionPort } from './session.ts'

/** A cell: what a table says for one column. Nothing is null. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

/** What a table says, and which place of the document said it (RFC 6901). */
export interface TableAnswer {
  row: Row
  rule: string
}

/** A table of the release, as a session asks it. */
export interface ReleaseTable {
  /** @returns undefined when no row has the key @throws NodeError `table-use` for a decision table, `table-input` for what is no key */
  lookup(key: unknown): TableAnswer | undefined
  /** The first row whose conditions all hold, else the default row. @throws NodeError `table-use` for a data table, `table-input` for a value of another type */
  decide(inputs: Readonly<Record<string, unknown>>): TableAnswer
}

/** The tables of the release. Derived from it, so never journaled: a replay asks the new release. */
export class TablesCapability {
  readonly #session: SessionPort
  readonly #node: () => string

  constructor(session: SessionPort, node: () => string) {
    this.#session = session
    this.#node = node
  }

  /** The row of a key. @throws NodeError `unknown-table`, `table-use`, `table-input` */
  lookup(document: string, key: unknown): Row | undefined {
    const answer = this.#session.table(document).lookup(key)
    this.#tell(document, answer)
    return answer?.row
  }

  /** What a decision table comes to. @throws NodeError `unknown-table`, `table-use`, `table-input` */
  decide(document: string, inputs: Readonly<Record<string, unknown>>): Row {
    const answer = this.#session.table(document).decide(inputs)
    this.#tell(document, answer)
    return answer.row
  }

  /** Neither key nor inputs are told: they may be what a caller has entered. */
  #tell(document: string, answer: TableAnswer | undefined): void {
    this.#session.emit({ kind: 'table', atMs: this.#session.journal.elapsedMs, node: this.#node(), document, rule: answer?.rule ?? null })
  }
}
