import type { Answer, JournalEntry, Operation, QueueOperation, World } from '@madoguchi/sdk'
import { fitAnswer } from './fit-answer.ts'
import type { RecordedEntry } from './recorded-entry.ts'

/** The recording does not tell what comes next: from here on nothing is known. */
export class UnknownFromHere extends Error {
  constructor() {
    super('the recording does not answer this')
    this.name = 'UnknownFromHere'
  }
}

/** What answers the questions of a session: the caller, the other side, an agent. Everything else the telephony does by itself. */
const answeredBySomebody: Record<Operation['op'], boolean> = {
  'call.ask': true, 'call.collect': true, 'call.record': true, 'call.transfer': true, 'queue.join': true, 'queue.look': true,
  'call.hold': true, 'call.retrieve': true, 'call.conference': true, 'service.ask': true,
  'call.answer': false, 'call.play': false, 'call.wait': false, 'call.hangup': false, 'call.recording': false,
  'http.request': true, 'messages.send': false, 'records.create': false, 'desk.show': false, 'callbacks.request': false,
}

/** Keys are keys, whether a menu or a collection asks for them. */
const classOf = (op: Operation['op']): string => (op === 'call.collect' ? 'call.ask' : op)

/** More speech and pauses than any recording explains: the release under replay turns in a circle. */
const mostInvented = 1_000

/**
 * A world that knows what happened once. Questions take the recorded answers in order; what needs nobody (speaking, waiting) happens of itself,
 * paired in order with the same acts between the same two questions, so that a hang-up during an announcement stays at its place.
 */
export class RecordedWorld implements World {
  readonly #entries: readonly RecordedEntry[]
  readonly #giveUp: AbortController
  #next = 0
  #invented = 0
  #over = false

  /** @param giveUp aborted when the recording has no answer; the session then ends by `UnknownFromHere` */
  constructor(entries: readonly RecordedEntry[], giveUp: AbortController) {
    this.#entries = entries
    this.#giveUp = giveUp
  }

  perform(operation: Operation, { startedMs }: JournalEntry): Answer {
    if (operation.op === 'queue.join' && this.#waitsOn(operation, startedMs)) return stillWaiting(operation, startedMs)
    const recorded = this.#take(operation)
    const hasGone = recorded === 'left' || (this.#over && !recorded?.answer?.gone && !recorded?.answer?.fault)
    const answer = hasGone ? gone(startedMs) : this.#answer(operation, startedMs, recorded)
    this.#over ||= answer.gone !== undefined || (operation.op === 'call.hangup' && answer.result !== undefined)
    return answer
  }

  #answer(operation: Operation, startedMs: number, recorded: RecordedEntry | undefined): Answer {
    const fitted = recorded && fitAnswer(operation, startedMs, recorded)
    if (fitted) return fitted
    if (answeredBySomebody[operation.op] || ++this.#invented > mostInvented) {
      this.#giveUp.abort()
      throw new UnknownFromHere()
    }
    return ofItself(operation, startedMs)
  }

  /** Whether the caller waited on beyond this slice of a wait that was recorded as one. */
  #waitsOn({ joinedMs, returnAfterSeconds }: QueueOperation, startedMs: number): boolean {
    const next = this.#entries[this.#next]
    if (returnAfterSeconds === undefined || next?.op !== 'queue.join' || next.operation.joinedMs !== undefined) return false
    const waitedSeconds = next.answer?.result?.waitedSeconds ?? next.answer?.gone?.heardSeconds ?? 0
    return next.answer?.result?.result !== 'waiting' && (joinedMs ?? startedMs) + waitedSeconds * 1000 > startedMs + returnAfterSeconds * 1000
  }

  /** The entry that belongs to this operation; `left` where the caller had hung up before it. */
  #take(operation: Operation): RecordedEntry | 'left' | undefined {
    for (let index = this.#next; index < this.#entries.length; index++) {
      const entry = this.#entries[index]
      if (!entry) return undefined
      // Slices of a wait that is now one: only its end counts.
      if (operation.op === 'queue.join' && entry.op === 'queue.join' && operation.returnAfterSeconds === undefined && entry.answer?.result?.result === 'waiting') continue
      if (classOf(entry.op) === classOf(operation.op)) {
        this.#next = index + 1
        return entry
      }
      // A look at a queue that is no longer taken changes nothing that the caller did.
      if (answeredBySomebody[entry.op] && entry.op !== 'queue.look') return undefined
      // The caller hung up during speech that is no longer there: the next question is where that would be noticed.
      if (entry.answer?.gone) return answeredBySomebody[operation.op] ? 'left' : undefined
    }
    return undefined
  }
}

/** Speech that nobody interrupts, a pause that nobody ends. */
function ofItself(operation: Operation, startedMs: number): Answer {
  if (operation.op === 'call.wait') return { atMs: startedMs + operation.seconds * 1000, result: {} }
  if (operation.op === 'call.recording') return { atMs: startedMs, result: { recording: null } }
  if (operation.op === 'messages.send') return { atMs: startedMs, result: { result: 'accepted', message: 'replayed' } }
  if (operation.op === 'records.create') return { atMs: startedMs, result: { record: 'replayed' } }
  if (operation.op === 'callbacks.request') return { atMs: startedMs, result: { result: 'accepted', position: 1 } }
  if (operation.op !== 'call.play') return { atMs: startedMs, result: {} }
  let heardSeconds = 0
  for (const { seconds } of operation.say) heardSeconds += seconds
  return { atMs: startedMs + Math.round(heardSeconds * 1000), result: { heardSeconds } }
}

function gone(startedMs: number): Answer {
  return { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 0 } }
}

/** Nobody knows any more what the figures were. */
function stillWaiting({ returnAfterSeconds = 0 }: QueueOperation, startedMs: number): Answer {
  return { atMs: startedMs + Math.round(returnAfterSeconds * 1000), result: { result: 'waiting', waitedSeconds: returnAfterSeconds, talkSeconds: 0, announced: [], estimatedWaitSeconds: null } }
}
