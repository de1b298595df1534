import type { Outcome } from '@madoguchi/sdk'
import type { Observed } from './observed.ts'

/** One side of a difference in behaviour, as `diff --behaviour` and a replay both tell it. */
export interface DifferingSide {
  heard: readonly { text: string }[]
  /** Null where a replay does not know the end. */
  outcome: Outcome | null
}

/** A difference in behaviour on one line. */
export interface LineDifference {
  /** The dialled line, digits only. */
  number: string
  /** Further lines on which the same holds. */
  alike?: readonly string[]
  before: DifferingSide
  after: DifferingSide
}

/** Sessions of a period that would have noticed the same difference. */
export interface ReplayGroup {
  number: string
  /** What differs first; null where that side has nothing there. Texts are as the release holds them, so no caller's data is in them. */
  before: Observed | null
  after: Observed | null
  count: number
  /** Of all replayed sessions, from 0 to 1. */
  share: number
  /** A session to look at. */
  example: string
  /** Equal to the `divergenceKey` of the behaviour differences that these sessions met. */
  key: string
}

/**
 * What two findings of the same difference have in common: the line and the first thing that is heard otherwise, else the other end.
 * Keys and times are not part of it, since many of them lead to one difference.
 */
export function divergenceKey({ number, before, after }: LineDifference): string {
  for (let index = 0; index < Math.max(before.heard.length, after.heard.length); index++) {
    const [then, now] = [before.heard[index]?.text, after.heard[index]?.text]
    if (then !== now) return JSON.stringify([number, then ?? null, now ?? null])
  }
  return JSON.stringify([number, endOf(before.outcome), endOf(after.outcome)])
}

/** Where a session ends for a person: at somebody, else by its kind. A voice message is named after nobody. */
function endOf(outcome: Outcome | null): { end: string } | null {
  return outcome && { end: outcome.kind !== 'voicemail' && outcome.target !== undefined ? outcome.target : outcome.kind }
}

/**
 * The share of a period's sessions that each behaviour difference would have touched; 0 where none met it.
 * Lines that are alike are told once, and counted together. Differences with one key (the same change at several times or keys) are given the same share: together they were met that often.
 */
export function weighDifferences<Row extends LineDifference>(rows: readonly Row[], groups: readonly Pick<ReplayGroup, 'key' | 'share'>[]): (Row & { weight: number })[] {
  const shares = new Map<string, number>()
  for (const { key, share } of groups) shares.set(key, (shares.get(key) ?? 0) + share)
  const weigh = (row: Row) => [row.number, ...(row.alike ?? [])].reduce((sum, number) => sum + (shares.get(divergenceKey({ ...row, number })) ?? 0), 0)
  return rows.map((row) => ({ ...row, weight: weigh(row) }))
}
