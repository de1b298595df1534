import { type JournalEntry, JournalMismatch, type Outcome } from '@madoguchi/sdk'
import type { Program } from './program.ts'
import { type Observed, observed, outcomeOf, sameObserved } from './replay/observed.ts'
import { type RecordedEntry, readRecorded } from './replay/recorded-entry.ts'
import { RecordedWorld, UnknownFromHere } from './replay/recorded-world.ts'
import { type SessionStart, runSession } from './session.ts'

export type { Observed } from './replay/observed.ts'
export { type DifferingSide, type LineDifference, type ReplayGroup, divergenceKey, weighDifferences } from './replay/divergence-key.ts'

/** A session as it was stored. */
export interface RecordedSession {
  start: SessionStart
  journal: JournalEntry[]
  /** How it ended, where that was stored; the journal alone cannot tell an end after a fault from a plain hang-up. */
  outcome?: Outcome
}

/** What a session was for those outside. `outcome` is null where nobody knows how it ends. */
export interface ObservedSession {
  outcome: Outcome | null
  heard: { prompt: string; text: string }[]
}

export interface Replay {
  /** Nothing differs that anybody could notice, to the end. */
  same: boolean
  /** The first thing that differs; an absent side has nothing there. `index` counts the things observed before it. */
  divergedAt?: { index: number; before?: Observed; after?: Observed }
  /** The other release asked something that the recording does not answer; what is told of `after` ends there. */
  unknown: boolean
  before: ObservedSession
  after: ObservedSession
}

/**
 * Runs a recorded session against another release with the deeds of the recorded caller: keys in order at questions, the hang-up at the same point,
 * the outcome of queue and transfer by its class (architecture.md §5). A question that the caller never answered ends as `unknown`.
 * Never rejects for what a journal holds: what cannot be read is as if it had not been recorded.
 */
export async function replaySession(program: Program, { start, journal, outcome }: RecordedSession): Promise<Replay> {
  const { entries, whole } = readRecorded(journal)
  const before = entries.flatMap(observed)
  const outcomeBefore = whole ? (outcome ?? outcomeOf(entries)) : null
  if (outcomeBefore) before.push({ kind: 'ended', outcome: outcomeBefore })
  const run = await rerun(program, start, entries)
  const after = run.entries.flatMap(observed)
  const outcomeAfter = run.outcome && (outcome ? run.outcome : outcomeOf(run.entries))
  if (outcomeAfter) after.push({ kind: 'ended', outcome: outcomeAfter })
  const divergedAt = firstDifference(before, after, { beforeEnds: outcomeBefore !== null, afterEnds: outcomeAfter !== null })
  const unknown = run.outcome === null || !whole
  return { same: !divergedAt && !unknown, ...(divergedAt && { divergedAt }), unknown, before: { outcome: outcomeBefore, heard: heardOf(before) }, after: { outcome: run.outcome, heard: heardOf(after) } }
}

/** The session in the other release, as far as the recording answers it; `outcome` is null where it does not to the end. */
async function rerun(program: Program, start: SessionStart, recorded: readonly RecordedEntry[]): Promise<{ entries: RecordedEntry[]; outcome: Outcome | null }> {
  const giveUp = new AbortController()
  const asked: JournalEntry[] = []
  const toEntries = (): RecordedEntry[] => asked.map(({ operation, startedMs, answer }) => ({ op: operation.op, operation, startedMs, answer }) as RecordedEntry)
  try {
    const { outcome } = await runSession(program, start, new RecordedWorld(recorded, giveUp), { signal: giveUp.signal, sink: { began: (entry) => asked.push(entry) } })
    return { entries: toEntries(), outcome: giveUp.signal.aborted ? null : outcome }
  } catch (error) {
    if (!(error instanceof UnknownFromHere) && !(error instanceof JournalMismatch) && !giveUp.signal.aborted) throw error
    return { entries: toEntries(), outcome: null }
  }
}

/** Where one side merely stops being known, nothing differs. */
function firstDifference(before: readonly Observed[], after: readonly Observed[], known: { beforeEnds: boolean; afterEnds: boolean }): Replay['divergedAt'] {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [then, now] = [before[index], after[index]]
    if (sameObserved(then, now)) continue
    if ((then === undefined && !known.beforeEnds) || (now === undefined && !known.afterEnds)) return undefined
    return { index, ...(then && { before: then }), ...(now && { after: now }) }
  }
  return undefined
}

function heardOf(list: readonly Observed[]): ObservedSession['heard'] {
  return list.flatMap((event) => (event.kind === 'heard' ? [{ prompt: event.prompt, text: event.text }] : []))
}
