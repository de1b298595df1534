import { type Program, type SessionResult, type SessionStart, normaliseNumber, runSession } from '@madoguchi/engine'
import type { JournalEntry, TraceEvent, World } from '@madoguchi/sdk'
import type { SessionWriter } from '../sessions/session-writer.ts'

export interface CallToRun {
  sessionId: string
  release: number
  program: Program
  to: string
  from: string
  channel: 'simulated' | 'freeswitch'
  instance: string | null
  world: World
  startedAtMs: number
  seed: number
  hours?: SessionStart['hours']
  ways?: SessionStart['ways']
  /** What a predecessor recorded; then the session is not begun anew in the store. */
  recorded?: JournalEntry[]
  onTrace?(event: TraceEvent): void
}

/** Runs a call and stores it as it goes: the session, its trace and its journal. Nothing here waits for the database. */
export async function runCall(call: CallToRun, writer: SessionWriter): Promise<SessionResult> {
  const { sessionId, recorded } = call
  if (!recorded) {
    writer.begin({
      id: sessionId, releaseNumber: call.release, dialledLine: normaliseNumber(call.to), callerNumber: call.from === 'anonymous' ? null : call.from,
      channel: call.channel, instance: call.instance, startedAt: new Date(call.startedAtMs), seed: String(call.seed),
    })
  }
  let n = 0
  const result = await runSession(call.program, call, call.world, {
    recorded,
    sink: { began: (entry) => writer.journal(sessionId, entry), ended: (entry) => writer.journal(sessionId, entry) },
    onTrace: (event) => {
      const { kind, atMs, ...body } = event
      writer.event(sessionId, { n: n++, atMs, kind, body })
      call.onTrace?.(event)
    },
  })
  writer.end(sessionId, new Date(call.startedAtMs + result.elapsedMs), result.outcome)
  return result
}
