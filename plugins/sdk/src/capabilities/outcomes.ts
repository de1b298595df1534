import { type Answer, type Operation, ringingSeconds } from '../operations.ts'
import { figuresOf, tellableStates } from './queue-figures.ts'

type Answers = readonly Answer[]

/**
 * Every kind of answer the world can give to an operation, one sample a class: what the exhaustive check and `describeNode` run through.
 * Capabilities enumerate this, so no node has to declare what might happen to it.
 */
export function possibleAnswers(operation: Operation, startedMs: number): Answers {
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
      return [{ atMs: after(spoken), result: { heardSeconds: spoken } }, missing(operation.say, after(0), {}), ...common]
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
      return [
        { atMs: after(63), result: { result: 'served', agent: 'sample', waitedSeconds: 3, talkSeconds: 60, announced: [] } },
        { atMs: after(operation.maxWaitSeconds), result: { result: 'timeout', waitedSeconds: operation.maxWaitSeconds, talkSeconds: 0, announced: [] } },
        { atMs: after(0), result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } },
        ...(operation.leaveKey === undefined ? [] : [{ atMs: after(20), result: { result: 'left', waitedSeconds: 20, talkSeconds: 0, announced: [] } }]),
        { atMs: after(63), gone: { cause: 'NORMAL_CLEARING', in: 'agent' } },
        { atMs: after(20), gone: { cause: 'NORMAL_CLEARING', in: 'queue' } },
        fault,
      ]
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
    case 'service.ask':
      return [
        ...operation.samples.map((output): Answer => ({ atMs: after(0), result: { output } })),
        { atMs: after(0), fault: { code: 'plugin-error', message: 'the service failed', retryable: true } },
        { atMs: after(operation.timeoutSeconds), fault: { code: 'plugin-timeout', message: 'the service did not answer in time', retryable: true } },
        gone,
      ]
  }
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
