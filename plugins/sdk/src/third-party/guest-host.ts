import Value from 'typebox/value'
import { ContactGone, NodeError } from '../faults.ts'
import { nestsDeeper } from '../nests-deeper.ts'
import { type FromGuest as Message, FromGuest, type Guest, type GuestAnswer, type GuestEnd, type StartGuest, type ToGuest } from './guest-messages.ts'

/** Milliseconds of a monotonic clock, and a call after some of them; given from outside. */
export interface GuestTimers {
  now(): number
  after(ms: number, act: () => void): () => void
}

export interface GuestLimits {
  /** How long code may take between two questions, or for an answer of a service. */
  turnMs: number
  /** How long it may take to load. */
  loadMs: number
  /** A message longer than this many bytes ends the guest. */
  messageBytes: number
  /** Questions of one run that are answered as fast as they can be; further ones at `pacedMs` each. */
  freeQuestions: number
  pacedMs: number
  mostQuestions: number
  /** Whoever would have to wait longer for a restart is refused at once: a caller waits in silence meanwhile. */
  patienceMs: number
  longestBackoffMs: number
  healthyMs: number
}

export const guestLimits: GuestLimits = { turnMs: 2_000, loadMs: 10_000, messageBytes: 65_536, freeQuestions: 60, pacedMs: 20, mostQuestions: 200, patienceMs: 500, longestBackoffMs: 30_000, healthyMs: 60_000 }

/** How a guest is, for people. */
export interface GuestState {
  state: 'not-started' | 'starting' | 'running' | 'waiting' | 'stopped'
  /** Ends since it was last healthy. */
  failures: number
  lastFailure?: { why: GuestEnd; message?: string }
}

interface Job {
  id: number
  first: ToGuest
  /** Until when it must be heard of while the guest has its turn; undefined while the world has. */
  turn: (() => void) | undefined
  turnMs: number
  answers: GuestAnswer[]
  /** The number of the question that the world is answering. */
  asking: number | undefined
  faults: Map<number, unknown>
  retries: number
  /** The guest that asked is gone; the next one is told the whole run. */
  stale: boolean
  /** Nobody waits for it any more; kept until the guest lets go of it, so that a loop in it is still seen. */
  over: boolean
  lend: ((what: string, args: unknown) => Promise<unknown>) | undefined
  resolve(result: unknown): void
  reject(error: unknown): void
}

export interface RunRequest {
  type: string
  config: unknown
  signal: AbortSignal
  /** Does what the executor asks for. */
  lend(what: string, args: unknown): Promise<unknown>
}

const mostRetries = 2

/**
 * Hosts the code of one plugin in a guest: started when first needed, kept warm, ended when it loops, floods or swells, and started again with
 * growing pauses. Whoever is answered by it gets a fault then, and goes on. Runs that had no part in the end (the world was answering them, or
 * another one had the turn) are done again in the next guest with the answers they had, as a session is resumed from its journal.
 */
export class GuestHost {
  readonly #start: StartGuest
  readonly #timers: GuestTimers
  readonly #limits: GuestLimits
  readonly #onEnd: ((why: GuestEnd, message?: string) => void) | undefined
  readonly #jobs = new Map<number, Job>()
  #guest: Guest | undefined
  #ready: { manifest: unknown; services: string[] } | undefined
  #waitingForReady: { resolve(ready: { manifest: unknown; services: string[] }): void; reject(error: unknown): void }[] = []
  #cancelLoad: (() => void) | undefined
  #cancelRestart: (() => void) | undefined
  #startedMs = 0
  #notBeforeMs = 0
  #failures = 0
  #lastFailure: GuestState['lastFailure']
  #stopped = false
  #ids = 0

  constructor(start: StartGuest, timers: GuestTimers, options: { limits?: Partial<GuestLimits>; onEnd?: (why: GuestEnd, message?: string) => void } = {}) {
    this.#start = start
    this.#timers = timers
    this.#limits = { ...guestLimits, ...options.limits }
    this.#onEnd = options.onEnd
  }

  get state(): GuestState {
    const state = this.#stopped ? 'stopped' : this.#ready ? 'running' : this.#guest ? 'starting' : this.#cancelRestart ? 'waiting' : 'not-started'
    return { state, failures: this.#failures, ...(this.#lastFailure && { lastFailure: this.#lastFailure }) }
  }

  /** What the package says of itself. @throws NodeError `plugin-…` when it cannot be loaded */
  describe(): Promise<{ manifest: unknown; services: string[] }> {
    if (this.#ready) return Promise.resolve(this.#ready)
    return new Promise((resolve, reject) => {
      this.#waitingForReady.push({ resolve, reject })
      this.#ensureGuest()
    })
  }

  /** Runs an executor. @throws NodeError `plugin-…`, and whatever a capability throws that the executor does not catch */
  run({ type, config, signal, lend }: RunRequest): Promise<unknown> {
    return this.#begin((id) => ({ kind: 'run', id, type, config, answers: [] }), this.#limits.turnMs, lend, signal)
  }

  /** Asks a service. @throws NodeError `plugin-…` */
  ask(service: string, input: unknown, timeoutMs: number, signal?: AbortSignal): Promise<unknown> {
    return this.#begin((id) => ({ kind: 'service', id, service, input }), timeoutMs, undefined, signal)
  }

  stop(): void {
    this.#stopped = true
    this.#cancelRestart?.()
    this.#cancelLoad?.()
    this.#guest?.kill()
    this.#guest = undefined
    this.#ready = undefined
    for (const job of this.#jobs.values()) this.#fail(job, unavailable())
    for (const { reject } of this.#waitingForReady.splice(0)) reject(unavailable())
  }

  async #begin(first: (id: number) => ToGuest, turnMs: number, lend: Job['lend'], signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) throw new ContactGone()
    const id = ++this.#ids
    let leave = () => {}
    try {
      return await new Promise((resolve, reject) => {
        const job: Job = { id, first: first(id), turn: undefined, turnMs, answers: [], asking: undefined, faults: new Map(), retries: 0, stale: false, over: false, lend, resolve, reject }
        this.#jobs.set(id, job)
        const onAbort = () => this.#abandon(job, new ContactGone())
        signal?.addEventListener('abort', onAbort, { once: true })
        leave = () => signal?.removeEventListener('abort', onAbort)
        this.#give(job)
      })
    } finally {
      leave()
    }
  }

  /** It is the guest's turn in a job that it has not heard of yet, or not in this life. */
  #give(job: Job): void {
    if (this.#ready && this.#guest) {
      this.#guest.send(job.first.kind === 'run' ? { ...job.first, answers: job.answers } : job.first)
      return this.#beginTurn(job)
    }
    if (this.#stopped || this.#notBeforeMs - this.#timers.now() > this.#limits.patienceMs) return this.#fail(job, unavailable())
    this.#ensureGuest()
  }

  #beginTurn(job: Job): void {
    job.turn?.()
    job.turn = this.#timers.after(job.turnMs, () => this.#end('timeout', [job]))
  }

  #ensureGuest(): void {
    if (this.#guest || this.#cancelRestart || this.#stopped) return
    const begin = () => {
      this.#cancelRestart = undefined
      this.#startedMs = this.#timers.now()
      this.#cancelLoad = this.#timers.after(this.#limits.loadMs, () => this.#end('timeout'))
      let mine: Guest | undefined
      const isMine = () => mine !== undefined && this.#guest === mine
      mine = this.#guest = this.#start({ message: (message, size) => isMine() && this.#hear(message, size), ended: (why) => void (isMine() && this.#end(why)) })
    }
    const waitMs = this.#notBeforeMs - this.#timers.now()
    if (waitMs <= 0) begin()
    else this.#cancelRestart = this.#timers.after(waitMs, begin)
  }

  /** @returns whether more may be read */
  #hear(message: unknown, size: number): boolean {
    if (size > this.#limits.messageBytes || nestsDeeper(message) || !Value.Check(FromGuest, message)) return this.#end('flood')
    if (message.kind === 'ready') return this.#isReady(message)
    if (message.kind === 'unloadable') return this.#end('unloadable', [], message.message.slice(0, 200))
    const job = this.#jobs.get(message.id)
    // An honest guest speaks in its turn only, so there is nothing to count: whatever comes out of turn is a flood.
    if (!job || job.asking !== undefined || job.turn === undefined) return this.#end('flood', job ? [job] : [])
    job.turn()
    job.turn = undefined
    if (message.kind === 'ask') void this.#answer(job, message)
    else this.#close(job, message)
    return true
  }

  #isReady({ manifest, services }: Extract<Message, { kind: 'ready' }>): boolean {
    if (this.#ready) return this.#end('flood')
    this.#cancelLoad?.()
    this.#ready = { manifest, services }
    for (const { resolve } of this.#waitingForReady.splice(0)) resolve(this.#ready)
    for (const job of this.#jobs.values()) if (job.asking === undefined && !job.over) this.#give(job)
    return true
  }

  async #answer(job: Job, { n, what, args }: Extract<Message, { kind: 'ask' }>): Promise<void> {
    if (job.over) return this.#letGo(job)
    if (!job.lend || n !== job.answers.length) return void this.#end('flood', [job])
    if (n >= this.#limits.mostQuestions) return this.#abandon(job, new NodeError('plugin-flood', 'it asked too many questions in one run'))
    job.asking = n
    try {
      const value: unknown = await job.lend(what, args)
      job.answers.push(value === undefined ? {} : { value })
    } catch (error) {
      if (!(error instanceof NodeError)) return this.#abandon(job, error)
      job.faults.set(n, error)
      job.answers.push({ fault: { code: error.code, message: error.message } })
    }
    if (n >= this.#limits.freeQuestions) await new Promise<void>((resolve) => void this.#timers.after(this.#limits.pacedMs, resolve))
    job.asking = undefined
    if (job.over) return
    const answer = job.answers[n]
    if (!answer) return
    // The guest that asked may be gone: then its successor is told everything from the beginning.
    if (this.#guest && this.#ready && !job.stale) {
      this.#guest.send({ kind: 'answer', id: job.id, answer })
      this.#beginTurn(job)
    } else {
      job.stale = false
      this.#give(job)
    }
  }

  #close(job: Job, message: Extract<Message, { kind: 'done' | 'failed' }>): void {
    this.#jobs.delete(job.id)
    if (job.over) return
    job.over = true
    if (message.kind === 'done') return job.resolve(message.result)
    const asked = message.asked === undefined ? undefined : job.faults.get(message.asked)
    if (asked !== undefined) return job.reject(asked)
    const code = /^[a-z][a-z0-9-]{0,39}$/.test(message.code) ? `plugin-${message.code.replace(/^plugin-/, '')}` : 'plugin-failed'
    job.reject(new NodeError(code, message.message.slice(0, 200), { retryable: true }))
  }

  /** Nobody waits for it any more; the guest is told and must still let go of it in time. */
  #abandon(job: Job, error: unknown): void {
    if (job.over) return
    job.over = true
    job.reject(error)
    this.#letGo(job)
  }

  #letGo(job: Job): void {
    job.asking = undefined
    if (!this.#guest || !this.#ready || job.stale) return void this.#jobs.delete(job.id)
    this.#guest.send({ kind: 'stop', id: job.id })
    this.#beginTurn(job)
  }

  #fail(job: Job, error: NodeError): void {
    job.turn?.()
    this.#jobs.delete(job.id)
    if (job.over) return
    job.over = true
    job.reject(error)
  }

  /**
   * Ends the guest, or notes that it is gone.
   * @param blamed the jobs that brought it about; empty where nobody can say: then all whose turn it was
   * @returns false, for whoever reads its messages
   */
  #end(why: GuestEnd, blamed: readonly Job[] = [], message?: string): false {
    this.#guest?.kill()
    this.#guest = undefined
    this.#ready = undefined
    this.#cancelLoad?.()
    const now = this.#timers.now()
    this.#failures = now - this.#startedMs > this.#limits.healthyMs ? 1 : this.#failures + 1
    this.#lastFailure = { why, ...(message !== undefined && { message }) }
    this.#notBeforeMs = now + (this.#failures < 2 ? 0 : Math.min(this.#limits.longestBackoffMs, 250 * 2 ** (this.#failures - 2)))
    for (const { reject } of this.#waitingForReady.splice(0)) reject(ended(why, message))
    const guilty = new Set(blamed.length > 0 ? blamed : [...this.#jobs.values()].filter(({ turn, asking }) => turn !== undefined || (asking === undefined && why === 'unloadable')))
    for (const job of this.#jobs.values()) {
      job.turn?.()
      job.turn = undefined
      if (job.over) this.#jobs.delete(job.id)
      else if (guilty.has(job) || ++job.retries > mostRetries || job.first.kind === 'service') this.#fail(job, ended(why, message))
      else if (job.asking !== undefined) job.stale = true
      else this.#give(job)
    }
    this.#onEnd?.(why, message)
    return false
  }
}

function unavailable(): NodeError {
  return new NodeError('plugin-unavailable', 'the plugin has failed and is being started again', { retryable: true })
}

const whys: Readonly<Record<GuestEnd, string>> = {
  timeout: 'the plugin did not answer in time and was ended', memory: 'the plugin took too much memory and was ended', flood: 'the plugin sent more than it may and was ended',
  died: 'the plugin ended by itself', unloadable: 'the plugin cannot be loaded',
}

function ended(why: GuestEnd, message?: string): NodeError {
  return new NodeError(`plugin-${why}`, message === undefined ? whys[why] : `${whys[why]}: ${message}`, { retryable: true })
}
