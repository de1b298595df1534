import type { Answer, JournalEntry, QueueOperation, Results } from '@madoguchi/sdk'
import type { Ending } from './act.ts'
import type { CallControl } from './call-control.ts'
import { answered, bridgeAct } from './transfer-act.ts'

/** A telephone that queued callers are offered to. */
export interface Seat {
  name: string
  /** What FreeSWITCH dials, from the configuration of the instance only: `user/1001@agents.example`. */
  endpoint: string
  /** Whose telephone it is, where it is one person's. */
  agent?: string
}

export interface DeskTimes {
  /** How long one telephone rings before the next is tried. */
  ringSeconds: number
  /** Music between two rounds. */
  pauseSeconds: number
}

type Said = { result: Results['queue.join'] } | { gone: NonNullable<Answer['gone']> } | { fault: NonNullable<Answer['fault']> }

/** Hold music of the generated configuration. */
export const music = 'local_stream://hold'
const seatEndpoint = /^[A-Za-z][A-Za-z0-9_/.@:-]{0,199}$/

/**
 * Offers waiting callers to the configured telephones, in the order of joining, each telephone to one caller at a time. It knows neither
 * skills, log-in nor the state of an agent: a telephone that is not registered, busy or silent is passed over, and tried again later.
 * The queue of the desk takes its place where there is one.
 */
export class Desk {
  readonly #seats: readonly Seat[]
  readonly #times: DeskTimes
  readonly #waiting = new Map<string, string[]>()
  readonly #taken = new Set<string>()
  #next = 0

  /** @throws RangeError for an endpoint that is no plain dial string */
  constructor(seats: readonly Seat[] = [], times: DeskTimes = { ringSeconds: 15, pauseSeconds: 5 }) {
    if (seats.some(({ endpoint }) => !seatEndpoint.test(endpoint))) throw new RangeError('the endpoint of a seat is not a plain dial string')
    this.#seats = seats
    this.#times = times
  }

  /** The telephone of `seat:<name>` or `agent:<id>`. */
  endpointOf(target: string): string | undefined {
    const [kind, id] = [target.slice(0, target.indexOf(':')), target.slice(target.indexOf(':') + 1)]
    return this.#seats.find(({ name, agent }) => (kind === 'seat' ? name === id : kind === 'agent' && agent === id))?.endpoint
  }

  /** Callers waiting in a queue of this instance. */
  length(queue: string): number {
    return this.#waiting.get(queue)?.length ?? 0
  }

  async join(operation: QueueOperation, entry: JournalEntry, call: CallControl): Promise<Said> {
    const waiting = this.#waiting.get(operation.queue) ?? []
    this.#waiting.set(operation.queue, waiting)
    if (waiting.length >= operation.maxLength) return { result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } }
    waiting.push(call.uuid)
    try {
      return await this.#wait(operation, entry, call, () => waiting.indexOf(call.uuid))
    } finally {
      waiting.splice(waiting.indexOf(call.uuid), 1)
    }
  }

  async #wait(operation: QueueOperation, entry: JournalEntry, call: CallControl, place: () => number): Promise<Said> {
    const untilMs = entry.startedMs + operation.maxWaitSeconds * 1000
    const announced: Results['queue.join']['announced'] = []
    const waited = () => Math.round((call.elapsedMs - entry.startedMs) / 1000)
    for (let round = 0; call.elapsedMs < untilMs; round++) {
      const spoken = await this.#announce(operation, entry, call, announced, round)
      if (spoken && spoken.kind !== 'done') return ended(spoken, waited())
      const offer = await this.#offer(operation, entry, call, place(), round, untilMs)
      if (offer) return { ...offer, ...('result' in offer && { result: { ...offer.result, announced } }) }
      const pause = await this.#music(entry, call, round, Math.min(this.#times.pauseSeconds * 1000, untilMs - call.elapsedMs))
      if (pause.kind !== 'done') return ended(pause, waited())
    }
    return { result: { result: 'timeout', waitedSeconds: waited(), talkSeconds: 0, announced } }
  }

  /** The first announcement at once, the others at their interval, as far as they have audio. */
  async #announce(operation: QueueOperation, entry: JournalEntry, call: CallControl, announced: Results['queue.join']['announced'], round: number): Promise<Ending | undefined> {
    const due = entry.startedMs + announced.length * operation.announceEverySeconds * 1000
    const again = announced.length > 0
    const utterance = again ? operation.announceAgain : operation.announceFirst
    if (!utterance || call.elapsedMs < due || (!again && round > 0) || !call.isPlayable([utterance])) return undefined
    announced.push({ again, atMs: Math.round(call.elapsedMs) })
    return call.speak([utterance], entry, `-say${round}`)
  }

  /** One telephone after the other, as long as this caller is among the first for whom there are free ones. */
  async #offer(operation: QueueOperation, entry: JournalEntry, call: CallControl, place: number, round: number, untilMs: number): Promise<Said | undefined> {
    const free = this.#seats.filter(({ name }) => !this.#taken.has(name))
    if (place < 0 || place >= free.length) return undefined
    const turn = this.#next++ % Math.max(1, free.length)
    for (const [index, seat] of [...free.slice(turn), ...free.slice(0, turn)].entries()) {
      const seconds = Math.min(this.#times.ringSeconds, Math.ceil((untilMs - call.elapsedMs) / 1000))
      if (this.#taken.has(seat.name) || seconds < 1) continue
      this.#taken.add(seat.name)
      const talk = await call.bridge(bridgeAct({ dialString: seat.endpoint, timeoutSeconds: seconds, line: call.line, ringback: music }), entry, `-ring${round}.${index}`)
      this.#taken.delete(seat.name)
      const waitedSeconds = Math.round(((talk.bridgedAtMs ?? call.elapsedMs) - entry.startedMs) / 1000)
      if (talk.ending.kind !== 'done') return ended(talk.ending, waitedSeconds, talk.bridgedAtMs === undefined ? 'queue' : 'agent')
      if (answered(talk.ending.variables)) return { result: { result: 'served', agent: seat.name, waitedSeconds, talkSeconds: talk.seconds, announced: [] } }
    }
    return undefined
  }

  async #music(entry: JournalEntry, call: CallControl, round: number, milliseconds: number): Promise<Ending> {
    const playing = call.sound(music, entry, `-hold${round}`)
    const stop = call.pause(Math.max(0, milliseconds)).then(() => call.breakOff())
    const ending = await playing
    await stop
    return ending
  }
}

function ended(ending: Ending, heardSeconds: number, where: 'queue' | 'agent' = 'queue'): Said {
  if (ending.kind === 'lost') return { fault: { code: 'telephony', message: ending.why, retryable: false } }
  return { gone: { cause: ending.kind === 'gone' ? ending.cause : 'NORMAL_UNSPECIFIED', heardSeconds, in: where } }
}
