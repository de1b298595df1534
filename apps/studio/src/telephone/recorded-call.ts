import { type MadeCall, makeLocalClock } from '@madoguchi/engine'
import { whenOf } from './call-recorder.ts'
import type { CallRequest } from './telephone-line.ts'
import type { Telephone } from './telephone-store.ts'

/** A call with the instant that it was made for, on the clock that the person chose. */
export interface RecordedCall extends MadeCall {
  startedAtMs: number
}

/** The call that is over on the telephone, as it can be made again; undefined while it goes on, or where the line was lost. */
export function recordedCall({ request, recording, startedAtMs, seed, call }: Pick<Telephone, 'request' | 'recording' | 'startedAtMs' | 'seed' | 'call'>): RecordedCall | undefined {
  const when = whenOf(recording)
  if (!request || !when || call.phase !== 'ended' || call.ended?.by === 'line') return undefined
  return { given: { ...givenOf(request), at: new Date(startedAtMs).toISOString(), ...(seed === undefined ? {} : { seed }) }, when, trace: recording.trace, startedAtMs }
}

/** The call that was run at once. */
export function instantCall({ instant }: Pick<Telephone, 'instant'>): RecordedCall | undefined {
  if (!instant) return undefined
  const { simulation, request, press, startedAtMs } = instant
  return { given: { ...givenOf(request), at: new Date(startedAtMs).toISOString() }, when: press.length === 0 ? {} : { press: [...press] }, trace: simulation.trace, startedAtMs }
}

function givenOf({ to, from, agents, waiting, faults }: CallRequest): Omit<MadeCall['given'], 'at'> {
  return { to, from, agents, ...(waiting === undefined ? {} : { waiting }), ...(faults.length === 0 ? {} : { faults: [...faults] }) }
}

/** The same call with its time as the contact center writes it. */
export function inZone(call: RecordedCall, timeZone: string): RecordedCall {
  return { ...call, given: { ...call.given, at: makeLocalClock(timeZone).isoOf(call.startedAtMs) } }
}
