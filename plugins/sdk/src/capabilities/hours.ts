import type { HoursAnswer } from '../trace.ts'
import type { SessionPort } from './session.ts'

/** Business hours at the session's clock. Derived from the release, so never journaled: a replay asks the new release. */
export class HoursCapability {
  readonly #session: SessionPort
  readonly #node: () => string

  constructor(session: SessionPort, node: () => string) {
    this.#session = session
    this.#node = node
  }

  /** The state with the rule that decided. @throws NodeError `hours-error` when the document cannot say; never silently closed. */
  at(document: string): HoursAnswer {
    const answer = this.#session.hours(document)
    this.#session.emit({ kind: 'decision', atMs: this.#session.journal.elapsedMs, node: this.#node(), document, ...answer })
    return answer
  }
}
