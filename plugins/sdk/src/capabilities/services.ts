import { NodeError } from '../faults.ts'
import type { ServiceOperation } from '../operations.ts'
import { type SessionPort, keepsPlace } from './session.ts'

/** A service as its plugin declares it, for one question. */
export type ServiceQuestion = Omit<ServiceOperation, 'op'>

/** The server services of plugins: what an installed package answers outside of a flow. */
export class ServicesCapability {
  readonly #session: SessionPort

  constructor(session: SessionPort) {
    this.#session = session
  }

  /** Asks a service. @throws NodeError `plugin-…` when it fails, answers too late or with what it does not declare */
  async ask(question: ServiceQuestion): Promise<unknown> {
    const { output } = await this.#session.journal.perform({ op: 'service.ask', ...question, ...keepsPlace(this.#session) })
    if (output === undefined) throw new NodeError('plugin-service', `the service ${question.service} of ${question.plugin} answered nothing`)
    return output
  }
}
