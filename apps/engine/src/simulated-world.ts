import { type Answer, type JournalEntry, type Operation, type QueueOperation, type QueuePlace, type Utterance, type World, cutShort, placeOf, ringingSeconds } from '@madoguchi/sdk'
import { FaultPlan, commonFault } from './faults.ts'
import { doubleOf } from './outside-double.ts'
import { simulatedService } from './simulated-service.ts'
import { SimulatedCallbacks, leftInLine, nobodyAnswers, offeredAtMs, simulatedFigures, standingAt, waitCourse } from './simulated-queue.ts'
import { isTalkingAfter, patienceSeconds, ringSeconds, simulatedTalk, talkPoint, talkSeconds } from './simulated-talks.ts'

type Collect = Extract<Operation, { op: 'call.collect' }>
type Ask = Extract<Operation, { op: 'call.ask' }>

/** What the caller does at prompts that wait for keys, in order, in the words of `simulate --press` (cli.md): `4`, `1234#`, `-`, `!4`, `hang`. */
export type Press = string

export interface SimulatedWorldOptions {
  press?: readonly Press[]
  /** After the last key; left out: the caller never hangs up unless a key or a fault says so. */
  hangUpAfterSeconds?: number | undefined
  /** How many agents are free when a caller joins a queue. */
  agents?: () => number
  /** How many callers wait in a queue before this one; a look at it tells them. */
  waiting?: () => number
  /** Fault → what comes of it, one after the other, e.g. `gateway` → `busy` (faults.ts). */
  faults?: ReadonlyMap<string, string>
}

/** Seconds of virtual time: saying something to a voice mailbox, and hearing before a barge-in. */
const messageSeconds = 10
const bargeInSeconds = 0.5

const oneAgent = () => 1
const nobody = () => 0

/** A telephone, a caller and agents in virtual time: every answer comes at once and says when it would have come. */
export class SimulatedWorld implements World {
  readonly #press: readonly Press[]
  readonly #agents: () => number
  readonly #waiting: () => number
  readonly #faults: FaultPlan
  readonly #hangUpAfterSeconds: number | undefined
  #pressed = 0
  /** When the last key was pressed: from then on the caller's patience runs. */
  #pressedMs = 0
  #recordings = 0
  readonly #callbacks = new SimulatedCallbacks()
  /** The recording of the conversation that runs. */
  #recording: string | null = null
  /** The call is over: every further answer says so. */
  #over = false

  constructor({ press = [], hangUpAfterSeconds, agents = oneAgent, waiting = nobody, faults }: SimulatedWorldOptions = {}) {
    this.#press = press
    this.#hangUpAfterSeconds = hangUpAfterSeconds
    this.#agents = agents
    this.#waiting = waiting
    this.#faults = new FaultPlan(faults)
  }

  perform(operation: Operation, { startedMs }: JournalEntry): Answer {
    if (this.#over) return { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 0 } }
    const before = this.#pressed
    const whole = this.#faults.empty ? this.#answer(operation, startedMs) : (commonFault(operation, startedMs, this.#faults) ?? this.#answer(operation, startedMs))
    const keyed = this.#pressed > before && before < this.#press.length
    if (keyed) this.#pressedMs = whole.atMs
    const answer = keyed ? whole : this.#cutShort(operation, startedMs, whole)
    this.#over = operation.op === 'call.hangup' || answer.gone !== undefined
    return answer
  }

  #answer(operation: Operation, startedMs: number): Answer {
    const place = placeOf(operation)
    return place ? this.#inLine(place, operation, startedMs) : this.#ownAnswer(operation, startedMs)
  }

  /** Something is done while the caller waits: an agent, or the longest wait, may end it before the caller's key does. */
  #inLine(place: QueuePlace, operation: Operation, startedMs: number): Answer {
    const fault = this.#faults.next('queue')
    const left = leftInLine(fault, startedMs)
    if (left) return left
    const before = this.#pressed
    const whole = this.#ownAnswer(operation, startedMs)
    const offeredMs = fault === 'served' ? startedMs : nobodyAnswers(fault) ? undefined : offeredAtMs(place.joinedMs, this.#queue)
    const answeredMs = offeredMs === undefined ? undefined : Math.max(startedMs, Math.min(after(offeredMs, ringSeconds), fault === 'served' ? whole.atMs : Number.POSITIVE_INFINITY))
    const untilMs = Math.max(startedMs, place.joinedMs + place.maxWaitSeconds * 1000)
    if (whole.fault || (answeredMs ?? untilMs) > whole.atMs) return whole
    this.#pressed = before
    const result = cutShort(whole.result, ((answeredMs ?? untilMs) - startedMs) / 1000)
    if (answeredMs === undefined) return { atMs: untilMs, result, ended: { result: 'timeout', waitedSeconds: place.maxWaitSeconds, talkSeconds: 0, announced: [] } }
    const waitedSeconds = Math.round((answeredMs - place.joinedMs) / 1000)
    return { atMs: after(answeredMs, talkSeconds), result, ended: { result: 'served', agent: 'simulated', waitedSeconds, talkSeconds, announced: [] } }
  }

  get #queue() {
    return { agents: this.#agents(), waiting: this.#waiting() }
  }

  #ownAnswer(operation: Operation, startedMs: number): Answer {
    switch (operation.op) {
      case 'call.answer':
      case 'call.hangup':
        return { atMs: startedMs, result: {} }
      case 'call.wait':
        return { atMs: startedMs + operation.seconds * 1000, result: {} }
      case 'call.play':
        return (operation.optional ? undefined : this.#missing(operation.say, startedMs, {})) ?? heard(operation.say, startedMs)
      case 'call.ask':
        return this.#missing(operation.say, startedMs, { key: null }) ?? this.#ask(operation, startedMs)
      case 'call.collect':
        return this.#missing(operation.say, startedMs, { digits: '', terminated: false }) ?? this.#collect(operation, startedMs)
      case 'call.record':
        return this.#missing(operation.say, startedMs, { recording: null, seconds: 0 }) ?? this.#record(operation, startedMs)
      case 'call.transfer':
        return this.#transfer(operation, startedMs)
      case 'call.recording':
        return { atMs: startedMs, result: { recording: this.#recordConversation(operation.act) } }
      case 'call.hold':
      case 'call.retrieve':
      case 'call.conference':
        return simulatedTalk(operation, startedMs, this.#faults.next(talkPoint(operation)))
      case 'queue.look':
        return { atMs: startedMs, result: simulatedFigures(operation, this.#agents(), this.#waiting(), this.#faults.next('status')) }
      case 'queue.join':
        return this.#join(operation, startedMs)
      case 'http.request':
      case 'messages.send':
      case 'records.create':
      case 'desk.show':
        return doubleOf(operation, startedMs, this.#faults)
      case 'callbacks.request':
        return this.#callbacks.request(operation, startedMs, this.#queue, this.#faults.next('callbacks'))
      case 'service.ask':
        return simulatedService(operation, startedMs, this.#faults)
    }
  }

  /** The caller's patience ends before the operation does. While somebody talks with the caller, that conversation is what was left. */
  #cutShort(operation: Operation, startedMs: number, whole: Answer): Answer {
    if (this.#hangUpAfterSeconds === undefined || this.#pressed < this.#press.length || whole.gone) return whole
    const goneMs = Math.max(startedMs, after(this.#pressedMs, this.#hangUpAfterSeconds))
    if (goneMs >= whole.atMs) return whole
    const heardSeconds = (goneMs - startedMs) / 1000
    const left = leftIn(operation, whole, goneMs, heardSeconds)
    return { atMs: goneMs, gone: { cause: 'NORMAL_CLEARING', heardSeconds, ...(left && { in: left }) } }
  }

  #next(): Press {
    return this.#press[this.#pressed++] ?? '-'
  }

  /** The whole speech is missing under the fault `prompt`. */
  #missing(say: Utterance[], atMs: number, rest: Record<string, unknown>): Answer | undefined {
    if (say.length === 0 || this.#faults.next('prompt') !== 'missing') return undefined
    return { atMs, result: { ...rest, heardSeconds: 0, missing: say.map(({ prompt }) => prompt) } }
  }

  #ask({ say, timeoutSeconds }: Ask, startedMs: number): Answer {
    const seconds = length(say)
    const press = this.#next()
    if (press === 'hang') return { atMs: after(startedMs, seconds), gone: { cause: 'NORMAL_CLEARING', heardSeconds: seconds } }
    if (press === '-') return { atMs: after(startedMs, seconds + timeoutSeconds), result: { key: null, heardSeconds: seconds } }
    const heardSeconds = press.startsWith('!') ? Math.min(bargeInSeconds, seconds) : seconds
    return { atMs: after(startedMs, heardSeconds), result: { key: press.replace('!', '').charAt(0), heardSeconds } }
  }

  #collect({ say, maxDigits, terminator, timeoutSeconds, digitTimeoutSeconds }: Collect, startedMs: number): Answer {
    const seconds = length(say)
    const press = this.#next()
    if (press === 'hang') return { atMs: after(startedMs, seconds), gone: { cause: 'NORMAL_CLEARING', heardSeconds: seconds } }
    if (press === '-') return { atMs: after(startedMs, seconds + timeoutSeconds), result: { digits: '', terminated: false, heardSeconds: seconds } }
    const heardSeconds = press.startsWith('!') ? Math.min(bargeInSeconds, seconds) : seconds
    const keys = press.replace('!', '')
    const end = terminator === '' ? -1 : keys.indexOf(terminator)
    const terminated = end >= 0 && end < maxDigits
    const digits = (terminated ? keys.slice(0, end) : keys).slice(0, maxDigits)
    const waiting = terminated || digits.length === maxDigits ? 0 : digitTimeoutSeconds
    return { atMs: after(startedMs, heardSeconds + waiting), result: { digits, terminated, heardSeconds } }
  }

  #record({ say, maxSeconds, silenceSeconds }: Extract<Operation, { op: 'call.record' }>, startedMs: number): Answer {
    const heardSeconds = length(say)
    if (this.#faults.next('recording') === 'empty') return { atMs: after(startedMs, heardSeconds + silenceSeconds), result: { recording: null, seconds: 0, heardSeconds } }
    const seconds = Math.min(messageSeconds, maxSeconds)
    return { atMs: after(startedMs, heardSeconds + seconds), result: { recording: `simulated-${++this.#recordings}`, seconds, heardSeconds } }
  }

  #recordConversation(act: Extract<Operation, { op: 'call.recording' }>['act']): string | null {
    if (act === 'start') this.#recording ??= `simulated-${++this.#recordings}`
    const recording = this.#recording
    if (act === 'stop') this.#recording = null
    return recording
  }

  #transfer(operation: Extract<Operation, { op: 'call.transfer' }>, startedMs: number): Answer {
    switch (this.#faults.next('gateway')) {
      case 'busy':
        return { atMs: after(startedMs, 1), result: { result: 'busy', cause: 'USER_BUSY', talkSeconds: 0 } }
      case 'no-answer':
        return { atMs: after(startedMs, ringingSeconds(operation)), result: { result: 'no-answer', cause: 'NO_ANSWER', talkSeconds: 0 } }
      case 'unreachable':
        return { atMs: after(startedMs, 1), result: { result: 'unreachable', cause: 'NORMAL_TEMPORARY_FAILURE', talkSeconds: 0 } }
      case 'abandoned':
        return { atMs: after(startedMs, 1), gone: { cause: 'ORIGINATOR_CANCEL', heardSeconds: 0 } }
      case 'hung-up':
        return { atMs: after(startedMs, ringSeconds + talkSeconds), gone: { cause: 'NORMAL_CLEARING', in: 'transfer' } }
      default:
        return { atMs: after(startedMs, ringSeconds + talkSeconds), result: { result: 'answered', talkSeconds } }
    }
  }

  #join(operation: QueueOperation, startedMs: number): Answer {
    const fault = this.#faults.next('queue')
    const { joinedMs, offeredMs, endMs, last } = waitCourse(operation, startedMs, this.#queue, fault)
    if (operation.joinedMs === undefined && (fault === 'full' || this.#waiting() >= operation.maxLength)) return { atMs: startedMs, result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } }
    const patientSeconds = Math.min(patienceSeconds, (endMs - startedMs) / 1000)
    if (fault === 'abandoned') return { atMs: after(startedMs, patientSeconds), gone: { cause: 'NORMAL_CLEARING', in: 'queue', heardSeconds: patientSeconds } }
    if (fault === 'hung-up') return { atMs: after(startedMs, ringSeconds + talkSeconds), gone: { cause: 'NORMAL_CLEARING', in: 'agent' } }
    const waitedUntil = (atMs: number) => ({ waitedSeconds: Math.round((atMs - joinedMs) / 1000), announced: announcements(operation, startedMs, atMs) })
    if (fault === 'left' && operation.leaveKey !== undefined) {
      const atMs = after(startedMs, patientSeconds)
      return { atMs, result: { result: 'left', talkSeconds: 0, ...waitedUntil(atMs) } }
    }
    if (offeredMs !== undefined) {
      const answeredMs = after(offeredMs, ringSeconds)
      // Whom a telephone rings for at once hears it ring.
      return { atMs: after(answeredMs, talkSeconds), result: { result: 'served', agent: 'simulated', talkSeconds, ...waitedUntil(answeredMs), ...(offeredMs === startedMs && { announced: [] }) } }
    }
    if (last) return { atMs: endMs, result: { result: 'timeout', talkSeconds: 0, ...waitedUntil(endMs) } }
    const standing = standingAt(joinedMs, endMs, this.#queue)
    return { atMs: endMs, result: { result: 'waiting', talkSeconds: 0, ...waitedUntil(endMs), ...standing, ...(fault === 'unknown-wait' && { estimatedWaitSeconds: null }) } }
  }
}

/** When the announcements of a wait begin: the first at once, the others at their interval, none after the end. */
export function announcements({ announceFirst, announceAgain, announceEverySeconds }: QueueOperation, startedMs: number, untilMs: number): { again: boolean; atMs: number }[] {
  const announced = announceFirst ? [{ again: false, atMs: startedMs }] : []
  if (!announceAgain) return announced
  for (let atMs = startedMs + announceEverySeconds * 1000; atMs < untilMs; atMs += announceEverySeconds * 1000) announced.push({ again: true, atMs })
  return announced
}

/** In whose hands the caller was after so many seconds of an operation that would have had this result. */
function leftIn(operation: Operation, { result, ended, atMs }: Answer, goneMs: number, sinceSeconds: number): 'queue' | 'agent' | 'transfer' | undefined {
  const { op } = operation
  if (op === 'call.hold' || op === 'call.retrieve' || op === 'call.conference') return isTalkingAfter(operation, result, sinceSeconds) ? 'transfer' : undefined
  const came = ended?.result ?? (typeof result === 'object' && result !== null && 'result' in result ? result.result : undefined)
  const talking = goneMs >= atMs - talkSeconds * 1000 && (came === 'served' || came === 'answered')
  if (op === 'queue.join' || placeOf(operation)) return talking ? 'agent' : 'queue'
  return op === 'call.transfer' && talking ? 'transfer' : undefined
}

function heard(say: Utterance[], startedMs: number): Answer {
  const heardSeconds = length(say)
  return { atMs: after(startedMs, heardSeconds), result: { heardSeconds } }
}

function length(say: readonly Utterance[]): number {
  let seconds = 0
  for (const utterance of say) seconds += utterance.seconds
  return seconds
}

function after(startedMs: number, seconds: number): number {
  return startedMs + Math.round(seconds * 1000)
}
