import type { Answer, Operation } from '@madoguchi/sdk'

type OperationOf<Op extends Operation['op']> = Extract<Operation, { op: Op }>
/** Operations by which a contact comes to talk to somebody who is not rung. */
export type TalkOperation = OperationOf<'call.hold' | 'call.retrieve' | 'call.conference'>

/** Seconds of virtual time: until a held caller is taken back, ringing at an agent or a number, and talking; waits are estimated with the last. */
export const heldSeconds = 10
export const ringSeconds = 3
export const talkSeconds = 60
/** After which a caller who does not wait any longer leaves a queue. */
export const patienceSeconds = 20

/** Under which fault it is planned what comes of it. */
export function talkPoint(operation: TalkOperation): 'hold' | 'park' | 'retrieve' | 'conference' {
  switch (operation.op) {
    case 'call.hold':
      return operation.slot === undefined ? 'hold' : 'park'
    case 'call.retrieve':
      return 'retrieve'
    case 'call.conference':
      return 'conference'
  }
}

/** What comes of waiting in a slot, fetching somebody from one, or a conference, in virtual time. @param came what was planned to come of it */
export function simulatedTalk(operation: TalkOperation, startedMs: number, came: string | undefined): Answer {
  switch (operation.op) {
    case 'call.hold':
      return operation.slot === undefined ? hold(operation, startedMs, came) : park(operation, startedMs, came)
    case 'call.retrieve':
      return talk(startedMs, came, 'empty', 'retrieved')
    case 'call.conference':
      return talk(startedMs, came, 'full', 'left')
  }
}

function hold({ maxSeconds }: OperationOf<'call.hold'>, startedMs: number, came: string | undefined): Answer {
  const seconds = Math.min(heldSeconds, maxSeconds)
  if (came === 'abandoned') return abandoned(startedMs, seconds)
  if (came === 'timeout') return { atMs: after(startedMs, maxSeconds), result: { result: 'timeout', heldSeconds: maxSeconds, talkSeconds: 0 } }
  return { atMs: after(startedMs, seconds), result: { result: 'resumed', heldSeconds: seconds, talkSeconds: 0 } }
}

function park({ maxSeconds }: OperationOf<'call.hold'>, startedMs: number, came: string | undefined): Answer {
  const seconds = Math.min(heldSeconds, maxSeconds)
  if (came === 'abandoned') return abandoned(startedMs, seconds)
  if (came === 'timeout') return { atMs: after(startedMs, maxSeconds), result: { result: 'timeout', heldSeconds: maxSeconds, talkSeconds: 0 } }
  if (came === 'hung-up') return { atMs: after(startedMs, seconds + talkSeconds), gone: { cause: 'NORMAL_CLEARING', heardSeconds: seconds, in: 'transfer' } }
  return { atMs: after(startedMs, seconds + talkSeconds), result: { result: 'retrieved', heldSeconds: seconds, talkSeconds } }
}

function talk(startedMs: number, came: string | undefined, refused: 'empty' | 'full', talked: 'retrieved' | 'left'): Answer {
  if (came === refused) return { atMs: startedMs, result: { result: refused, talkSeconds: 0 } }
  if (came === 'abandoned') return abandoned(startedMs, 0)
  if (came === 'hung-up') return { atMs: after(startedMs, talkSeconds), gone: { cause: 'NORMAL_CLEARING', in: 'transfer' } }
  return { atMs: after(startedMs, talkSeconds), result: { result: talked, talkSeconds } }
}

/** Whether the contact was talking so many seconds into an operation that would have had this result. */
export function isTalkingAfter(operation: TalkOperation, result: unknown, sinceSeconds: number): boolean {
  const came = typeof result === 'object' && result !== null && 'result' in result ? result.result : undefined
  if (operation.op === 'call.hold') return came === 'retrieved' && sinceSeconds >= Math.min(heldSeconds, operation.maxSeconds)
  return came === 'retrieved' || came === 'left'
}

function abandoned(startedMs: number, seconds: number): Answer {
  return { atMs: after(startedMs, seconds), gone: { cause: 'NORMAL_CLEARING', heardSeconds: seconds } }
}

function after(startedMs: number, seconds: number): number {
  return startedMs + Math.round(seconds * 1000)
}
