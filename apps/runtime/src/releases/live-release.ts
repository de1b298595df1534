import { EventEmitter, on } from 'node:events'
import pg from 'pg'
import type { Database } from '../database/open-database.ts'
import { releaseChannel } from './create-release.ts'
import type { ReleaseStore, ReleaseSummary } from './release-store.ts'

/** Also without any notification the live release is looked up this often: a lost one delays a switch, it never prevents it. */
const lookEveryMs = 30_000
const reconnectAfterMs = 500
const longestTimerMs = 2 ** 31 - 1

/**
 * Knows which release runs, and tells when another one does: by NOTIFY from whichever runtime published, by a timer for a release that
 * waits for its date, and by looking again after each reconnection. While the database is gone the last known release stays.
 */
export class LiveRelease {
  readonly #database: Database
  readonly #store: ReleaseStore
  readonly #clock: () => Date
  readonly #changes = new EventEmitter().setMaxListeners(0)
  #current: ReleaseSummary | undefined
  #client: pg.Client | undefined
  #poll: NodeJS.Timeout | undefined
  #reconnect: NodeJS.Timeout | undefined
  #waiting: NodeJS.Timeout | undefined
  #stopped = false

  constructor(database: Database, store: ReleaseStore, clock: () => Date) {
    this.#database = database
    this.#store = store
    this.#clock = clock
  }

  get current(): ReleaseSummary | undefined {
    return this.#current
  }

  /** Resolves when the live release is known. */
  async start(): Promise<void> {
    await this.#listen()
    this.#poll = setInterval(() => void this.#look(), lookEveryMs).unref()
  }

  /** Every change from the moment of this call on, until the signal aborts. */
  changes(signal: AbortSignal): AsyncGenerator<ReleaseSummary> {
    // Listening begins here and not with the first look of the reader, so nothing falls between.
    const source = signal.aborted ? undefined : on(this.#changes, 'change', { signal })
    return (async function* () {
      try {
        for await (const [release] of source ?? []) yield release
      } catch (cause) {
        if (!signal.aborted) throw cause
      }
    })()
  }

  onChange(listener: (release: ReleaseSummary) => void): void {
    this.#changes.on('change', listener)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of [this.#poll, this.#reconnect, this.#waiting]) clearTimeout(timer)
    this.#changes.removeAllListeners()
    await this.#client?.end().catch(() => {})
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#database.url, application_name: 'madoguchi live', keepAlive: true })
    let lost = false
    const again = () => {
      if (lost || this.#stopped) return
      lost = true
      this.#reconnect = setTimeout(() => void this.#listen(), reconnectAfterMs).unref()
    }
    client.on('error', () => {})
    client.on('end', again)
    client.on('notification', () => void this.#look())
    this.#client = client
    try {
      await client.connect()
      await client.query(`listen ${releaseChannel}`)
      // Listening comes first: what is published between the two is seen by the look.
      await this.#look()
    } catch {
      await client.end().catch(() => {})
      again()
    }
  }

  async #look(): Promise<void> {
    try {
      const live = await this.#store.liveRelease()
      const changed = live !== undefined && live.number !== this.#current?.number
      this.#current = live ?? this.#current
      if (changed && !this.#stopped) this.#changes.emit('change', live)
      const next = await this.#store.nextEffectiveAt()
      clearTimeout(this.#waiting)
      if (next !== undefined && !this.#stopped) this.#waiting = setTimeout(() => void this.#look(), until(next, this.#clock())).unref()
    } catch {
      // The database is gone; reconnecting leads back here.
    }
  }
}

/** Milliseconds until just after `then`, as far as a timer reaches. */
function until(then: Date, now: Date): number {
  return Math.min(Math.max(then.getTime() - now.getTime(), 0) + 1, longestTimerMs)
}
