import type pg from 'pg'
import type { RecordSpool } from './record-spool.ts'
import { recordedCopy, sessionOf } from './session-record.ts'
import type { SessionRecord, SessionStart } from './session-record.ts'
import { writeRecords } from './write-records.ts'

/** What the writer tells its log; never the content of a record. */
export interface WriterReport {
  lost(records: number): void
  refused(sessionId: string, record: SessionRecord['record'], cause: unknown): void
  spooling(cause: unknown): void
  recovered(): void
}

const batchSize = 2_000
const gatherMs = 15
const retryMs = 500

/**
 * Writes traces and journals behind the calls. No method waits: a call never stands still for the database.
 *
 * memory → (every 15 ms, in one batch) → database. When the database is away: memory → spool on disk, in the same order;
 * when it is back: spool → database, then memory again. Memory holds at most `memoryLimit` records.
 */
export class SessionWriter {
  readonly #pool: pg.Pool
  readonly #spool: RecordSpool
  readonly #report: WriterReport
  readonly #memoryLimit: number
  #queue: SessionRecord[] = []
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #away = false
  #stopped = false

  constructor(pool: pg.Pool, spool: RecordSpool, report: WriterReport, memoryLimit = 20_000) {
    this.#pool = pool
    this.#spool = spool
    this.#report = report
    this.#memoryLimit = memoryLimit
    if (!spool.isEmpty) this.#schedule(0)
  }

  begin(session: SessionStart): void {
    this.#add({ record: 'start', ...session, startedAt: session.startedAt.toISOString() })
  }

  event(sessionId: string, event: { n: number; atMs: number; kind: string; body: unknown }): void {
    const { n, atMs, kind, body } = event
    this.#add({ record: 'event', sessionId, n, atMs: Math.round(atMs), kind, body: recordedCopy(body) })
  }

  /** A question, and again with its answer. */
  journal(sessionId: string, entry: { n: number; operation: unknown; startedMs: number; answer?: unknown }): void {
    const { n, operation, startedMs, answer } = entry
    this.#add({ record: 'journal', sessionId, n, operation: recordedCopy(operation), startedMs: Math.round(startedMs), answer: recordedCopy(answer ?? null) })
  }

  end(sessionId: string, endedAt: Date, outcome: unknown): void {
    this.#add({ record: 'end', sessionId, endedAt: endedAt.toISOString(), outcome: recordedCopy(outcome ?? null) })
  }

  /** How many records wait in memory. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Whether the database is away, as the last attempt saw it. */
  get spooling(): boolean {
    return this.#away
  }

  /** Resolves when everything given so far is in the database, or, while that is away, on disk. */
  async flush(): Promise<void> {
    while (this.#queue.length > 0 || this.#working !== undefined) {
      await (this.#working ?? this.#work())
      if (this.#away) return this.#toDisk()
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.flush()
  }

  #add(record: SessionRecord): void {
    this.#queue.push(record)
    if (this.#queue.length > this.#memoryLimit) this.#toDisk()
    this.#schedule(this.#away ? retryMs : gatherMs)
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
      if (this.#queue.length > 0 || this.#away) this.#schedule(this.#away ? retryMs : gatherMs)
    })
    return this.#working
  }

  async #drain(): Promise<void> {
    try {
      await this.#replaySpool()
      while (this.#queue.length > 0) await this.#writeOldest()
      if (this.#away) this.#report.recovered()
      this.#away = false
    } catch (cause) {
      if (!this.#away) this.#report.spooling(cause)
      this.#away = true
      this.#toDisk()
    }
  }

  async #replaySpool(): Promise<void> {
    for (let oldest = this.#spool.oldest(); oldest !== undefined; oldest = this.#spool.oldest()) {
      for (let at = 0; at < oldest.records.length; at += batchSize) await this.#write(oldest.records.slice(at, at + batchSize))
      this.#spool.remove(oldest.file)
    }
  }

  async #writeOldest(): Promise<void> {
    const batch = this.#queue.slice(0, batchSize)
    await this.#write(batch)
    // Memory may have gone to disk meanwhile; then these records are written once more, which changes nothing.
    if (this.#queue[0] === batch[0]) this.#queue.splice(0, batch.length)
    if (!this.#spool.isEmpty) await this.#replaySpool()
  }

  /** One record that the database refuses must not hold up the others: the batch is halved until it stands alone, and that one is left out. */
  async #write(batch: readonly SessionRecord[]): Promise<void> {
    try {
      await writeRecords(this.#pool, batch)
    } catch (cause) {
      if (!isRefusal(cause)) throw cause
      const [only] = batch
      if (batch.length === 1 && only !== undefined) return this.#report.refused(sessionOf(only), only.record, cause)
      const middle = Math.ceil(batch.length / 2)
      await this.#write(batch.slice(0, middle))
      await this.#write(batch.slice(middle))
    }
  }

  #toDisk(): void {
    const records = this.#queue
    if (records.length === 0) return
    this.#queue = []
    let lost = records.length
    try {
      lost = this.#spool.add(records)
    } catch (cause) {
      this.#report.spooling(cause)
    }
    if (lost > 0) this.#report.lost(lost)
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraint): this record will never be taken; anything else is the database's state and passes. */
function isRefusal(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^2[23]/.test(cause.code)
}
