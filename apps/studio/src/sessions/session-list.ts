import { type OutcomeKind, outcomeKinds } from '@madoguchi/schemas'
import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import { readTraceEvent } from '../telephone/trace-event-reader.ts'

/** A call in the list, as the runtime's `sessions.list` gives it. */
export interface SessionSummary {
  id: string
  releaseNumber: number
  dialledLine: string
  callerNumber: string | null
  channel: string
  startedAt: string
  endedAt: string | null
  outcome?: unknown
}

export interface StoredEvent {
  n: number
  atMs: number
  kind: string
  body?: unknown
}

/** What the page asks of the runtime; stories and tests give their own. */
export interface SessionSource {
  /** Newest first, ids before `before`. */
  list(page: { before?: string; limit: number }): Promise<readonly SessionSummary[]>
  /** Events of one call in order, numbers after `after`. */
  trace(page: { id: string; after?: number; limit: number }): Promise<readonly StoredEvent[]>
  /** The documents of a release. */
  files(release: number): Promise<readonly (readonly [path: string, text: string])[]>
}

export interface SessionFilter {
  /** When the calls were placed, first and last instant, epoch milliseconds; `untilMs` itself is outside. */
  fromMs?: number
  untilMs?: number
  /** `running`: not ended yet. */
  outcome?: OutcomeKind | 'running'
}

/** A stretch of the list that was looked through, newest first. */
export interface SessionPage {
  sessions: readonly SessionSummary[]
  /** How many were looked at to find them. */
  searched: number
  /** Where to go on; undefined at the end of the list, or of the dates asked for. */
  next: string | undefined
}

const chunk = 100
/** Looking for a rare outcome ends after this many, and goes on when the person asks. */
const mostSearched = 1000

/**
 * Finds a page of calls. Ids sort by time (UUID version 7), so dates are found by the id alone; an outcome is looked for call by call.
 * @param start as `next` of the page before; left out: the newest
 */
export async function findSessions(source: SessionSource, filter: SessionFilter, size: number, start?: string): Promise<SessionPage> {
  const sessions: SessionSummary[] = []
  let before = start ?? (filter.untilMs === undefined ? undefined : firstIdAt(filter.untilMs))
  for (let searched = 0; ; ) {
    const found = await source.list({ ...(before === undefined ? {} : { before }), limit: chunk })
    for (const session of found) {
      if (filter.fromMs !== undefined && placedAt(session.id) < filter.fromMs) return { sessions, searched, next: undefined }
      if (sessions.length === size) return { sessions, searched, next: before }
      searched++
      before = session.id
      if (filter.outcome === undefined || outcomeKind(session) === filter.outcome) sessions.push(session)
    }
    if (found.length < chunk) return { sessions, searched, next: undefined }
    if (searched >= mostSearched || sessions.length === size) return { sessions, searched, next: before }
  }
}

/** The smallest UUID version 7 of an instant: what sorts before it began before that instant (RFC 9562 §5.7). */
export function firstIdAt(epochMs: number): string {
  const hex = Math.max(0, Math.floor(epochMs)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Epoch milliseconds at which a call was really placed. A call of the try-it telephone may have been told another time, which `startedAt` holds. */
export function placedAt(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Whether a call ran on another clock than the wall's: the person at the telephone chose a time. */
export function isPretended({ id, startedAt }: SessionSummary): boolean {
  return Math.abs(placedAt(id) - Date.parse(startedAt)) > 60_000
}

/** The id that sorts right after this one. */
export function nextId(id: string): string {
  const next = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0')
  return next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function readOutcome(value: unknown): Outcome | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, target, cause } = value as Record<string, unknown>
  const known = outcomeKinds.find((each) => each === kind)
  return known && { kind: known, ...(typeof target === 'string' ? { target } : {}), ...(typeof cause === 'string' ? { cause } : {}) }
}

export function outcomeKind({ outcome, endedAt }: SessionSummary): OutcomeKind | 'running' | undefined {
  return readOutcome(outcome)?.kind ?? (endedAt === null ? 'running' : undefined)
}

/** The whole trace of a call, page by page; kinds that this page does not know are left out. */
export async function loadTrace(source: SessionSource, id: string): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  const limit = 500
  for (let after: number | undefined; ; ) {
    const page: readonly StoredEvent[] = await source.trace({ id, limit, ...(after === undefined ? {} : { after }) })
    for (const { kind, atMs, body } of page) {
      const event = readTraceEvent({ ...(typeof body === 'object' ? body : {}), kind, atMs })
      if (event) events.push(event)
    }
    after = page.at(-1)?.n
    if (page.length < limit) return events
  }
}
