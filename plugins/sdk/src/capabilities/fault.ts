import type { SessionPort } from './session.ts'

/** A fault as a flow may look at it: what failed and where, without its message, which may hold what a caller has entered. */
export interface FaultFacts {
  code: string
  flow: string
  node: string
  retryable: boolean
}

/** The fault that led here. */
export class FaultCapability {
  readonly #session: SessionPort

  constructor(session: SessionPort) {
    this.#session = session
  }

  /** The fault whose way out leads straight to this node; undefined when an ordinary exit does. */
  get last(): FaultFacts | undefined {
    return this.#session.fault
  }
}
