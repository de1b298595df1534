import type { NodeEffect } from './node.ts'
import type { Operation } from './operations.ts'

const effects: Partial<Record<Operation['op'], NodeEffect>> = {
  'call.answer': 'answers', 'call.transfer': 'connects', 'call.retrieve': 'connects', 'call.conference': 'connects', 'queue.join': 'connects', 'call.record': 'records',
}

/** What an operation does to the contact besides speaking; the rules of R17 and R26 look at it. Waiting in a slot is waiting for a person. */
export function effectOf(operation: Operation): NodeEffect | undefined {
  if (operation.op === 'call.hold') return operation.slot === undefined ? undefined : 'connects'
  if (operation.op === 'call.recording') return operation.act === 'start' ? 'records' : undefined
  return effects[operation.op]
}
