import type { SessionPort } from './session.ts'

/** What a session tells the reports. */
export class ReportsCapability {
  readonly #session: SessionPort
  readonly #node: () => string

  constructor(session: SessionPort, node: () => string) {
    this.#session = session
    this.#node = node
  }

  /** Notes that a contact came this far. @param name the id of a milestone in `bundle.json` */
  milestone(name: string): void {
    this.#session.emit({ kind: 'milestone', atMs: this.#session.journal.elapsedMs, node: this.#node(), name })
  }
}
