import { type Answer, type JoinResult, type OutsideOperation, type QueueFigures, type QueueLook, type QueueOperation, estimatedWait, figuresOf, queueStates, serviceFault } from '@madoguchi/sdk'
import { ringSeconds, talkSeconds } from './simulated-talks.ts'

/**
 * A simulated queue as a flow sees it. Who waits before the caller keeps all agents busy, and has come one conversation after the other.
 * @param planned the state that a fault asks for
 */
export function simulatedFigures({ limits }: QueueLook, agents: number, waiting: number, planned: string | undefined): QueueFigures {
  const state = queueStates.find((one) => one === planned)
  if (state) return figuresOf(state, limits)
  const free = waiting > 0 ? 0 : agents
  return { waiting, longestWaitSeconds: waiting === 0 ? 0 : Math.round((waiting * talkSeconds) / Math.max(1, agents)), estimatedWaitSeconds: estimatedWait(waiting, agents, free, talkSeconds), agents, free }
}

/** A queue as a simulated call meets it: agents, and who waits before the caller. */
export interface SimulatedQueue {
  agents: number
  waiting: number
}

/** How long somebody who joins a simulated queue waits until a telephone rings; null: nobody knows, since nobody is there. */
export function simulatedWaitSeconds({ agents, waiting }: SimulatedQueue): number | null {
  return estimatedWait(waiting, agents, waiting > 0 ? 0 : agents, talkSeconds)
}

/**
 * When a telephone begins to ring for somebody who joined then: at once where nobody waits before, else when as many conversations have ended,
 * at the pace by which waits are estimated. In milliseconds since the session began; undefined: never, without an agent.
 */
export function offeredAtMs(joinedMs: number, queue: SimulatedQueue): number | undefined {
  const seconds = simulatedWaitSeconds(queue)
  return seconds === null ? undefined : joinedMs + seconds * 1000
}

/** What somebody who waits is told at a moment. Without an agent nobody moves up, and nobody knows how long it will last. */
export function standingAt(joinedMs: number, nowMs: number, queue: SimulatedQueue): Required<Pick<JoinResult, 'position' | 'estimatedWaitSeconds'>> {
  const offeredMs = offeredAtMs(joinedMs, queue)
  if (offeredMs === undefined) return { position: queue.waiting + 1, estimatedWaitSeconds: null }
  const served = Math.floor(((nowMs - joinedMs) / 1000) * (queue.agents / talkSeconds))
  return { position: Math.max(1, queue.waiting + 1 - served), estimatedWaitSeconds: Math.max(0, Math.round((offeredMs - nowMs) / 1000)) }
}

/** How far a wait in a simulated queue goes before something else comes: an agent (`offeredMs`), the flow's turn, or the longest wait. */
export interface WaitCourse {
  joinedMs: number
  /** When a telephone begins to ring for the caller within this slice. */
  offeredMs: number | undefined
  /** When this slice ends where nobody answers. */
  endMs: number
  /** The longest wait is over then, and not only the slice. */
  last: boolean
}

/** @param fault what was planned for the queue; `timeout`, `waiting` and `unknown-wait`: nobody answers, `served`: at once */
export function waitCourse({ joinedMs: since, maxWaitSeconds, returnAfterSeconds }: QueueOperation, startedMs: number, queue: SimulatedQueue, fault: string | undefined): WaitCourse {
  const joinedMs = since ?? startedMs
  const untilMs = Math.max(startedMs, joinedMs + maxWaitSeconds * 1000)
  const endMs = returnAfterSeconds === undefined ? untilMs : Math.min(untilMs, startedMs + Math.round(returnAfterSeconds * 1000))
  const offeredMs = fault === 'served' ? startedMs : nobodyAnswers(fault) ? undefined : offeredAtMs(joinedMs, queue)
  return { joinedMs, endMs, last: endMs === untilMs, offeredMs: offeredMs !== undefined && offeredMs <= endMs ? Math.max(startedMs, offeredMs) : undefined }
}

export function nobodyAnswers(fault: string | undefined): boolean {
  return fault === 'timeout' || fault === 'waiting' || fault === 'unknown-wait'
}

/** Somebody hangs up who does something else while waiting: before an agent has answered, or while talking with one. @param fault what was planned for the queue */
export function leftInLine(fault: string | undefined, startedMs: number): Answer | undefined {
  if (fault === 'abandoned') return { atMs: startedMs + 1000, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 1, in: 'queue' } }
  if (fault === 'hung-up') return { atMs: startedMs + (ringSeconds + talkSeconds) * 1000, gone: { cause: 'NORMAL_CLEARING', heardSeconds: ringSeconds, in: 'agent' } }
  return undefined
}

/** Those who are to be called back in a simulated call: only who asked for it in this call, at the place that they had. */
export class SimulatedCallbacks {
  readonly #requested = new Map<string, number>()

  request({ queue, number, joinedMs }: Extract<OutsideOperation, { op: 'callbacks.request' }>, atMs: number, simulated: SimulatedQueue, fault: string | undefined): Answer {
    if (fault === 'error') return serviceFault('service-callbacks', atMs)
    const key = `${queue} ${number}`
    const known = this.#requested.get(key)
    const position = known ?? standingAt(joinedMs, atMs, simulated).position
    this.#requested.set(key, position)
    return { atMs, result: { result: known !== undefined || fault === 'duplicate' ? 'duplicate' : 'accepted', position } }
  }
}
