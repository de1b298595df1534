import { setImmediate as breathe } from 'node:timers/promises'
import { type Observed, type Program, type Replay, type ReplayGroup, divergenceKey, replaySession } from '@madoguchi/engine'
import type { RuntimeContext } from '../runtime-context.ts'
import { type ReplayTarget, programOf } from './replay-target.ts'
import { type Period, type StoredSession, countSessions, storedSessions } from './stored-sessions.ts'

export interface ReplayRequest {
  target: ReplayTarget
  period: Period
  /** The newest this many sessions are replayed. */
  limit: number
  signal?: AbortSignal
}

/** What a period's callers would have noticed of another release. `sessions` = `same` + `different` + `unknown`. */
export interface PeriodReplay {
  /** ISO 8601, UTC. */
  from: string
  to: string
  /** Sessions of the period that have ended; where it is more than `sessions`, the newest were taken. */
  found: number
  sessions: number
  same: number
  different: number
  /** Neither: the journal is cut short, or does not even repeat on the release that it was recorded with. */
  unknown: number
  /** Of `different`: after the difference the other release asks what the caller never answered, so the end is not known. */
  openEnded: number
  /** The most frequent differences, the greatest first. */
  groups: ReplayGroup[]
  /** Differences beyond those listed, and how many sessions they hold. */
  more: { groups: number; sessions: number }
}

export type ReplayStep = { kind: 'progress'; done: number; of: number } | { kind: 'result'; result: PeriodReplay }

const mostGroups = 200
const progressEveryMs = 250
const longestTextCharacters = 400

/**
 * Replays the sessions of a period against another release, newest first, and groups what differs (architecture.md §5). Between two sessions
 * everything else gets its turn: calls run in the same process. A session counts only if its journal still repeats on its own release, so a
 * fault that was injected, or a change of the product, is never taken for a difference between releases.
 */
export async function* replayPeriod(context: Pick<RuntimeContext, 'database' | 'drafts' | 'releases'>, { target, period, limit, signal }: ReplayRequest): AsyncGenerator<ReplayStep, void, void> {
  const { pool } = context.database
  const program = await programOf(context, target)
  const found = await countSessions(pool, period)
  const of = Math.min(found, limit)
  const tally = new Tally()
  let own: { release: number; program: Program | undefined } | undefined
  let toldMs = 0
  for await (const session of storedSessions(pool, period, limit)) {
    signal?.throwIfAborted()
    if (own?.release !== session.release) own = { release: session.release, program: await programOf(context, { release: session.release }).catch(() => undefined) }
    await count(tally, session, own.program, program)
    await breathe()
    if (performance.now() - toldMs < progressEveryMs) continue
    toldMs = performance.now()
    yield { kind: 'progress', done: tally.sessions, of }
  }
  yield { kind: 'result', result: { from: period.from.toISOString(), to: period.to.toISOString(), found, ...tally.summary() } }
}

async function count(tally: Tally, session: StoredSession, own: Program | undefined, other: Program): Promise<void> {
  const repeats = own !== undefined && (await replaySession(own, session.recorded)).same
  if (!own || !repeats) return tally.unknown()
  const replay = await replaySession(other, session.recorded)
  if (replay.same) tally.same()
  else if (replay.divergedAt) tally.different(session, replay, { own, other })
  else tally.unknown()
}

type Group = Omit<ReplayGroup, 'share'>

class Tally {
  sessions = 0
  #same = 0
  #unknown = 0
  #openEnded = 0
  readonly #groups = new Map<string, Group>()

  same(): void {
    this.sessions++
    this.#same++
  }

  unknown(): void {
    this.sessions++
    this.#unknown++
  }

  different({ id, dialledLine }: StoredSession, replay: Replay, { own, other }: { own: Program; other: Program }): void {
    this.sessions++
    if (replay.unknown) this.#openEnded++
    const before = { ...replay.before, heard: replay.before.heard.map((part) => inRelease(own, part)) }
    const after = { outcome: replay.after.outcome ?? sentTo(replay.divergedAt?.after), heard: replay.after.heard.map((part) => inRelease(other, part)) }
    const key = divergenceKey({ number: dialledLine, before, after })
    const group = this.#groups.get(key) ?? { number: dialledLine, before: shown(own, replay.divergedAt?.before), after: shown(other, replay.divergedAt?.after), count: 0, example: id, key }
    group.count++
    this.#groups.set(key, group)
  }

  summary(): Omit<PeriodReplay, 'from' | 'to' | 'found'> {
    const groups = [...this.#groups.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).map((group) => ({ ...group, share: group.count / this.sessions }))
    const rest = groups.slice(mostGroups)
    return {
      sessions: this.sessions, same: this.#same, unknown: this.#unknown, different: this.sessions - this.#same - this.#unknown, openEnded: this.#openEnded,
      groups: groups.slice(0, mostGroups), more: { groups: rest.length, sessions: rest.reduce((sum, group) => sum + group.count, 0) },
    }
  }
}

/**
 * A text as its release holds it. What was filled in for one caller (a number read back, a name) is personal, and would make each session
 * a group of its own; it stays `{{…}}`.
 */
function inRelease<Part extends { prompt: string; text: string }>(program: Program, part: Part): Part {
  const spoken = program.prompts.get(part.prompt)
  const text = spoken && !spoken.utterance ? spoken.template.text : part.text
  return { ...part, text: [...text].slice(0, longestTextCharacters).join('') }
}

function shown(program: Program, observed: Observed | undefined): Observed | null {
  if (!observed) return null
  if (observed.kind === 'heard') return inRelease(program, observed)
  if (observed.kind !== 'ended' || observed.outcome.kind !== 'voicemail') return observed
  // The target of a voice message is one caller's recording.
  return { kind: 'ended', outcome: { kind: 'voicemail' } }
}

/** Where a call goes whose end is not known: the same words in which the end is told where it is known. */
function sentTo(observed: Observed | undefined): Replay['after']['outcome'] {
  if (observed?.kind !== 'sent') return null
  const { by, target } = observed
  if (by === 'slot' || by === 'conference') return { kind: 'transfer', target: `${by === 'slot' ? 'slot' : 'room'}:${target}` }
  return { kind: by === 'queue' ? 'agent' : by, target }
}
