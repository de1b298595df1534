import type pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { system } from '../people/actor.ts'
import { appendBodies } from './append-audit.ts'
import { type AuditFact, toAuditBody } from './audit-body.ts'

/** What the writer tells the log of the runtime; never the content of an entry. */
export interface AuditReport {
  /** Entries wait in memory since the database does not take them. */
  waiting(entries: number, cause: unknown): void
  recovered(): void
  /** Entries that will never stand in the log: the queue was full, the runtime stopped without a database, or the database refuses this one. */
  lost(entries: number, cause: unknown): void
}

interface Waiting {
  body: string
  /** Who waits for it; none: it is tried again until it stands in the log. */
  settle: ((fault: unknown) => void) | undefined
  /** What became of it; none: it still has to be written. */
  end?: 'written' | 'lost'
}

const batchSize = 500
const gatherMs = 5
const retryMs = 500

/**
 * Appends what is not tied to a write (sensitive reads, refusals), many requests in one transaction: appending holds a lock until the
 * commit, so one commit an entry would let a burst of refused log-ins stand in a row.
 *
 * idle → (an entry) → gathering for 5 ms → writing a batch → idle. The database away: those who wait are refused, the others stay queued and
 * are tried again; of what does not fit into the queue the number is logged, and told in the log itself when it is back.
 */
export class AuditWriter {
  readonly #pool: pg.Pool
  readonly #clock: () => Date
  readonly #report: AuditReport
  readonly #queueLimit: number
  #queue: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #away = false
  #lost = 0
  #stopped = false

  constructor(pool: pg.Pool, clock: () => Date, report: AuditReport, queueLimit = 10_000) {
    this.#pool = pool
    this.#clock = clock
    this.#report = report
    this.#queueLimit = queueLimit
  }

  /** Resolves when the entry stands in the log. What it tells of must not be handed out before. @throws when the database does not take it */
  append(actor: Actor, fact: AuditFact): Promise<void> {
    return new Promise((resolve, reject) => this.#add({ body: this.#toBody(actor, fact), settle: (fault) => (fault === undefined ? resolve() : reject(fault)) }))
  }

  /** For what has happened already and cannot be refused any more, e.g. a wrong password. Never throws, never waits. */
  note(actor: Actor, fact: AuditFact): void {
    this.#add({ body: this.#toBody(actor, fact), settle: undefined })
  }

  /** Resolves when everything given so far stands in the log, or the database was found away. */
  async flush(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#work()
      if (this.#away) return
    }
    await this.#working
  }

  /** Writes what waits; what cannot be written any more is counted as lost. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.flush()
    const left = this.#queue.splice(0)
    for (const { settle } of left) settle?.(new Error('the runtime stops'))
    const lost = left.filter(({ settle }) => settle === undefined).length + this.#lost
    if (lost > 0) this.#report.lost(lost, new Error('the runtime stops'))
  }

  #toBody(actor: Actor, fact: AuditFact): string {
    return toAuditBody(actor, fact, this.#clock())
  }

  #add(entry: Waiting): void {
    if (this.#stopped || this.#queue.length >= this.#queueLimit) return this.#lose(entry, new Error(this.#stopped ? 'the runtime stops' : 'the queue of the audit log is full'))
    this.#queue.push(entry)
    this.#schedule(this.#away ? retryMs : gatherMs)
  }

  #lose(entry: Waiting, cause: unknown): void {
    entry.end = 'lost'
    if (entry.settle !== undefined) return entry.settle(cause)
    this.#lost++
    this.#report.lost(1, cause)
  }

  #schedule(ms: number): void {
    if (this.#timer !== undefined || this.#working !== undefined || this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#work()
    }, ms)
    this.#timer.unref()
  }

  #work(): Promise<void> {
    this.#working ??= this.#drain().finally(() => {
      this.#working = undefined
      if (this.#queue.length > 0) this.#schedule(this.#away ? retryMs : gatherMs)
    })
    return this.#working
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, batchSize)
      try {
        await this.#write(batch)
      } catch (cause) {
        return this.#keep(batch, cause)
      }
      if (this.#away) this.#report.recovered()
      this.#away = false
      if (this.#lost > 0 && batch.some(({ end }) => end === 'written')) this.#tellLost()
    }
  }

  /** One entry that the database refuses must not take the others with it: the batch is halved until it stands alone. */
  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      await inTransaction(this.#pool, (client) => appendBodies(client, batch.map(({ body }) => body)))
    } catch (cause) {
      if (!isRefusal(cause)) throw cause
      const [only] = batch
      if (batch.length === 1 && only !== undefined) return this.#lose(only, cause)
      const middle = Math.ceil(batch.length / 2)
      await this.#write(batch.slice(0, middle))
      return this.#write(batch.slice(middle))
    }
    for (const entry of batch) {
      entry.end = 'written'
      entry.settle?.(undefined)
    }
  }

  /** The database is away: nobody waits for it, what cannot be refused stays in front of the queue. */
  #keep(batch: readonly Waiting[], cause: unknown): void {
    const asked = [...batch, ...this.#queue].filter(({ end }) => end === undefined)
    this.#queue = asked.filter(({ settle }) => settle === undefined)
    for (const { settle } of asked) settle?.(cause)
    if (!this.#away) this.#report.waiting(this.#queue.length, cause)
    this.#away = true
  }

  #tellLost(): void {
    const entries = this.#lost
    this.#lost = 0
    this.note(system, { action: 'audit.lost', subject: 'audit', detail: { entries } })
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraint): this entry will never be taken; anything else is the database's state and passes. */
function isRefusal(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^2[23]/.test(cause.code)
}
