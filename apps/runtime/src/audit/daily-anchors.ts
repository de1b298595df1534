import type pg from 'pg'
import { system } from '../people/actor.ts'
import { type Anchor, type AnchorFile, anchorPath, appendAnchors, readAnchorFile } from './anchor-file.ts'
import { beforeFirst } from './audit-hash.ts'
import type { AuditWriter } from './audit-writer.ts'

export interface AnchorsLog {
  info(about: object, text: string): void
  error(about: object, text: string): void
}

export interface AnchorsOptions {
  pool: pg.Pool
  audit: AuditWriter
  /** Where the files lie: the data folder, and a folder of another machine where one is set (MADOGUCHI_ANCHORS). */
  folders: readonly string[]
  clock: () => Date
  /** In which a day begins and ends. */
  timeZone: () => Promise<string>
  log: AnchorsLog
}

/** A place of anchors, for people. */
export interface AnchorPlace {
  path: string
  anchors: readonly Anchor[]
  unreadable: readonly number[]
  /** Why the last attempt to write here failed; null when it did not. */
  fault: string | null
}

type Moment = 'start' | 'day' | 'stop'

const lookMs = 60_000
/** A runtime that stood still for longer does not fill its file with days on which nothing happened. */
const mostMissedDays = 400

/**
 * Keeps the state of the audit log outside the database: at start, once a day while it runs, and when it stops. Days on which it did not run are made up
 * at start, with the last entry of that day. A folder that cannot be written is tried again every minute.
 */
export class DailyAnchors {
  readonly #options: AnchorsOptions
  readonly #faults = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> = Promise.resolve()

  constructor(options: AnchorsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.look(), lookMs).unref()
    await this.#look('start')
  }

  /** Anchors once more what has been added since, for whoever changes the database while no runtime runs. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#look('stop')
  }

  /** Makes the anchors that are due now. Never throws: the runtime goes on without, and says so. */
  look(): Promise<void> {
    return this.#look('day')
  }

  #look(when: Moment): Promise<void> {
    this.#working = this.#working.then(() => this.#makeDue(when)).catch((cause: unknown) => this.#options.log.error({ err: cause }, 'the audit log could not be anchored'))
    return this.#working
  }

  /** All places with what stands in them. */
  places(): AnchorPlace[] {
    return this.#options.folders.map((folder) => {
      const [file, fault] = [anchorPath(folder), this.#faults.get(folder) ?? null]
      try {
        const { anchors, unreadable } = readAnchorFile(folder) ?? { anchors: [], unreadable: [] }
        return { path: file, anchors, unreadable, fault }
      } catch (cause) {
        return { path: file, anchors: [], unreadable: [], fault: fault ?? messageOf(cause) }
      }
    })
  }

  async #makeDue(when: Moment): Promise<void> {
    const { folders, clock, timeZone } = this.#options
    const zone = await timeZone()
    const today = dayOf(clock(), zone)
    const written: string[] = []
    let anchor: Anchor | undefined
    for (const folder of folders) {
      try {
        const file = readAnchorFile(folder)
        const due = when === 'start' || this.#faults.has(folder) || isDue(file, today)
        if (!due && when === 'day') continue
        anchor ??= await this.#anchorOf(today, zone, clock(), true)
        if (!due && !isBehind(file, anchor)) continue
        appendAnchors(folder, [...(await this.#missed(file, today, zone)), anchor])
        written.push(folder)
        this.#faults.delete(folder)
      } catch (cause) {
        this.#fail(folder, cause)
      }
    }
    if (anchor !== undefined && written.length > 0) this.#tell(anchor, written.length)
  }

  /** Every anchor also stands in the log of the runtime and in the audit log, so that three things would have to be changed alike. */
  #tell({ date, entries, hash, releases, releaseHash }: Anchor, places: number): void {
    const detail = { date, entries, hash, releases, releaseHash, places }
    this.#options.log.info(detail, 'audit log anchored')
    this.#options.audit.note(system, { action: 'audit.anchor', subject: `audit/${entries}`, detail })
  }

  #fail(folder: string, cause: unknown): void {
    const why = messageOf(cause)
    if (this.#faults.get(folder) !== why) this.#options.log.error({ folder, err: cause }, 'an anchor of the audit log could not be written')
    this.#faults.set(folder, why)
  }

  async #missed(file: AnchorFile | undefined, today: string, zone: string): Promise<Anchor[]> {
    const last = lastDay(file)
    if (last === undefined) return []
    const days: string[] = []
    for (let day = dayAfter(last); day < today && days.length < mostMissedDays; day = dayAfter(day)) days.push(day)
    return Promise.all(days.map((day) => this.#anchorOf(day, zone, this.#options.clock(), false)))
  }

  /** The state at the end of a day, or now. */
  async #anchorOf(date: string, zone: string, madeAt: Date, now: boolean): Promise<Anchor> {
    const { rows } = await this.#options.pool.query<{ n: string | null; hash: string | null; number: number | null; release_hash: string | null }>(
      `select e.n, e.hash, r.number, r.release_hash
       from (select ($1::date + 1)::timestamp at time zone $2 as ends) day
       left join lateral (select n, hash from audit_entry where $3 or at < day.ends order by n desc limit 1) e on true
       left join lateral (select number, release_hash from release where $3 or created_at < day.ends order by number desc limit 1) r on true`,
      [date, zone, now],
    )
    const [row] = rows
    return { date, madeAt: madeAt.toISOString(), entries: Number(row?.n ?? 0), hash: row?.hash ?? beforeFirst, releases: row?.number ?? 0, releaseHash: row?.release_hash ?? beforeFirst }
  }
}

/** Whether more has been added than the entry that told of the last anchor. */
function isBehind(file: AnchorFile | undefined, { entries }: Anchor): boolean {
  return entries > Math.max(0, ...(file?.anchors.map((anchor) => anchor.entries) ?? [])) + 1
}

function isDue(file: AnchorFile | undefined, today: string): boolean {
  const last = lastDay(file)
  return last === undefined || last < today
}

function lastDay(file: AnchorFile | undefined): string | undefined {
  return file?.anchors.map(({ date }) => date).toSorted().at(-1)
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** The calendar day of an instant, YYYY-MM-DD. */
function dayOf(at: Date, timeZone: string): string {
  // The Swedish form of a date is that of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
