import { type Answer, type Operation, type Utterance, placeOf, ringingSeconds } from '@madoguchi/sdk'
import { announcements } from '../simulated-world.ts'
import type { RecordedEntry } from './recorded-entry.ts'

type Op<Name extends Operation['op']> = Extract<Operation, { op: Name }>
type Recorded<Name extends Operation['op']> = Extract<RecordedEntry, { op: Name }>

/**
 * The answer that a recorded one means for another operation of the same class: the same key, the same hang-up, the same result of the other
 * side, at the time at which it would come now. Of an unchanged operation it is the recorded answer itself.
 * @returns undefined where the caller's deed does not answer this question
 */
export function fitAnswer(operation: Operation, startedMs: number, recorded: RecordedEntry): Answer | undefined {
  const { answer } = recorded
  if (!answer) return undefined
  if (answer.fault) return { atMs: startedMs + lasted(recorded), fault: answer.fault }
  // Who was taken while something was said is taken now only where an agent can still come in between.
  if (answer.ended && (recorded.op !== operation.op || !placeOf(operation))) return undefined
  if (answer.ended) return { ...answer, atMs: startedMs + lasted(recorded) }
  switch (operation.op) {
    case 'call.answer':
    case 'call.hangup':
      return { ...answer, atMs: startedMs + lasted(recorded) }
    case 'call.wait':
      return answer.gone ? { ...answer, atMs: startedMs + Math.min(lasted(recorded), operation.seconds * 1000) } : { atMs: startedMs + stretched(recorded, 'call.wait', operation.seconds, ({ seconds }) => seconds), result: {} }
    case 'call.play':
    case 'call.ask':
    case 'call.collect':
    case 'call.record':
      return recorded.op === 'call.play' || recorded.op === 'call.ask' || recorded.op === 'call.collect' || recorded.op === 'call.record' ? fitSpoken(operation, startedMs, recorded) : undefined
    case 'call.transfer':
      return recorded.op === 'call.transfer' ? fitTransfer(operation, startedMs, recorded) : undefined
    case 'http.request':
    case 'messages.send':
    case 'records.create':
    case 'desk.show':
    case 'callbacks.request':
    case 'call.recording':
    case 'queue.look':
    case 'call.retrieve':
    case 'call.conference':
      return recorded.op === operation.op ? { ...answer, atMs: startedMs + lasted(recorded) } : undefined
    case 'service.ask':
      return recorded.op === 'service.ask' && recorded.operation.plugin === operation.plugin && recorded.operation.service === operation.service ? { ...answer, atMs: startedMs + lasted(recorded) } : undefined
    case 'call.hold':
      return recorded.op === 'call.hold' ? fitHold(operation, startedMs, recorded) : undefined
    case 'queue.join':
      return recorded.op === 'queue.join' ? fitJoin(operation, startedMs, recorded) : undefined
  }
}

type Speaking = Op<'call.play' | 'call.ask' | 'call.collect' | 'call.record'>
type RecordedSpeaking = Recorded<'call.play'> | Recorded<'call.ask'> | Recorded<'call.collect'> | Recorded<'call.record'>

function fitSpoken(operation: Speaking, startedMs: number, recorded: RecordedSpeaking): Answer | undefined {
  const { answer } = recorded
  if (!answer) return undefined
  if (answer.gone) {
    const heardBefore = answer.gone.heardSeconds ?? 0
    const heardSeconds = heardNow(operation, recorded.operation, heardBefore)
    return { atMs: later(startedMs, recorded, heardSeconds - heardBefore), gone: { ...answer.gone, ...(answer.gone.heardSeconds === undefined ? {} : { heardSeconds }) } }
  }
  if (!answer.result) return undefined
  const missing = answer.result.missing?.filter((id) => operation.say.some(({ prompt }) => prompt === id)) ?? []
  if (missing.length > 0) return recorded.op === operation.op ? { atMs: startedMs + lasted(recorded), result: { ...answer.result, missing } } : undefined
  // With the audio there, the call would have gone on, and nobody knows what the caller would have done.
  if (answer.result.missing) return undefined
  const heardSeconds = heardNow(operation, recorded.operation, answer.result.heardSeconds)
  const longer = heardSeconds - answer.result.heardSeconds
  switch (operation.op) {
    case 'call.play':
      return recorded.op === 'call.play' ? { atMs: later(startedMs, recorded, longer), result: { heardSeconds } } : undefined
    case 'call.record':
      return recorded.op === 'call.record' ? { atMs: later(startedMs, recorded, longer), result: { ...answer.result, heardSeconds } } : undefined
    case 'call.ask':
      return fitKey(operation, startedMs, recorded, heardSeconds, longer)
    case 'call.collect':
      return fitDigits(operation, startedMs, recorded, heardSeconds, longer)
  }
}

/** All the keys that a caller gave to a question; none is silence. */
function keysOf(recorded: RecordedSpeaking): string | undefined {
  if (recorded.op === 'call.ask') return recorded.answer?.result?.key ?? ''
  const result = recorded.op === 'call.collect' ? recorded.answer?.result : undefined
  return recorded.op === 'call.collect' && result ? `${result.digits}${result.terminated ? recorded.operation.terminator : ''}` : undefined
}

function fitKey(operation: Op<'call.ask'>, startedMs: number, recorded: RecordedSpeaking, heardSeconds: number, longer: number): Answer | undefined {
  const keys = keysOf(recorded)
  if (keys === undefined || keys.length > 1) return undefined
  const waitedLonger = keys === '' ? operation.timeoutSeconds - silence(recorded) : 0
  return { atMs: later(startedMs, recorded, longer + waitedLonger), result: { key: keys === '' ? null : keys, heardSeconds } }
}

function fitDigits(operation: Op<'call.collect'>, startedMs: number, recorded: RecordedSpeaking, heardSeconds: number, longer: number): Answer | undefined {
  const keys = keysOf(recorded)
  if (keys === undefined) return undefined
  const { maxDigits, terminator } = operation
  const waitedLonger = keys === '' ? operation.timeoutSeconds - silence(recorded) : 0
  const atMs = later(startedMs, recorded, longer + waitedLonger)
  if (recorded.op === 'call.collect' && recorded.answer?.result && maxDigits === recorded.operation.maxDigits && terminator === recorded.operation.terminator) return { atMs, result: { ...recorded.answer.result, heardSeconds } }
  // One key was all that a menu took: nobody knows how the caller would have gone on.
  if (recorded.op === 'call.ask' && keys !== '' && maxDigits > 1 && keys !== terminator) return undefined
  const end = terminator === '' ? -1 : keys.indexOf(terminator)
  const terminated = end >= 0 && end < maxDigits
  const digits = (terminated ? keys.slice(0, end) : keys).slice(0, maxDigits)
  return { atMs, result: { digits, terminated, heardSeconds } }
}

function silence({ operation }: RecordedSpeaking): number {
  return 'timeoutSeconds' in operation ? operation.timeoutSeconds : 0
}

function fitTransfer(operation: Op<'call.transfer'>, startedMs: number, recorded: Recorded<'call.transfer'>): Answer | undefined {
  const { answer } = recorded
  if (!answer) return undefined
  if (answer.gone || answer.result?.result !== 'no-answer') return { ...answer, atMs: startedMs + lasted(recorded) }
  return { ...answer, atMs: startedMs + stretched(recorded, 'call.transfer', ringingSeconds(operation), ringingSeconds) }
}

/** Taken back or fetched later than the caller may be held now is not at all. */
function fitHold(operation: Op<'call.hold'>, startedMs: number, recorded: Recorded<'call.hold'>): Answer | undefined {
  const { answer } = recorded
  const { maxSeconds } = operation
  const timeout: Answer = { atMs: startedMs + maxSeconds * 1000, result: { result: 'timeout', heldSeconds: maxSeconds, talkSeconds: 0 } }
  if (!answer?.result) return answer && { ...answer, atMs: startedMs + lasted(recorded) }
  const { result, heldSeconds } = answer.result
  if (heldSeconds > maxSeconds || (result === 'timeout' && maxSeconds !== recorded.operation.maxSeconds)) return timeout
  return result === 'timeout' || (result === 'retrieved') === (operation.slot !== undefined) ? { ...answer, atMs: startedMs + lasted(recorded) } : undefined
}

function fitJoin(operation: Op<'queue.join'>, startedMs: number, recorded: Recorded<'queue.join'>): Answer | undefined {
  const { answer } = recorded
  if (!answer || answer.gone) return answer && { ...answer, atMs: startedMs + lasted(recorded) }
  if (!answer.result) return undefined
  const { result, waitedSeconds } = answer.result
  // Without the key the caller would have waited on, and nobody knows for how long.
  if (result === 'left' && operation.leaveKey === undefined) return undefined
  if (result === 'waiting') return operation.returnAfterSeconds === undefined ? undefined : { ...answer, atMs: startedMs + Math.round(operation.returnAfterSeconds * 1000) }
  const tooLong = (result === 'served' || result === 'left') && waitedSeconds > operation.maxWaitSeconds
  if (result === 'full' || ((result === 'served' || result === 'left') && !tooLong)) {
    const shift = startedMs - recorded.startedMs
    return { atMs: startedMs + lastedInAll(operation, recorded), result: { ...answer.result, announced: answer.result.announced.map(({ again, atMs }) => ({ again, atMs: atMs + shift })) } }
  }
  const unchanged = !tooLong && operation.maxWaitSeconds === recorded.operation.maxWaitSeconds && operation.announceEverySeconds === recorded.operation.announceEverySeconds && startedMs === recorded.startedMs
  if (unchanged) return answer
  const untilMs = Math.max(startedMs, (operation.joinedMs ?? startedMs) + operation.maxWaitSeconds * 1000)
  return { atMs: untilMs, result: { result: 'timeout', waitedSeconds: operation.maxWaitSeconds, talkSeconds: 0, announced: announcements(operation, startedMs, untilMs) } }
}

/** A wait that was recorded in slices has lasted since the caller joined, where it is one wait now. */
function lastedInAll(operation: Op<'queue.join'>, recorded: Recorded<'queue.join'>): number {
  const { waitedSeconds = 0, talkSeconds = 0 } = recorded.answer?.result ?? {}
  const wholeNow = operation.joinedMs === undefined && recorded.operation.joinedMs !== undefined
  return wholeNow ? Math.round((waitedSeconds + talkSeconds) * 1000) : lasted(recorded)
}

/**
 * Seconds heard of what is said now, where the caller stopped listening at `heardBefore` of what was said then: at the same place of the same
 * part of the speech (the question itself, or what was queued before it), or never where all was heard.
 */
function heardNow(now: Speaking, before: Speaking, heardBefore: number): number {
  const all = length(now.say)
  if (sameLengths(now.say, before.say)) return heardBefore
  const cut = stoppedAt(before.say, heardBefore)
  if (!cut) return all
  const index = cut.index >= ownOf(before) ? ownOf(now) + cut.index - ownOf(before) : cut.index
  const utterance = now.say[index]
  return utterance ? Math.min(all, length(now.say.slice(0, index)) + cut.part * utterance.seconds) : all
}

function ownOf(operation: Speaking): number {
  return 'own' in operation ? operation.own : 0
}

/** Telephony measures the end of speech to a few hundred milliseconds. */
const measuredToSeconds = 0.3

function stoppedAt(say: readonly Utterance[], heardSeconds: number): { index: number; part: number } | undefined {
  if (heardSeconds >= length(say) - measuredToSeconds) return undefined
  let offset = 0
  for (const [index, { seconds }] of say.entries()) {
    if (heardSeconds < offset + seconds) return { index, part: Math.max(0, heardSeconds - offset) / seconds }
    offset += seconds
  }
  return undefined
}

function sameLengths(a: readonly Utterance[], b: readonly Utterance[]): boolean {
  return a.length === b.length && a.every(({ seconds }, index) => seconds === b[index]?.seconds)
}

function length(say: readonly Utterance[]): number {
  let sum = 0
  for (const { seconds } of say) sum += seconds
  return sum
}

/** Milliseconds from the recorded question to its answer. */
function lasted({ startedMs, answer }: RecordedEntry): number {
  return Math.max(0, (answer?.atMs ?? startedMs) - startedMs)
}

function later(startedMs: number, recorded: RecordedEntry, moreSeconds: number): number {
  return startedMs + Math.max(0, lasted(recorded) + Math.round(moreSeconds * 1000))
}

/** How long something lasts now that lasted its full time before; unchanged where that time is. */
function stretched<Name extends Operation['op']>(recorded: RecordedEntry, op: Name, secondsNow: number, before: (operation: Op<Name>) => number): number {
  if (recorded.op !== op) return secondsNow * 1000
  const then = before(recorded.operation as Op<Name>)
  return Math.max(0, lasted(recorded) + (secondsNow - then) * 1000)
}
