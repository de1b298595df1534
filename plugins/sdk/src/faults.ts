import type { WaitEnd } from './operations.ts'

/**
 * The four outcomes of a node never mix (architecture.md §3): an expected result is an exit, a contact that is gone aborts,
 * a fault throws `NodeError`, and a bad configuration is a problem long before a call.
 */
export class NodeError extends Error {
  readonly code: string
  /** Whether the same act may succeed when it is tried again. */
  readonly retryable: boolean

  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'NodeError'
    this.code = code
    this.retryable = options.retryable ?? false
  }
}

/** The caller has hung up, or the channel is lost: nothing more can be said to this contact. */
export class ContactGone extends Error {
  /** Why, in the words of Q.850 / SIP as the telephony gave them, e.g. `NORMAL_CLEARING`. */
  readonly hangupCause: string

  constructor(hangupCause = 'NORMAL_CLEARING') {
    super(`the contact is gone: ${hangupCause}`)
    this.name = 'ContactGone'
    this.hangupCause = hangupCause
  }
}

/** An agent has taken the caller, or the longest wait is over, while a flow ran that keeps a place in a queue. It leads back to the node that joined. */
export class WaitEnded extends Error {
  readonly wait: WaitEnd

  constructor(wait: WaitEnd) {
    super(`the wait is over: ${wait.result}`)
    this.name = 'WaitEnded'
    this.wait = wait
  }
}
