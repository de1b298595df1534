import type { NodeEffect } from './node.ts'
import { type Operation, isOutside } from './operations.ts'

const effects: Partial<Record<Operation['op'], NodeEffect>> = {
  'call.answer': 'answers', 'call.transfer': 'connects', 'call.retrieve': 'connects', 'call.conference': 'connects', 'queue.join': 'connects', 'call.record': 'records',
}

/** What an operation does to the contact besides speaking; the rules of R17 and R26 look at it. Waiting in a slot is waiting for a person. */
export function effectOf(operation: Operation): NodeEffect | undefined {
  if (operation.op === 'call.hold') return operation.slot === undefined ? undefined : 'connects'
  if (operation.op === 'call.recording') return operation.act === 'start' ? 'records' : undefined
  return effects[operation.op]
}

/** What a call does by itself or with its caller alone. */
const alone: ReadonlySet<Operation['op']> = new Set<Operation['op']>(['call.answer', 'call.play', 'call.ask', 'call.collect', 'call.wait', 'call.hangup', 'call.recording'])

/** Whether somebody else has a part in it that the needs of a node do not tell; such operations stand in `NodeType.asks`. */
export function isAsked(operation: Operation): boolean {
  return operation.op === 'callbacks.request' || (!alone.has(operation.op) && !isOutside(operation) && operation.op !== 'service.ask')
}
