import { EventEmitter, on } from 'node:events'
import pg from 'pg'
import type { Database } from '../database/open-database.ts'
import { releaseChannel } from './create-release.ts'
import type { ReleaseStore, ReleaseSummary } from './release-store.ts'

/** Also without any notification the live release is looked up this often: a lost one delays a switch, it never prevents it. */
const lookEveryMs = 30_000
const reconnectAfterMs = 500

/**
 * Knows which release runs, and tells when another one does: by NOTIFY from whichever runtime made it, and by looking again after each
 * reconnection. While the database is gone the last known release stays.
 */
export class LiveRelease {
  readonly #database: Database
  readonly #store: ReleaseStore
  readonly #changes = new EventEmitter().setMaxListeners(0)
  #current: ReleaseSummary | undefined
  #client: pg.Client | undefined
  #poll: NodeJS.Timeout | undefined
  #reconnect: NodeJS.Timeout | undefined
  #stopped = false

  constructor(database: Database, store: ReleaseStore) {
    this.#database = database
    this.#store = store
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

  /** Called after each look: at a notification, after a reconnection, and now and then. What others wait for may have come. */
  onLook(listener: () => void): void {
    this.#changes.on('look', listener)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of [this.#poll, this.#reconnect]) clearTimeout(timer)
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
      // Two looks may overtake each other; numbers only rise.
      if (live !== undefined && live.number > (this.#current?.number ?? 0)) {
        this.#current = live
        if (!this.#stopped) this.#changes.emit('change', live)
      }
      if (!this.#stopped) this.#changes.emit('look')
    } catch {
      // The database is gone; reconnecting leads back here.
    }
  }
}
