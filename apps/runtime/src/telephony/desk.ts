import { type Answer, type JournalEntry, type QueueFigures, type QueueLook, type QueueOperation, type Results, estimatedWait } from '@madoguchi/sdk'
import type { Ending } from './act.ts'
import type { CallControl } from './call-control.ts'
import { spokenSeconds } from './speech-files.ts'
import { answered, bridgeAct } from './transfer-act.ts'
import { type Waiting, WaitingLine } from './waiting-line.ts'

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
 * Offers waiting callers to the configured telephones, by priority and in the order of joining, each telephone to one caller at a time. It knows
 * neither skills nor the state of an agent: whoever's telephone is registered counts as logged in, and one that is busy or silent is passed
 * over, and tried again later. Callers of other instances are not seen.
 * The queue of the desk takes its place where there is one.
 */
export class Desk {
  readonly #seats: readonly Seat[]
  readonly #times: DeskTimes
  readonly #lines = new Map<string, WaitingLine>()
  readonly #taken = new Set<string>()
  /** Monotonic milliseconds. */
  readonly #now: () => number
  #next = 0

  /** @throws RangeError for an endpoint that is no plain dial string */
  constructor(seats: readonly Seat[] = [], times: DeskTimes = { ringSeconds: 15, pauseSeconds: 5 }, now = () => performance.now()) {
    if (seats.some(({ endpoint }) => !seatEndpoint.test(endpoint))) throw new RangeError('the endpoint of a seat is not a plain dial string')
    this.#seats = seats
    this.#times = times
    this.#now = now
  }

  /** The telephone of `seat:<name>` or `agent:<id>`. */
  endpointOf(target: string): string | undefined {
    const [kind, id] = [target.slice(0, target.indexOf(':')), target.slice(target.indexOf(':') + 1)]
    return this.#seats.find(({ name, agent }) => (kind === 'seat' ? name === id : kind === 'agent' && agent === id))?.endpoint
  }

  /** Callers waiting in a queue of this instance. */
  length(queue: string): number {
    return this.#lines.get(queue)?.length ?? 0
  }

  async join(operation: QueueOperation, entry: JournalEntry, call: CallControl): Promise<Said> {
    const line = this.#lines.get(operation.queue) ?? new WaitingLine()
    this.#lines.set(operation.queue, line)
    if (line.length >= operation.maxLength) return { result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } }
    const silent = (operation.whisper ?? []).filter((utterance) => !call.isPlayable([utterance]))
    if (silent.length > 0) return { fault: { code: 'prompt-missing', message: `no audio could be played for ${silent.map(({ prompt }) => prompt).join(', ')}`, retryable: false } }
    const caller = line.join(call.uuid, operation.priority ?? 'normal', this.#now())
    const place: Place = { line, caller, left: false }
    if (operation.leaveKey !== undefined) call.watchKey({ key: operation.leaveKey, act: () => leave(place, call) })
    try {
      return await this.#wait(operation, entry, call, place)
    } finally {
      call.watchKey(undefined)
      line.leave(caller)
    }
  }

  /** The queue as it is on this instance. @throws EslError where FreeSWITCH does not tell who is registered */
  async look({ queue }: QueueLook, call: Pick<CallControl, 'command'>): Promise<QueueFigures> {
    const present = await Promise.all(this.#seats.map(({ endpoint }) => isPresent(endpoint, call)))
    const here = this.#seats.filter((_, index) => present[index])
    const line = this.#lines.get(queue)
    const [waiting, agents, free] = [line?.length ?? 0, here.length, here.filter(({ name }) => !this.#taken.has(name)).length]
    return { waiting, longestWaitSeconds: Math.round((line?.longestWaitMs(this.#now()) ?? 0) / 1000), estimatedWaitSeconds: estimatedWait(waiting, agents, free, line?.talkSeconds), agents, free }
  }

  async #wait(operation: QueueOperation, entry: JournalEntry, call: CallControl, place: Place): Promise<Said> {
    const untilMs = entry.startedMs + operation.maxWaitSeconds * 1000
    const announced: Results['queue.join']['announced'] = []
    const waited = () => Math.round((call.elapsedMs - entry.startedMs) / 1000)
    for (let round = 0; call.elapsedMs < untilMs && !place.left; round++) {
      const spoken = await this.#announce(operation, entry, call, announced, round)
      if (spoken && spoken.kind !== 'done') return ended(spoken, waited())
      if (place.left) break
      const offer = await this.#offer(operation, entry, call, place, round, untilMs)
      if (offer) return { ...offer, ...('result' in offer && { result: { ...offer.result, announced } }) }
      if (place.left) break
      const pause = await this.#music(entry, call, place, round, Math.min(this.#times.pauseSeconds * 1000, untilMs - call.elapsedMs))
      if (pause.kind !== 'done') return ended(pause, waited())
    }
    return { result: { result: place.left ? 'left' : 'timeout', waitedSeconds: waited(), talkSeconds: 0, announced } }
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
  async #offer(operation: QueueOperation, entry: JournalEntry, call: CallControl, place: Place, round: number, untilMs: number): Promise<Said | undefined> {
    const { line, caller } = place
    const free = this.#seats.filter(({ name }) => !this.#taken.has(name))
    if (line.placeOf(caller) >= free.length) return undefined
    const whisper = operation.whisper && { file: call.fileOf(operation.whisper), seconds: spokenSeconds(operation.whisper), acceptKey: '', acceptSeconds: 0 }
    const turn = this.#next++ % Math.max(1, free.length)
    for (const [index, seat] of [...free.slice(turn), ...free.slice(0, turn)].entries()) {
      const seconds = Math.min(this.#times.ringSeconds, Math.ceil((untilMs - call.elapsedMs) / 1000))
      if (place.left) return undefined
      if (this.#taken.has(seat.name) || seconds < 1) continue
      this.#taken.add(seat.name)
      caller.state = 'offered'
      const act = bridgeAct({ dialString: seat.endpoint, timeoutSeconds: seconds, line: call.line, ringback: music, whisper })
      const talk = await call.bridge(act, entry, `-ring${round}.${index}`, () => (caller.state = 'talking'))
      caller.state = 'waiting'
      this.#taken.delete(seat.name)
      if (talk.bridgedAtMs !== undefined) line.talked(talk.seconds)
      const waitedSeconds = Math.round(((talk.bridgedAtMs ?? call.elapsedMs) - entry.startedMs) / 1000)
      if (talk.ending.kind !== 'done') return ended(talk.ending, waitedSeconds, talk.bridgedAtMs === undefined ? 'queue' : 'agent')
      if (answered(talk.ending.variables)) return { result: { result: 'served', agent: seat.name, waitedSeconds, talkSeconds: talk.seconds, announced: [] } }
    }
    return undefined
  }

  async #music(entry: JournalEntry, call: CallControl, place: Place, round: number, milliseconds: number): Promise<Ending> {
    const playing = call.sound(music, entry, `-hold${round}`)
    let cancel = (): void => {}
    const stopped = new Promise<void>((resolve) => {
      cancel = call.after(Math.max(0, milliseconds), resolve)
      place.stopMusic = resolve
    }).then(() => call.breakOff())
    const ending = await playing
    // Music that could not be played is still a pause.
    if (ending.kind === 'done') await stopped
    cancel()
    place.stopMusic = undefined
    return ending
  }
}

interface Place {
  line: WaitingLine
  caller: Waiting
  /** The caller has pressed the key that leaves. */
  left: boolean
  stopMusic?: (() => void) | undefined
}

/** A telephone that rings for the caller by now is let ring: whoever answers it gets the call. */
function leave(place: Place, call: CallControl): void {
  place.left = true
  if (place.stopMusic) place.stopMusic()
  else if (place.caller.state === 'waiting') call.breakOff()
}

/** Whether a telephone is registered. One that is reached without registering is always there. */
async function isPresent(endpoint: string, call: Pick<CallControl, 'command'>): Promise<boolean> {
  if (!endpoint.startsWith('user/')) return true
  return !(await call.command('sofia_contact', `*/${endpoint.slice('user/'.length)}`)).startsWith('error')
}

function ended(ending: Ending, heardSeconds: number, where: 'queue' | 'agent' = 'queue'): Said {
  if (ending.kind === 'lost') return { fault: { code: 'telephony', message: ending.why, retryable: false } }
  return { gone: { cause: ending.kind === 'gone' ? ending.cause : 'NORMAL_UNSPECIFIED', heardSeconds, in: where } }
}
