import type { Capabilities, CapabilityName, NodeContext } from '@madoguchi/sdk'
import type { Step } from './program.ts'

/** What a session lends to the nodes it runs. */
export interface SessionScope {
  readonly capabilities: Capabilities
  readonly variables: Readonly<Record<string, unknown>>
  readonly nodeSignal: AbortSignal
  set(name: string, value: unknown, options?: { secret: boolean }): void
  evaluate(expression: string): Promise<unknown>
  render(template: string): Promise<string>
}

/** Told of what a node looks at besides its config and its answers. */
export interface StepWatch {
  onVisitRead(step: Step): void
  onVariablesRead(): void
}

/**
 * What one node gets for one visit. Everything is made when it is asked for: most nodes ask for little, and an object full of functions
 * for each step would be a third of the time of a simulated call. Only the capabilities that the type needs are there.
 */
export class StepContext implements NodeContext<unknown> {
  readonly config: unknown
  readonly #session: SessionScope
  readonly #step: Step
  readonly #visit: { visits: Map<string, number>; number: number; watch: StepWatch | undefined }

  constructor(session: SessionScope, step: Step, visit: { visits: Map<string, number>; number: number; watch: StepWatch | undefined }) {
    this.config = step.config
    this.#session = session
    this.#step = step
    this.#visit = visit
  }

  get visit(): number {
    this.#visit.watch?.onVisitRead(this.#step)
    return this.#visit.number
  }

  get call(): Capabilities['call'] {
    return this.#needed('call')
  }

  get queue(): Capabilities['queue'] {
    return this.#needed('queue')
  }

  get hours(): Capabilities['hours'] {
    return this.#needed('hours')
  }

  get tables(): Capabilities['tables'] {
    return this.#needed('tables')
  }

  get clock(): Capabilities['clock'] {
    return this.#needed('clock')
  }

  get chance(): Capabilities['chance'] {
    return this.#needed('chance')
  }

  get fault(): Capabilities['fault'] {
    return this.#needed('fault')
  }

  get reports(): Capabilities['reports'] {
    return this.#needed('reports')
  }

  get http(): Capabilities['http'] {
    return this.#needed('http')
  }

  get messages(): Capabilities['messages'] {
    return this.#needed('messages')
  }

  get records(): Capabilities['records'] {
    return this.#needed('records')
  }

  get desk(): Capabilities['desk'] {
    return this.#needed('desk')
  }

  get services(): Capabilities['services'] {
    return this.#needed('services')
  }

  get variables(): Readonly<Record<string, unknown>> {
    this.#visit.watch?.onVariablesRead()
    return this.#session.variables
  }

  get signal(): AbortSignal {
    return this.#session.nodeSignal
  }

  get forgetVisits(): () => void {
    return () => void this.#visit.visits.delete(this.#step.id)
  }

  get set(): NodeContext<unknown>['set'] {
    return (name, value, options) => this.#session.set(name, value, options)
  }

  get evaluate(): NodeContext<unknown>['evaluate'] {
    return (expression) => this.#session.evaluate(expression)
  }

  get render(): NodeContext<unknown>['render'] {
    return (template) => this.#session.render(template)
  }

  /** A type that uses what it does not name in `needs` fails here as it does in `describeNode`. */
  #needed<Name extends CapabilityName>(name: Name): Capabilities[Name] {
    if (!this.#step.type.needs.includes(name)) throw new TypeError(`${this.#step.type.type} uses "${name}" without naming it in needs`)
    return this.#session.capabilities[name]
  }
}
