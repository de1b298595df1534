import { type OutsideOperation, NodeError } from '@madoguchi/sdk'
import type { Logger } from 'pino'
import type { Said } from '../telephony/world-answers.ts'
import type { HttpClient } from './http-client.ts'
import type { Outbox } from './outbox.ts'
import type { QueueCallbacks } from './queue-callbacks.ts'
import type { ServiceRecords } from './service-records.ts'

/** Which operation of which session asks: the key under which a service does everything once. */
export interface Asker {
  sessionId: string
  /** The number in the journal. */
  n: number
  /** Milliseconds since the session began. */
  elapsedMs?: number
}

/** What the operations of a real call reach besides the telephony. Never throws: what fails is a fault of the node. */
export class OutsideWorld {
  readonly #http: HttpClient
  readonly #outbox: Outbox
  readonly #records: ServiceRecords
  readonly #callbacks: QueueCallbacks
  readonly #log: Pick<Logger, 'warn'>

  constructor(http: HttpClient, outbox: Outbox, records: ServiceRecords, callbacks: QueueCallbacks, log: Pick<Logger, 'warn'>) {
    this.#http = http
    this.#outbox = outbox
    this.#records = records
    this.#callbacks = callbacks
    this.#log = log
  }

  async perform(operation: OutsideOperation, asker: Asker): Promise<Said> {
    try {
      return { result: await this.#do(operation, asker) }
    } catch (cause) {
      const code = cause instanceof NodeError ? cause.code : `service-${operation.op.split('.')[0]}`
      // Neither address nor text: both may be personal.
      this.#log.warn({ sessionId: asker.sessionId, operation: asker.n, op: operation.op, code }, 'a service did not do what a flow asked')
      return { fault: { code, message: cause instanceof NodeError ? cause.message : 'the service failed', retryable: !(cause instanceof NodeError) || cause.retryable } }
    }
  }

  #do(operation: OutsideOperation, asker: Asker): unknown {
    switch (operation.op) {
      case 'http.request':
        return this.#http.request(operation, asker)
      case 'messages.send':
        return this.#outbox.accept(operation, asker)
      case 'records.create':
        return this.#records.create(operation, asker)
      case 'callbacks.request':
        return this.#callbacks.request(operation, asker)
      case 'desk.show':
        // The journal holds it, and the trace tells it to whoever takes the call.
        return {}
    }
  }
}
