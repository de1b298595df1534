import { type Answer, type InLine, type Operation, type QueueOperation, type QueuePlace, ringingSeconds } from '../operations.ts'
import { figuresOf, tellableStates } from './queue-figures.ts'

type Answers = readonly Answer[]

/**
 * Every kind of answer the world can give to an operation, one sample a class: what the exhaustive check and `describeNode` run through.
 * Capabilities enumerate this, so no node has to declare what might happen to it.
 */
export function possibleAnswers(operation: Operation, startedMs: number): Answers {
  const answers = ownAnswers(operation, startedMs)
  const place = placeOf(operation)
  return place ? [...answers.map((answer) => (answer.gone ? { ...answer, gone: { ...answer.gone, in: 'queue' as const } } : answer)), ...endsOfWait(place, answers[0], startedMs)] : answers
}

/** The place in a queue that is kept during an operation. */
export function placeOf(operation: Operation): QueuePlace | undefined {
  return (operation as InLine).inLine
}

/** What was under way is ended by an agent who answers, or by the longest wait; and who has been taken may hang up instead of the agent. */
function endsOfWait({ joinedMs, maxWaitSeconds }: QueuePlace, sample: Answer | undefined, startedMs: number): Answers {
  const waitedSeconds = (ms: number) => Math.round((ms - joinedMs) / 1000)
  const cut = cutShort(sample?.result, 1)
  const untilMs = Math.max(startedMs, joinedMs + maxWaitSeconds * 1000)
  return [
    { atMs: startedMs + 61_000, result: cut, ended: { result: 'served', agent: 'sample', waitedSeconds: waitedSeconds(startedMs + 1000), talkSeconds: 60, announced: [] } },
    { atMs: untilMs, result: cut, ended: { result: 'timeout', waitedSeconds: maxWaitSeconds, talkSeconds: 0, announced: [] } },
    { atMs: startedMs + 61_000, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 1, in: 'agent' } },
  ]
}

/** What an operation has come to when it is broken off: nothing was answered yet, and no more than so much was heard. */
export function cutShort(result: unknown, heardSeconds: number): Record<string, unknown> {
  const { key, digits, terminated, heardSeconds: heard } = (result ?? {}) as Record<string, unknown>
  return {
    ...(key !== undefined && { key: null }), ...(digits !== undefined && { digits: '' }), ...(terminated !== undefined && { terminated: false }),
    ...(typeof heard === 'number' && { heardSeconds: Math.min(heard, heardSeconds) }),
  }
}

/** What an operation that somebody has not answered has come to after so many seconds. */
export function brokenOffAfter(operation: Operation, seconds: number): Record<string, unknown> {
  const spoken = 'say' in operation ? operation.say.reduce((sum, utterance) => sum + utterance.seconds, 0) : 0
  const whole = { call: {}, 'call.play': { heardSeconds: spoken }, 'call.ask': { key: null, heardSeconds: spoken }, 'call.collect': { digits: '', terminated: false, heardSeconds: spoken } }
  return cutShort(whole[operation.op === 'call.play' || operation.op === 'call.ask' || operation.op === 'call.collect' ? operation.op : 'call'], seconds)
}

function ownAnswers(operation: Operation, startedMs: number): Answers {
  const after = (seconds: number) => startedMs + Math.round(seconds * 1000)
  const spoken = 'say' in operation ? operation.say.reduce((sum, { seconds }) => sum + seconds, 0) : 0
  const gone: Answer = { atMs: after(Math.min(1, spoken)), gone: { cause: 'NORMAL_CLEARING', heardSeconds: Math.min(1, spoken) } }
  const fault: Answer = { atMs: after(0), fault: { code: 'telephony', message: 'the telephony did not carry it out', retryable: true } }
  const common: Answers = [gone, fault]
  switch (operation.op) {
    case 'call.answer':
    case 'call.hangup':
      return [{ atMs: after(0), result: {} }, ...common]
    case 'call.wait':
      return [{ atMs: after(operation.seconds), result: {} }, ...common]
    case 'call.play':
      return [{ atMs: after(spoken), result: { heardSeconds: spoken } }, ...(operation.optional ? [] : [missing(operation.say, after(0), {})]), ...common]
    case 'call.ask':
      return [
        ...[...'0123456789*#'].map((key): Answer => ({ atMs: after(spoken), result: { key, heardSeconds: spoken } })),
        { atMs: after(spoken + operation.timeoutSeconds), result: { key: null, heardSeconds: spoken } },
        missing(operation.say, after(0), { key: null }),
        ...common,
      ]
    case 'call.collect':
      return [
        ...digitSamples(operation).map((digits): Answer => ({ atMs: after(spoken + digits.length), result: { digits, terminated: digits.length < operation.maxDigits && operation.terminator !== '', heardSeconds: spoken } })),
        { atMs: after(spoken + operation.timeoutSeconds), result: { digits: '', terminated: false, heardSeconds: spoken } },
        ...(operation.terminator === '' ? [] : [{ atMs: after(spoken + 1), result: { digits: '', terminated: true, heardSeconds: spoken } }]),
        missing(operation.say, after(0), { digits: '', terminated: false }),
        ...common,
      ]
    case 'call.record':
      return [
        { atMs: after(spoken + 5), result: { recording: 'sample', seconds: 5, heardSeconds: spoken } },
        { atMs: after(spoken + operation.silenceSeconds), result: { recording: null, seconds: 0, heardSeconds: spoken } },
        missing(operation.say, after(0), { recording: null, seconds: 0 }),
        ...common,
      ]
    case 'call.transfer':
      return [
        { atMs: after(60), result: { result: 'answered', talkSeconds: 57 } },
        { atMs: after(2), result: { result: 'busy', cause: 'USER_BUSY', talkSeconds: 0 } },
        { atMs: after(ringingSeconds(operation)), result: { result: 'no-answer', cause: 'NO_ANSWER', talkSeconds: 0 } },
        { atMs: after(1), result: { result: 'unreachable', cause: 'NORMAL_TEMPORARY_FAILURE', talkSeconds: 0 } },
        { atMs: after(30), gone: { cause: 'NORMAL_CLEARING', in: 'transfer' } },
        ...common,
      ]
    case 'call.recording':
      return [{ atMs: after(0), result: { recording: 'sample' } }, ...common]
    case 'call.hold':
      return [
        operation.slot === undefined
          ? { atMs: after(10), result: { result: 'resumed', heldSeconds: 10, talkSeconds: 0 } }
          : { atMs: after(70), result: { result: 'retrieved', heldSeconds: 10, talkSeconds: 60 } },
        { atMs: after(operation.maxSeconds), result: { result: 'timeout', heldSeconds: operation.maxSeconds, talkSeconds: 0 } },
        ...(operation.slot === undefined ? [] : [goneTalking(after(30))]),
        { atMs: after(5), gone: { cause: 'NORMAL_CLEARING', heardSeconds: 5 } },
        fault,
      ]
    case 'call.retrieve':
      return [
        { atMs: after(60), result: { result: 'retrieved', talkSeconds: 60 } },
        { atMs: after(0), result: { result: 'empty', talkSeconds: 0 } },
        goneTalking(after(30)),
        ...common,
      ]
    case 'call.conference':
      return [
        { atMs: after(60), result: { result: 'left', talkSeconds: 60 } },
        { atMs: after(0), result: { result: 'full', talkSeconds: 0 } },
        goneTalking(after(30)),
        ...common,
      ]
    case 'queue.look':
      return [...tellableStates(operation.limits).map((state): Answer => ({ atMs: after(0), result: figuresOf(state, operation.limits) })), ...common]
    case 'queue.join':
      return joinAnswers(operation, startedMs)
    case 'http.request':
      return [
        { atMs: after(1), result: { result: 'ok', status: 200, json: operation.sample } },
        { atMs: after(1), result: { result: 'rejected', status: 404, json: null } },
        gone,
        serviceFault('http-unreachable', after(1)),
        serviceFault('http-timeout', after(operation.timeoutSeconds * (1 + operation.retries))),
      ]
    case 'messages.send':
      return [{ atMs: after(0), result: { result: 'accepted', message: 'sample' } }, { atMs: after(0), result: { result: 'no-gateway', message: 'sample' } }, serviceFault('service-messages', after(0))]
    case 'records.create':
      return [{ atMs: after(0), result: { record: 'sample' } }, serviceFault('service-records', after(0))]
    case 'desk.show':
      return [{ atMs: after(0), result: {} }, serviceFault('service-desk', after(0))]
    case 'callbacks.request':
      return [{ atMs: after(0), result: { result: 'accepted', position: 2 } }, { atMs: after(0), result: { result: 'duplicate', position: 1 } }, serviceFault('service-callbacks', after(0))]
    case 'service.ask':
      return [
        ...operation.samples.map((output): Answer => ({ atMs: after(0), result: { output } })),
        { atMs: after(0), fault: { code: 'plugin-error', message: 'the service failed', retryable: true } },
        { atMs: after(operation.timeoutSeconds), fault: { code: 'plugin-timeout', message: 'the service did not answer in time', retryable: true } },
        gone,
      ]
  }
}

/** Who wants to say something before the longest wait is over is told how the wait stands, or that nobody knows how long it will last. */
function joinAnswers({ maxWaitSeconds, leaveKey, joinedMs, returnAfterSeconds }: QueueOperation, startedMs: number): Answers {
  const after = (seconds: number) => startedMs + Math.round(seconds * 1000)
  const untilMs = Math.max(startedMs, (joinedMs ?? startedMs) + maxWaitSeconds * 1000)
  const held = (returnAfterSeconds ?? maxWaitSeconds)
  const pausesMs = after(held)
  const still = { result: 'waiting', waitedSeconds: held, talkSeconds: 0, announced: [] }
  const inLineSeconds = Math.min(20, held)
  return [
    { atMs: after(63), result: { result: 'served', agent: 'sample', waitedSeconds: 3, talkSeconds: 60, announced: [] } },
    ...(returnAfterSeconds === undefined
      ? [{ atMs: untilMs, result: { result: 'timeout', waitedSeconds: maxWaitSeconds, talkSeconds: 0, announced: [] } }]
      : [{ atMs: pausesMs, result: { ...still, position: 2, estimatedWaitSeconds: 120 } }]),
    // Only once: a wait that nobody can estimate is one of few turns, not of each.
    ...(returnAfterSeconds !== undefined && joinedMs === undefined ? [{ atMs: pausesMs, result: { ...still, position: 1, estimatedWaitSeconds: null } }] : []),
    // Nobody who has a place is refused one.
    ...(joinedMs === undefined ? [{ atMs: after(0), result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } }] : []),
    ...(leaveKey === undefined ? [] : [{ atMs: after(inLineSeconds), result: { result: 'left', waitedSeconds: inLineSeconds, talkSeconds: 0, announced: [] } }]),
    { atMs: after(63), gone: { cause: 'NORMAL_CLEARING', in: 'agent' } },
    { atMs: after(inLineSeconds), gone: { cause: 'NORMAL_CLEARING', in: 'queue' } },
    { atMs: startedMs, fault: { code: 'telephony', message: 'the telephony did not carry it out', retryable: true } },
  ]
}

/** A service outside that fails; its codes are of the fault class `service`. */
export function serviceFault(code: string, atMs: number): Extract<Answer, { fault: object }> {
  return { atMs, fault: { code, message: 'the service did not carry it out', retryable: true } }
}

function goneTalking(atMs: number): Answer {
  return { atMs, gone: { cause: 'NORMAL_CLEARING', in: 'transfer' } }
}

function missing(say: readonly { prompt: string }[], atMs: number, rest: Record<string, unknown>): Answer {
  return { atMs, result: { ...rest, heardSeconds: 0, missing: say.map(({ prompt }) => prompt) } }
}

/** One sample a class: the shortest, the longest, one digit too few when that can happen, and a key that is no digit (telephony passes `*` on like any other). */
function digitSamples({ minDigits, maxDigits }: { minDigits: number; maxDigits: number }): string[] {
  const lengths = new Set([minDigits, maxDigits, minDigits - 1].filter((length) => length > 0))
  const numbers = [...lengths].flatMap((length) => ['1234567890'.repeat(Math.ceil(length / 10)).slice(0, length), '0'.repeat(length)])
  return [...numbers, '*'.padEnd(minDigits, '0')]
}
