import { ContactGone } from '../faults.ts'
import type { CrowdLimits, QueueFigures, QueueOperation, QueuePriority, Results } from '../operations.ts'
import type { CallCapability } from './call.ts'
import type { SessionPort } from './session.ts'

export interface JoinOptions {
  priority?: QueuePriority
  /** The prompt that the agent hears before the caller is connected. */
  whisper?: string
  /** The key by which the caller leaves. */
  leaveKey?: string
}

/** Waiting for an agent. */
export class QueueCapability {
  readonly #session: SessionPort
  readonly #call: CallCapability

  constructor(session: SessionPort, call: CallCapability) {
    this.#session = session
    this.#call = call
  }

  /** Waits in a queue until an agent has served the caller, the longest wait is over, or the queue was full. */
  async join(queue: string, { priority, whisper, leaveKey }: JoinOptions = {}): Promise<Results['queue.join']> {
    await this.#call.flush()
    const settings = await this.#session.queue(queue)
    const startedMs = this.#session.journal.elapsedMs
    const operation: QueueOperation = {
      op: 'queue.join', queue, ...settings, ...(priority !== undefined && { priority }), ...(leaveKey !== undefined && { leaveKey }),
      ...(whisper !== undefined && { whisper: [await this.#session.utterance(whisper)] }),
    }
    try {
      const result = await this.#session.journal.perform(operation)
      this.#announced(operation, result.announced)
      if (result.result === 'left' && leaveKey !== undefined) this.#session.emit({ kind: 'pressed', atMs: this.#session.journal.elapsedMs, keys: leaveKey })
      if (result.result === 'served') this.#session.settle({ kind: 'agent', target: queue })
      return result
    } catch (error) {
      if (error instanceof ContactGone) this.#left(operation, startedMs)
      throw error
    }
  }

  /** A look at a queue; the caller does not join it, and what is queued to be said is not said before. */
  async look(queue: string, limits: CrowdLimits = {}): Promise<QueueFigures> {
    // An unknown queue is a fault of the release, so it is found before the world is asked.
    await this.#session.queue(queue)
    return this.#session.journal.perform({ op: 'queue.look', queue, limits })
  }

  #announced(operation: QueueOperation, announced: Results['queue.join']['announced']): void {
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
