import { ContactGone, NodeError, WaitEnded } from '../faults.ts'
import type { CrowdLimits, JoinResult, QueueFigures, QueueOperation, QueuePlace, QueuePriority, RequiredSkill, Results, Utterance, WaitEnd } from '../operations.ts'
import type { CallCapability } from './call.ts'
import { bothSkills } from './queue-figures.ts'
import { type QueueSettings, type SessionPort, type WaitSlice, keepsPlace } from './session.ts'
import type { Fragment } from './speech.ts'
import { StatusTold } from './wait-status.ts'

export interface JoinOptions {
  priority?: QueuePriority
  /** The prompt that the agent hears before the caller is connected. */
  whisper?: string
  /** The key by which the caller leaves. */
  leaveKey?: string
  /** Besides those of the queue. */
  skills?: readonly RequiredSkill[]
  /** When the flow of the wait runs. */
  flow?: WaitingFlow
}

/** A flow that runs while the caller waits: so long after joining, and again so long after each end of it, no more than so many times. */
export interface WaitingFlow {
  afterSeconds: number
  everySeconds: number
  times: number
}

/** The flow of the wait is due: it is to be run with this, and this node then runs again. */
export interface FlowDue {
  result: 'flow'
  waiting: WaitSlice
}

/** Waiting for an agent. */
export class QueueCapability {
  readonly #session: SessionPort
  readonly #call: CallCapability
  readonly #node: () => string

  constructor(session: SessionPort, call: CallCapability, node: () => string) {
    this.#session = session
    this.#call = call
    this.#node = node
  }

  /**
   * Waits in a queue until an agent has served the caller, the longest wait is over, or the queue was full. With announcements of the wait, or a
   * flow, it waits in slices, between which the place is kept; a node that has let its flow run goes on waiting where it stood.
   */
  async join(queue: string, options: JoinOptions = {}): Promise<JoinResult | FlowDue> {
    const { resumed } = this.#session
    if (this.#session.inLine && !resumed) throw new NodeError('still-waiting', 'a caller who waits in a queue cannot join another one')
    try {
      await this.#call.flush()
      const settings = await this.#session.queue(queue)
      const place = resumed?.place ?? (await this.#placeIn(queue, settings, options))
      this.#session.places.set(queue, place)
      return await new Wait(this.#session, this.#call, { settings, place, options, runs: resumed?.runs ?? 0 }).go(resumed !== undefined)
    } catch (error) {
      if (error instanceof WaitEnded) return this.#ended(queue, error.wait)
      throw error
    } finally {
      this.#session.keep(undefined)
    }
  }

  /** A look at a queue; the caller does not join it, and what is queued to be said is not said before. */
  async look(queue: string, limits: CrowdLimits = {}): Promise<QueueFigures> {
    // An unknown queue is a fault of the release, so it is found before the world is asked.
    const { skills } = await this.#session.queue(queue)
    return this.#session.journal.perform({ op: 'queue.look', queue, limits, ...(skills && { skills }), ...keepsPlace(this.#session) })
  }

  /** Exchanges the place in a queue, the present or the last one, for a call back to this number. Who never joined stands at the end. */
  async callBack(queue: string, number: string): Promise<Results['callbacks.request']> {
    await this.#call.flush()
    await this.#session.queue(queue)
    const { joinedMs = this.#session.journal.elapsedMs, priority = 'normal' } = this.#session.places.get(queue) ?? {}
    const result = await this.#session.journal.perform({ op: 'callbacks.request', queue, number, joinedMs, priority, ...keepsPlace(this.#session) })
    this.#session.emit({ kind: 'outside', atMs: this.#session.journal.elapsedMs, node: this.#node(), what: 'callback', target: number, value: queue, result: result.result })
    return result
  }

  async #placeIn(queue: string, { maxWaitSeconds, skills }: QueueSettings, { priority, whisper, skills: further }: JoinOptions): Promise<QueuePlace> {
    const required = bothSkills(skills, further)
    return {
      queue, joinedMs: this.#session.journal.elapsedMs, maxWaitSeconds, ...(priority !== undefined && { priority }),
      ...(whisper !== undefined && { whisper: [await this.#session.utterance(whisper)] }), ...(required.length > 0 && { skills: required }),
    }
  }

  #ended(queue: string, wait: WaitEnd): WaitEnd {
    if (wait.result === 'served') this.#session.settle({ kind: 'agent', target: queue })
    return wait
  }
}

interface Waited {
  settings: QueueSettings
  place: QueuePlace
  options: JoinOptions
  runs: number
}

/** One wait, or what is left of it after its flow has run. */
class Wait {
  readonly #session: SessionPort
  readonly #call: CallCapability
  readonly #waited: Waited
  readonly #status: StatusTold | undefined

  constructor(session: SessionPort, call: CallCapability, waited: Waited) {
    this.#session = session
    this.#call = call
    this.#waited = waited
    const { status, announceEverySeconds } = waited.settings
    this.#status = status && new StatusTold(status, { everySeconds: announceEverySeconds, joinedMs: waited.place.joinedMs, sinceMs: session.journal.elapsedMs })
  }

  /** @param held the place is held already, since a flow has run in it */
  async go(held: boolean): Promise<JoinResult | FlowDue> {
    const { place, runs, options } = this.#waited
    const { journal } = this.#session
    const sinceMs = journal.elapsedMs
    const flowMs = flowDueMs(options.flow, { runs, joinedMs: place.joinedMs, sinceMs })
    for (let inside = held; ; inside = true) {
      const dueMs = Math.min(flowMs, this.#status?.dueMs ?? Number.POSITIVE_INFINITY)
      const result = await this.#slice(inside, dueMs)
      if (result.result !== 'waiting') return result
      if (flowMs <= journal.elapsedMs) return { result: 'flow', waiting: { place, runs: runs + 1 } }
      await this.#announce(result)
    }
  }

  /** What the queue document repeats, and how the wait stands, in the line. */
  async #announce(wait: JoinResult): Promise<void> {
    const { settings, place } = this.#waited
    const said: (Fragment | Utterance)[] = settings.announceAgain ? [settings.announceAgain] : []
    // One after the other, since a prompt may draw a random number.
    for (const part of this.#status?.next(wait, this.#session.journal.elapsedMs, this.#session.language) ?? []) {
      said.push('prompt' in part ? await this.#session.utterance(part.prompt, part.values) : part)
    }
    this.#session.keep(place)
    if (said.length > 0) await this.#call.playOptional(said)
    this.#session.keep(undefined)
  }

  /** Waits with music until something is due, and no longer than the caller may wait. */
  async #slice(held: boolean, dueMs: number): Promise<JoinResult> {
    const { settings, place, options } = this.#waited
    const { journal } = this.#session
    const startedMs = journal.elapsedMs
    const isSlice = dueMs < place.joinedMs + place.maxWaitSeconds * 1000
    const { joinedMs, ...waiter } = place
    const { announceFirst, announceAgain, announceEverySeconds, maxLength } = settings
    const operation: QueueOperation = {
      op: 'queue.join', ...waiter, maxLength, announceEverySeconds, ...(options.leaveKey !== undefined && { leaveKey: options.leaveKey }),
      ...(announceFirst && !held && { announceFirst }), ...(announceAgain && !this.#status && { announceAgain }),
      ...(held && { joinedMs }), ...(isSlice && { returnAfterSeconds: Math.max(0, dueMs - startedMs) / 1000 }),
    }
    try {
      const result = await journal.perform(operation)
      this.#announced(operation, result.announced)
      if (result.result === 'left' && options.leaveKey !== undefined) this.#session.emit({ kind: 'pressed', atMs: journal.elapsedMs, keys: options.leaveKey })
      if (result.result === 'served') this.#session.settle({ kind: 'agent', target: place.queue })
      return result
    } catch (error) {
      if (error instanceof ContactGone) this.#left(operation, startedMs)
      throw error
    }
  }

  #announced(operation: QueueOperation, announced: JoinResult['announced']): void {
    for (const { again, atMs } of announced) {
      const utterance = again ? operation.announceAgain : operation.announceFirst
      if (utterance) this.#session.emit({ kind: 'heard', atMs, ...utterance })
    }
  }

  #left(operation: QueueOperation, startedMs: number): void {
    const gone = this.#session.journal.last?.answer?.gone
    if (operation.announceFirst && gone?.heardSeconds) {
      this.#session.emit({ kind: 'heard', atMs: startedMs, ...operation.announceFirst, seconds: Math.min(gone.heardSeconds, operation.announceFirst.seconds) })
    }
    this.#session.settle(gone?.in === 'agent' ? { kind: 'agent', target: operation.queue } : { kind: 'abandoned', target: operation.queue })
  }
}

function flowDueMs(flow: WaitingFlow | undefined, { runs, joinedMs, sinceMs }: { runs: number; joinedMs: number; sinceMs: number }): number {
  if (!flow || runs >= flow.times) return Number.POSITIVE_INFINITY
  return runs === 0 ? joinedMs + flow.afterSeconds * 1000 : sinceMs + flow.everySeconds * 1000
}
