import type { Operation, Outcome, Utterance } from '@madoguchi/sdk'

/**
 * What a caller, or somebody who is called, notices of an operation: what is heard, asked, recorded, and who is connected (architecture.md §5).
 * Names and ids of the flow are not part of it.
 */
export function observable(operation: Operation): string {
  switch (operation.op) {
    case 'call.answer':
    case 'call.hangup':
      return operation.op
    case 'call.play':
      return 'call.play'
    case 'call.ask':
      return `call.ask ${[...operation.keys].toSorted().join('')} ${operation.timeoutSeconds}`
    case 'call.collect':
      return `call.collect ${operation.minDigits}-${operation.maxDigits} ${operation.terminator} ${operation.timeoutSeconds} ${operation.digitTimeoutSeconds}`
    case 'call.record':
      return `call.record ${operation.maxSeconds} ${operation.silenceSeconds} ${operation.finishKey}`
    case 'call.transfer':
      return `call.transfer ${operation.to} ${operation.callerNumber ?? ''} ${operation.timeoutSeconds}`
    case 'call.wait':
      return `call.wait ${operation.seconds}`
    case 'queue.join':
      return `queue.join ${operation.queue} ${operation.maxWaitSeconds} ${operation.maxLength} ${operation.announceEverySeconds} ${heardAs(operation.announceFirst)} ${heardAs(operation.announceAgain)}`
  }
}

/** How an end differs from another for whoever was called. */
export function observableEnd({ kind, target, cause }: Outcome): string {
  return `end ${kind} ${target ?? ''} ${cause ?? ''}`
}

/** Two utterances with the same text and audio are heard alike, whatever their prompts are called. */
export function heardAs(utterance: Utterance | undefined): string {
  return utterance ? `${utterance.text}|${utterance.audio ?? ''}` : ''
}

/** What an operation says first. */
export function saidBy(operation: Operation): readonly Utterance[] {
  return 'say' in operation ? operation.say : []
}
