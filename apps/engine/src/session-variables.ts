import { NodeError, type TraceEvent } from '@madoguchi/sdk'
import { isFixed } from './variable-changes.ts'

/** The variables of one session: those of the bundle, `contact`, what the session began with, and what its flow sets. */
export class SessionVariables {
  /** All of them, as expressions and nodes read them. */
  readonly all: Record<string, unknown>
  readonly #fixed: Readonly<Record<string, unknown>>
  readonly #told: Record<string, unknown>
  #secrets: Map<string, string> | undefined

  constructor(fixed: Readonly<Record<string, unknown>>, given: Readonly<Record<string, unknown>> | undefined, contact: { to: string; from: string }) {
    this.#fixed = fixed
    this.#told = { ...given }
    this.all = { ...given, ...fixed, contact }
  }

  /** The same variables, from here on apart. */
  copy(): SessionVariables {
    const { to, from } = this.all['contact'] as { to: string; from: string }
    const copy = new SessionVariables(this.#fixed, this.#told, { to, from })
    if (this.#secrets) copy.#secrets = new Map(this.#secrets)
    for (const name of this.#secrets?.keys() ?? []) copy.all[name] = this.all[name]
    return copy
  }

  /**
   * The bundle's own stay as they are: prompts that speak them were folded when it was compiled.
   * @throws NodeError `fixed-variable`
   */
  set(name: string, value: unknown, secret: boolean): void {
    if (isFixed(name, this.#fixed)) throw new NodeError('fixed-variable', `the variable "${name}" cannot be set by a flow`)
    this.all[name] = value
    if (secret) {
      this.#secrets ??= new Map()
      this.#secrets.set(name, typeof value === 'string' || typeof value === 'number' ? String(value) : '')
    }
    if (this.#secrets?.has(name)) delete this.#told[name]
    else this.#told[name] = value
  }

  /** What the session began with and the flow has set, without what is the bundle's or secret. */
  get told(): Record<string, unknown> {
    return this.#told
  }

  /** The names of what is secret. */
  get secrets(): string[] {
    return [...(this.#secrets?.keys() ?? [])]
  }

  /** What is told, with a mark in the place of every secret. */
  get shown(): Record<string, unknown> {
    const shown = Object.entries(this.#told).map(([name, value]) => [name, this.#secrets ? this.#maskDeep(value) : value])
    return Object.fromEntries([...shown, ...[...(this.#secrets?.keys() ?? [])].map((name) => [name, '•••'])])
  }

  /** The event without what is secret, wherever its texts repeat it. */
  masked(event: TraceEvent): TraceEvent {
    if (!this.#secrets) return event
    if (event.kind === 'set') return { ...event, value: this.#secrets.has(event.name) ? '•••' : this.#mask(event.value) }
    if (event.kind === 'heard') return { ...event, text: this.#mask(event.text) }
    if (event.kind === 'fault') return { ...event, message: this.#mask(event.message) }
    return event
  }

  #mask<T>(value: T): T | string {
    if (typeof value !== 'string') return value
    let text: string = value
    for (const secret of this.#secrets?.values() ?? []) if (secret !== '') text = text.replaceAll(secret, '•••')
    return text
  }

  /** Where a value that holds a secret somewhere inside is no single text, its parts are masked. */
  #maskDeep(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((part) => this.#maskDeep(part))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#maskDeep(part)]))
    return typeof value === 'number' ? this.#maskNumber(value) : this.#mask(value)
  }

  #maskNumber(value: number): number | string {
    const text = this.#mask(String(value))
    return text === String(value) ? value : text
  }
}
