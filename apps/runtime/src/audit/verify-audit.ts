import type pg from 'pg'
import { type ChainVerdict, verifyChain } from '../releases/verify-chain.ts'
import type { Anchor } from './anchor-file.ts'
import { readAuditHead } from './audit-body.ts'
import { auditHash, beforeFirst } from './audit-hash.ts'

/**
 * The first entry that is not what was written, and how it shows:
 * `missing` no entry has this number, but later ones are there; `number` a number that the chain never gives; `hash` number or content differ
 * from what was hashed; `previous-hash` it continues another entry than the one before it, so one of the two was replaced; `columns` what is
 * searched by differs from the content; `cut` the end of the log is gone, this was the first entry of it; `anchor` the entry has another hash
 * than the anchor kept outside, so it or one before it was rewritten.
 */
export interface BrokenEntry {
  entry: number
  why: 'missing' | 'number' | 'hash' | 'previous-hash' | 'columns' | 'cut' | 'anchor'
  /** Where an anchor found it: the last entry up to which the chain is known to be as it was. */
  soundUntil?: number
}

/** The first release that is not what was published. `cut`: releases at the end are gone; `anchor`: another hash than the anchor kept outside. */
export interface BrokenRelease {
  release: number
  why: NonNullable<ChainVerdict['firstBroken']>['why'] | 'cut' | 'anchor'
}

export interface AuditVerdict {
  ok: boolean
  entries: number
  releases: number
  firstBroken?: BrokenEntry | BrokenRelease
}

/** What the log is held against besides itself: hashes kept outside the database. A hash alone is of unknown number. */
export interface VerifyOptions {
  anchor?: string
  anchors?: readonly Anchor[]
}

interface EntryRow {
  n: string
  at: Date
  body: string
  previous_hash: string
  hash: string
  actor: string
  action: string
  subject: string
}

const pageSize = 2_000
const smallestNumber = '-9223372036854775808'

/**
 * Recomputes every hash of the audit log from the stored bytes, oldest first, and every hash of the release chain. The log is read in pages,
 * so memory does not grow with it. Without an anchor a cut tail or a log rewritten as a whole cannot be seen; with one they are.
 */
export async function verifyAudit({ pool }: { pool: pg.Pool }, { anchor, anchors = [] }: VerifyOptions = {}): Promise<AuditVerdict> {
  const chain = new EntryChain(anchors, anchor)
  for (let after = smallestNumber; ; ) {
    const { rows } = await pool.query<EntryRow>('select n, at, body, previous_hash, hash, actor, action, subject from audit_entry where n > $1 order by n limit $2', [after, pageSize])
    for (const row of rows) chain.add(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) break
    after = last.n
  }
  const releases = await verifyReleases(pool, anchors)
  const firstBroken = chain.finish() ?? releases.firstBroken
  return { ok: firstBroken === undefined, entries: chain.entries, releases: releases.releases, ...(firstBroken === undefined ? {} : { firstBroken }) }
}

/** The chain as far as it was read; the first fault stays. */
class EntryChain {
  entries = 0
  #expected = 1
  #previousHash = beforeFirst
  #fault: BrokenEntry | undefined
  #soundUntil = 0
  #anchorMet: boolean
  readonly #anchor: string | undefined
  /** By number. Two anchors may disagree on one number; then the chain breaks one of them. */
  readonly #anchors: Map<number, Set<string>>

  constructor(anchors: readonly Anchor[], anchor: string | undefined) {
    this.#anchors = new Map()
    for (const { entries, hash } of anchors) this.#anchors.set(entries, new Set([...(this.#anchors.get(entries) ?? []), hash]))
    this.#anchor = anchor
    this.#anchorMet = anchor === undefined || anchor === beforeFirst
  }

  add(row: EntryRow): void {
    this.entries++
    const n = Number(row.n)
    if (this.#anchor === row.hash) this.#anchorMet = true
    if (this.#fault !== undefined) return
    this.#fault = this.#faultOf(row, n)
    this.#expected = n + 1
    this.#previousHash = row.hash
  }

  #faultOf(row: EntryRow, n: number): BrokenEntry | undefined {
    if (n < this.#expected) return { entry: n, why: 'number' }
    if (n > this.#expected) return { entry: this.#expected, why: 'missing' }
    if (auditHash(row.n, row.previous_hash, row.body) !== row.hash) return { entry: n, why: 'hash' }
    if (row.previous_hash !== this.#previousHash) return { entry: n, why: 'previous-hash' }
    if (!columnsFit(row)) return { entry: n, why: 'columns' }
    const anchored = this.#anchors.get(n)
    if (anchored === undefined) return undefined
    if ([...anchored].some((hash) => hash !== row.hash)) return { entry: n, why: 'anchor', soundUntil: this.#soundUntil }
    this.#soundUntil = n
    return undefined
  }

  /** What only the end can tell: entries that an anchor has seen and that are gone. */
  finish(): BrokenEntry | undefined {
    if (this.#fault !== undefined) return this.#fault
    const mostSeen = Math.max(0, ...this.#anchors.keys())
    const cut: BrokenEntry = { entry: this.#expected, why: 'cut', soundUntil: this.#soundUntil }
    if (mostSeen >= this.#expected) return cut
    return this.#anchorMet ? undefined : { ...cut, why: 'anchor' }
  }
}

/** An altered column would hide an entry from a search although its content is sound. The database keeps milliseconds. */
function columnsFit({ at, body, actor, action, subject }: EntryRow): boolean {
  const told = readAuditHead(body)
  return told !== undefined && Math.abs(at.getTime() - Date.parse(told.at)) <= 1 && actor === told.who.id && action === told.action && subject === told.subject
}

async function verifyReleases(pool: pg.Pool, anchors: readonly Anchor[]): Promise<{ releases: number; firstBroken?: BrokenRelease }> {
  const { releases, firstBroken } = await verifyChain(pool)
  if (firstBroken !== undefined) return { releases, firstBroken: { release: firstBroken.number, why: firstBroken.why } }
  const { rows } = await pool.query<{ number: number; release_hash: string }>('select number, release_hash from release where number = any($1::int[])', [anchors.map((anchor) => anchor.releases)])
  const hashes = new Map(rows.map((row) => [row.number, row.release_hash]))
  const wrong = anchors.filter((anchor) => anchor.releases > 0 && hashes.get(anchor.releases) !== anchor.releaseHash).toSorted((a, b) => a.releases - b.releases)[0]
  if (wrong === undefined) return { releases }
  return { releases, firstBroken: hashes.has(wrong.releases) ? { release: wrong.releases, why: 'anchor' } : { release: releases + 1, why: 'cut' } }
}
