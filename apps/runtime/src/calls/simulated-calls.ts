import { randomBytes, randomInt } from 'node:crypto'
import { EventEmitter, on } from 'node:events'
import { type AskService, type HandsetEvent, HandsetWorld, type Timers, makeLocalClock, hoursUnder, parseFaults, SimulationRefused, waysUnder } from '@madoguchi/engine'
import type { TraceEvent } from '@madoguchi/sdk'
import type { Logger } from 'pino'
import { newSessionId } from '../sessions/session-id.ts'
import type { SessionWriter } from '../sessions/session-writer.ts'
import { StatedError } from '../stated-error.ts'
import type { ProgramStore } from './program-store.ts'
import { runCall } from './run-call.ts'

/** A call placed from the studio's telephone to the live release. */
export interface DialRequest {
  to: string
  from: string
  /** ISO 8601; left out: now. */
  at?: string | undefined
  agents: number
  /** Callers who wait in a queue before this one; left out: nobody. */
  waiting?: number | undefined
  faults: readonly string[]
}

export type HandsetMessage = HandsetEvent | { kind: 'trace'; event: TraceEvent } | { kind: 'closed' }

interface SimulatedCall {
  world: HandsetWorld
  messages: HandsetMessage[]
  changed: EventEmitter
  closed: boolean
}

const limits = { calls: 100, longestMs: 60 * 60 * 1000, keptAfterEndMs: 5 * 60 * 1000 }

/** Calls without FreeSWITCH: the runtime's own telephony, which is the default until an instance is connected. */
export class SimulatedCalls {
  readonly #programs: ProgramStore
  readonly #writer: SessionWriter
  readonly #log: Logger
  readonly #clock: () => Date
  readonly #services: AskService | undefined
  readonly #calls = new Map<string, SimulatedCall>()

  constructor(programs: ProgramStore, writer: SessionWriter, log: Logger, clock: () => Date, services?: AskService) {
    this.#programs = programs
    this.#writer = writer
    this.#log = log
    this.#clock = clock
    this.#services = services
  }

  /** @throws StatedError INPUT_INVALID for a number, instant or fault that means nothing; CALLS_EXHAUSTED */
  async dial(request: DialRequest): Promise<{ sessionId: string; release: number }> {
    const { number: release, program } = await this.#programs.live()
    if ([...this.#calls.values()].filter(({ closed }) => !closed).length >= limits.calls) {
      throw new StatedError('CALLS_EXHAUSTED', { ja: `同時に試せる通話は${limits.calls}件までです。終わった通話を切ってください。`, en: `At most ${limits.calls} calls can be tried at once. Hang up those that are over.` })
    }
    const faults = toInput(() => parseFaults(request.faults))
    const startedAtMs = request.at === undefined ? this.#clock().getTime() : instant(program.timeZone, request.at)
    const sessionId = newSessionId(this.#clock(), randomBytes(10))
    const messages: HandsetMessage[] = []
    const changed = new EventEmitter().setMaxListeners(0)
    const tell = (message: HandsetMessage) => {
      messages.push(message)
      changed.emit('message')
    }
    const world = new HandsetWorld({ emit: tell, timers: realTimers, agents: () => request.agents, waiting: () => request.waiting ?? 0, faults, ...(this.#services && { services: this.#services }) })
    const call: SimulatedCall = { world, messages, changed, closed: false }
    this.#calls.set(sessionId, call)
    const longest = setTimeout(() => world.hangup(), limits.longestMs).unref()
    void runCall(
      { sessionId, release, program, to: request.to, from: request.from, channel: 'simulated', instance: null, world, startedAtMs, seed: randomInt(2 ** 31), hours: hoursUnder(faults), ways: waysUnder(faults), onTrace: (event) => tell({ kind: 'trace', event }) },
      this.#writer,
    )
      .catch((cause: unknown) => this.#log.error({ err: cause, sessionId }, 'simulated call failed'))
      .finally(() => {
        clearTimeout(longest)
        call.closed = true
        tell({ kind: 'closed' })
        setTimeout(() => this.#calls.delete(sessionId), limits.keptAfterEndMs).unref()
      })
    return { sessionId, release }
  }

  press(sessionId: string, key: string): void {
    this.#call(sessionId).world.press(key)
  }

  hangup(sessionId: string): void {
    this.#call(sessionId).world.hangup()
  }

  skip(sessionId: string): void {
    this.#call(sessionId).world.skip()
  }

  /** Everything the handset is told from message `after` on, until the call is over or the signal aborts. A reader that comes late or again misses nothing. */
  async *messages(sessionId: string, after: number, signal: AbortSignal): AsyncGenerator<{ seq: number; message: HandsetMessage }> {
    const { messages, changed } = this.#call(sessionId)
    const news = on(changed, 'message', { signal })
    for (let seq = after; ; ) {
      while (seq < messages.length) {
        const message = messages[seq]
        seq++
        if (message === undefined) return
        yield { seq, message }
        if (message.kind === 'closed') return
      }
      try {
        await news.next()
      } catch (cause) {
        if (signal.aborted) return
        throw cause
      }
    }
  }

  /** Hangs up what still runs. */
  stop(): void {
    for (const { world } of this.#calls.values()) world.hangup()
  }

  #call(sessionId: string): SimulatedCall {
    const call = this.#calls.get(sessionId)
    if (!call) throw new StatedError('NO_SUCH_SESSION', { ja: 'この通話は終わっています。', en: 'This call is over.' })
    return call
  }
}

const realTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}

function instant(timeZone: string, text: string): number {
  try {
    return makeLocalClock(timeZone).epochOf(text)
  } catch (cause) {
    throw new StatedError('INPUT_INVALID', { ja: `日時「${text}」を読めません。`, en: `"${text}" is no date and time.` }, { cause })
  }
}

function toInput<T>(act: () => T): T {
  try {
    return act()
  } catch (cause) {
    if (!(cause instanceof SimulationRefused)) throw cause
    throw new StatedError('INPUT_INVALID', { ja: cause.ja, en: cause.message }, { cause })
  }
}
