import type { OutsideOperation, Results } from '../operations.ts'
import type { TraceEvent } from '../trace.ts'
import type { CallCapability } from './call.ts'
import { type SessionPort, keepsPlace } from './session.ts'

type Told = Extract<TraceEvent, { kind: 'outside' }>
type Of<Op extends OutsideOperation['op']> = Omit<Extract<OutsideOperation, { op: Op }>, 'op'>

/** What the capabilities that reach outside have in common: what was announced before is heard first, and the trace tells what went out. */
class Outside {
  readonly #session: SessionPort
  readonly #call: CallCapability
  readonly #node: () => string

  constructor(session: SessionPort, call: CallCapability, node: () => string) {
    this.#session = session
    this.#call = call
    this.#node = node
  }

  protected async perform<Op extends OutsideOperation>(operation: Op, told: { what: Told['what']; target: string; value: string }, resultOf: (result: Results[Op['op']]) => string): Promise<Results[Op['op']]> {
    await this.#call.flush()
    const result = await this.#session.journal.perform({ ...operation, ...keepsPlace(this.#session) })
    this.#session.emit({ kind: 'outside', atMs: this.#session.journal.elapsedMs, node: this.#node(), ...told, result: resultOf(result) })
    return result
  }
}

/** Other systems, of the hosts that the administrator allows. */
export class HttpCapability extends Outside {
  /** @throws NodeError `http-refused`, `http-unreachable`, `http-timeout`, `http-too-large`, `http-unreadable` */
  request(request: Of<'http.request'>): Promise<Results['http.request']> {
    const target = `${request.method} ${request.url.split('?')[0] ?? ''}`
    return this.perform({ op: 'http.request', ...request }, { what: 'http', target, value: request.body ?? '' }, ({ status }) => String(status))
  }
}

/** The outbox. A message in it is sent exactly once, also when a runtime dies meanwhile. */
export class MessagesCapability extends Outside {
  /** @throws NodeError `service-messages` */
  send(message: Of<'messages.send'>): Promise<Results['messages.send']> {
    return this.perform({ op: 'messages.send', ...message }, { what: message.by, target: message.to, value: message.text }, ({ result }) => result)
  }
}

/** Work left for people: tasks, cases, callbacks. */
export class RecordsCapability extends Outside {
  /** @throws NodeError `service-records` */
  create(record: Of<'records.create'>): Promise<Results['records.create']> {
    return this.perform({ op: 'records.create', ...record }, { what: record.record, target: record.number, value: [record.title, ...Object.values(record.fields)].join(' / ') }, () => 'created')
  }
}

/** What the agent who takes the call is shown. */
export class DeskCapability extends Outside {
  /** @throws NodeError `service-desk` */
  async show(shown: Of<'desk.show'>): Promise<void> {
    await this.perform({ op: 'desk.show', ...shown }, { what: 'desk', target: shown.title, value: Object.entries(shown.fields).map(([name, value]) => `${name}: ${value}`).join(' / ') }, () => 'shown')
  }
}
