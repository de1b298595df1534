import { type Answer, type JournalEntry, type JoinResult, type QueueFigures, type QueueLook, type QueueOperation, type QueuePlace, type RequiredSkill, type Standing, type Waiter, estimatedWait, hasSkills } from '@madoguchi/sdk'
import type { Act, Ending } from './act.ts'
import { AgentOffer } from './agent-offer.ts'
import type { CallControl } from './call-control.ts'
import { spokenSeconds } from './speech-files.ts'
import { type BridgeRequest, answered, bridgeAct, comeBack, isTalking } from './transfer-act.ts'
import { type Waiting, WaitingLine } from './waiting-line.ts'

/** A telephone that queued callers are offered to. */
export interface Seat {
  name: string
  /** What FreeSWITCH dials, from the configuration of the instance only: `user/1001@agents.example`. */
  endpoint: string
  /** Whose telephone it is, where it is one person's. */
  agent?: string
  /** What its agent knows, and how well (1 to 5). A queue that requires skills rings only telephones that have them. */
  skills?: Readonly<Record<string, number>>
}

export interface DeskTimes {
  /** How long one telephone rings before the next is tried. */
  ringSeconds: number
  /** Music between two rounds. */
  pauseSeconds: number
}

type Said = { result: JoinResult } | { gone: NonNullable<Answer['gone']> } | { fault: NonNullable<Answer['fault']> }

/** Hold music of the generated configuration. */
export const music = 'local_stream://hold'
const seatEndpoint = /^[A-Za-z][A-Za-z0-9_/.@:-]{0,199}$/

/**
 * Offers waiting callers to the configured telephones that have the skills, by priority and in the order of joining, each telephone to one caller
 * at a time. It does not know the state of an agent: whoever's telephone is registered counts as logged in, and one that is busy or silent is
 * passed over, and tried again later. Callers of other instances are not seen. While a flow runs for a caller who keeps a place, the telephones
 * ring beside it.
 * The queue of the desk takes its place where there is one.
 */
export class Desk {
  readonly #seats: readonly Seat[]
  readonly #times: DeskTimes
  readonly #lines = new Map<string, WaitingLine>()
  readonly #taken = new Set<string>()
  /** The places that callers keep, by channel. */
  readonly #places = new Map<string, Place>()
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

  /** How many callers of this instance, besides the one of that channel, stand before somebody who joined so many milliseconds ago. */
  before(queue: string, { priority, agoMs }: Pick<Standing, 'priority'> & { agoMs: number }, except: string): number {
    return this.#lines.get(queue)?.before({ priority, joinedMs: this.#now() - agoMs }, except) ?? 0
  }

  async join(operation: QueueOperation, entry: JournalEntry, call: CallControl): Promise<Said> {
    const isNew = operation.joinedMs === undefined
    if (isNew && this.length(operation.queue) >= operation.maxLength) return { result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } }
    const silent = (operation.whisper ?? []).filter((utterance) => !call.isPlayable([utterance]))
    if (silent.length > 0) return { fault: { code: 'prompt-missing', message: `no audio could be played for ${silent.map(({ prompt }) => prompt).join(', ')}`, retryable: false } }
    if (isNew) this.forget(call.uuid)
    const place = this.#placeFor(operation, operation.joinedMs ?? entry.startedMs, call)
    this.#silence(place)
    if (operation.leaveKey !== undefined) call.watchKey({ key: operation.leaveKey, act: () => leave(place, call) })
    let keeps = false
    try {
      const said = await this.#wait(operation, entry, call, place)
      keeps = 'result' in said && said.result.result === 'waiting'
      return said
    } finally {
      call.watchKey(undefined)
      if (!keeps) this.forget(call.uuid)
    }
  }

  /** The queue as it is on this instance. @throws EslError where FreeSWITCH does not tell who is registered */
  async look({ queue, skills }: Pick<QueueLook, 'queue' | 'skills'>, call: Pick<CallControl, 'command'>): Promise<QueueFigures> {
    const seats = this.#seatsWith(skills)
    const present = await Promise.all(seats.map(({ endpoint }) => isPresent(endpoint, call)))
    const here = seats.filter((_, index) => present[index])
    const line = this.#lines.get(queue)
    const [waiting, agents, free] = [line?.length ?? 0, here.length, here.filter(({ name }) => !this.#taken.has(name)).length]
    return { waiting, longestWaitSeconds: Math.round((line?.longestWaitMs(this.#now()) ?? 0) / 1000), estimatedWaitSeconds: estimatedWait(waiting, agents, free, line?.talkSeconds), agents, free }
  }

  /** Keeps the place while the call does something else, and rings telephones beside that; told once, when somebody has answered. */
  offerMeanwhile(waiter: QueuePlace, call: CallControl, onAnswered: () => void): void {
    const place = this.#placeFor(waiter, waiter.joinedMs, call)
    place.offer ??= this.#offerTo(place, waiter, call)
    place.offer.onAnswered = onAnswered
    if (place.offer.answered) onAnswered()
  }

  /** Nobody has answered during that operation; the telephones may go on ringing for the next. */
  stopListening(uuid: string): void {
    const offer = this.#places.get(uuid)?.offer
    if (offer) offer.onAnswered = undefined
  }

  /** Leads the caller to the agent who has answered, and returns when that conversation is over. */
  async connect(waiter: QueuePlace, entry: JournalEntry, call: CallControl): Promise<Said | 'not-connected'> {
    const place = this.#places.get(call.uuid)
    const leg = place?.offer?.accept()
    if (!place || !leg) return 'not-connected'
    place.offer = undefined
    place.caller.state = 'talking'
    const waitedSeconds = Math.round((call.elapsedMs - waiter.joinedMs) / 1000)
    call.release()
    const talk = call.bridge(ledTo(call.line), entry, '-agent')
    const reply = await call.command('uuid_bridge', `${call.uuid} ${leg.uuid}`).catch(() => '-ERR')
    const isConnected = reply.startsWith('+OK')
    if (!isConnected) call.release()
    const { ending, seconds, bridgedAtMs } = await talk
    this.#taken.delete(leg.seat.name)
    if (!isConnected) call.command('uuid_kill', leg.uuid).catch(() => {})
    if (!isConnected && ending.kind === 'done') {
      place.caller.state = 'waiting'
      return 'not-connected'
    }
    if (bridgedAtMs !== undefined) place.line.talked(seconds)
    this.forget(call.uuid)
    if (ending.kind !== 'done') return ended(ending, waitedSeconds, bridgedAtMs === undefined ? 'queue' : 'agent')
    return { result: { result: 'served', agent: leg.seat.name, waitedSeconds, talkSeconds: seconds, announced: [] } }
  }

  /** The caller does not wait any more. */
  forget(uuid: string): void {
    const place = this.#places.get(uuid)
    if (!place) return
    this.#places.delete(uuid)
    this.#silence(place)
    place.line.leave(place.caller)
  }

  #silence(place: Place): void {
    place.offer?.stop()
    place.offer = undefined
    place.caller.state = 'waiting'
  }

  /** The place that the call keeps in this queue, or one of that instant: so a successor finds the order as it was. */
  #placeFor({ queue, priority = 'normal', skills }: Waiter, joinedMs: number, call: CallControl): Place {
    const kept = this.#places.get(call.uuid)
    if (kept?.queue === queue) return kept
    this.forget(call.uuid)
    const line = this.#lines.get(queue) ?? new WaitingLine()
    this.#lines.set(queue, line)
    const place: Place = { queue, line, caller: line.join(call.uuid, priority, this.#now() - (call.elapsedMs - joinedMs), skills), left: false }
    this.#places.set(call.uuid, place)
    return place
  }

  #seatsWith(skills: readonly RequiredSkill[] | undefined): Seat[] {
    return this.#seats.filter((seat) => hasSkills(seat.skills, skills))
  }

  /** The telephones that are free for a caller now; none where others, for whom these could ring as well, are before. */
  #freeFor({ line, caller }: Place): Seat[] {
    const free = this.#seatsWith(caller.skills).filter(({ name }) => !this.#taken.has(name))
    const before = line.placeOf(caller, (other) => free.some((seat) => hasSkills(seat.skills, other.skills)))
    if (before >= free.length) return []
    const turn = this.#next++ % free.length
    return [...free.slice(turn), ...free.slice(0, turn)]
  }

  #offerTo(place: Place, waiter: QueuePlace, call: CallControl): AgentOffer {
    return new AgentOffer(call, {
      ringSeconds: this.#times.ringSeconds, pauseSeconds: this.#times.pauseSeconds, whisper: whispered(waiter, call),
      take: (tried) => {
        const seat = this.#freeFor(place).find(({ name }) => !tried.has(name))
        if (!seat) return undefined
        this.#taken.add(seat.name)
        place.caller.state = 'offered'
        return seat
      },
      giveBack: ({ name }) => {
        this.#taken.delete(name)
        if (place.caller.state === 'offered') place.caller.state = 'waiting'
      },
    })
  }

  async #wait(operation: QueueOperation, entry: JournalEntry, call: CallControl, place: Place): Promise<Said> {
    const joinedMs = operation.joinedMs ?? entry.startedMs
    const untilMs = joinedMs + operation.maxWaitSeconds * 1000
    const endMs = operation.returnAfterSeconds === undefined ? untilMs : Math.min(untilMs, entry.startedMs + operation.returnAfterSeconds * 1000)
    const announced: JoinResult['announced'] = []
    const waited = () => Math.round((call.elapsedMs - joinedMs) / 1000)
    // Also for a slice of no length: whoever joins is offered at once where somebody is free.
    for (let round = 0; (round === 0 || call.elapsedMs < endMs) && call.elapsedMs < untilMs && !place.left; round++) {
      const spoken = await this.#announce(operation, entry, call, announced, round)
      if (spoken && spoken.kind !== 'done') return ended(spoken, waited())
      if (place.left) break
      const offer = await this.#offer(operation, entry, call, place, round, { joinedMs, untilMs })
      if (offer) return { ...offer, ...('result' in offer && { result: { ...offer.result, announced } }) }
      if (place.left || call.elapsedMs >= endMs) break
      const pause = await this.#music(entry, call, place, round, Math.min(this.#times.pauseSeconds * 1000, endMs - call.elapsedMs))
      if (pause.kind !== 'done') return ended(pause, waited())
    }
    const result = place.left ? 'left' : call.elapsedMs >= untilMs || operation.returnAfterSeconds === undefined ? 'timeout' : 'waiting'
    return { result: { result, waitedSeconds: waited(), talkSeconds: 0, announced, ...(result === 'waiting' && (await this.#standing(operation, call, place))) } }
  }

  /** Unknown where FreeSWITCH does not say who is there: a wait that nobody knows is never told as none. */
  async #standing(operation: QueueOperation, call: CallControl, { line, caller }: Place): Promise<Pick<JoinResult, 'position' | 'estimatedWaitSeconds'>> {
    const before = line.placeOf(caller)
    const figures = await this.look(operation, call).catch(() => undefined)
    return { position: before + 1, estimatedWaitSeconds: figures ? estimatedWait(before, figures.agents, figures.free, line.talkSeconds) : null }
  }

  /** The first announcement at once, the others at their interval, as far as they have audio. */
  async #announce(operation: QueueOperation, entry: JournalEntry, call: CallControl, announced: JoinResult['announced'], round: number): Promise<Ending | undefined> {
    const due = entry.startedMs + announced.length * operation.announceEverySeconds * 1000
    const again = announced.length > 0
    const utterance = again ? operation.announceAgain : operation.announceFirst
    if (!utterance || call.elapsedMs < due || (!again && round > 0) || !call.isPlayable([utterance])) return undefined
    announced.push({ again, atMs: Math.round(call.elapsedMs) })
    return call.speak([utterance], entry, `-say${round}`)
  }

  /** One telephone after the other, as long as this caller is among the first for whom there are free ones. */
  async #offer(operation: QueueOperation, entry: JournalEntry, call: CallControl, place: Place, round: number, { joinedMs, untilMs }: { joinedMs: number; untilMs: number }): Promise<Said | undefined> {
    const { line, caller } = place
    for (const [index, seat] of this.#freeFor(place).entries()) {
      const seconds = Math.min(this.#times.ringSeconds, Math.ceil((untilMs - call.elapsedMs) / 1000))
      if (place.left) return undefined
      if (this.#taken.has(seat.name) || seconds < 1) continue
      this.#taken.add(seat.name)
      caller.state = 'offered'
      const act = bridgeAct({ dialString: seat.endpoint, timeoutSeconds: seconds, line: call.line, ringback: music, whisper: whispered(operation, call) })
      const talk = await call.bridge(act, entry, `-ring${round}.${index}`, () => (caller.state = 'talking'))
      caller.state = 'waiting'
      this.#taken.delete(seat.name)
      if (talk.bridgedAtMs !== undefined) line.talked(talk.seconds)
      const waitedSeconds = Math.round(((talk.bridgedAtMs ?? call.elapsedMs) - joinedMs) / 1000)
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
  queue: string
  line: WaitingLine
  caller: Waiting
  /** The caller has pressed the key that leaves. */
  left: boolean
  stopMusic?: (() => void) | undefined
  /** Rings telephones while the call does something else. */
  offer?: AgentOffer | undefined
}

function whispered({ whisper }: Pick<Waiter, 'whisper'>, call: CallControl): BridgeRequest['whisper'] {
  return whisper && { file: call.fileOf(whisper), seconds: spokenSeconds(whisper), acceptKey: '', acceptSeconds: 0 }
}

/**
 * Nothing runs on the channel itself: it is over when the channel is parked again. The disposition is that of a telephone that was answered, by which
 * a successor knows the conversation.
 */
function ledTo(line: string): Act {
  return { set: { ...comeBack(line), originate_disposition: 'SUCCESS' }, applications: [], finished: (variables) => !isTalking(variables), resumes: () => true }
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
