import { type Answer, type JournalEntry, type Operation, type QueuePlace, brokenOffAfter } from '@madoguchi/sdk'
import type { CallControl } from './call-control.ts'
import type { Desk } from './desk.ts'
import type { Said } from './world-answers.ts'

interface Waiting {
  desk: Desk
  call: CallControl
  /** Does it, as if nobody waited. */
  own(): Answer | Promise<Answer>
}

/**
 * Something is done on a call that waits in a queue: whichever comes first, its own end or an agent, is the answer. The longest wait ends between
 * two operations, so that nobody is cut off in the middle of a sentence. An announcement that may be left out rings nobody: it is over in a few
 * seconds, and the desk offers the caller again behind it.
 */
export async function duringWait(operation: Operation, place: QueuePlace, entry: JournalEntry, { desk, call, own }: Waiting): Promise<Answer | Said> {
  for (;;) {
    if (call.elapsedMs >= place.joinedMs + place.maxWaitSeconds * 1000) {
      desk.forget(call.uuid)
      return { result: brokenOffAfter(operation, 0), ended: { result: 'timeout', waitedSeconds: place.maxWaitSeconds, talkSeconds: 0, announced: [] } }
    }
    // What an earlier conversation left there would be taken by a successor for one that goes on.
    call.set({ originate_disposition: '' })
    const agent = new Promise<'agent'>((resolve) => {
      if (!('optional' in operation)) desk.offerMeanwhile(place, call, () => resolve('agent'))
    })
    const first = await Promise.race([own(), agent])
    desk.stopListening(call.uuid)
    if (first !== 'agent') {
      if (!first.gone) return first
      desk.forget(call.uuid)
      return { ...first, gone: { ...first.gone, in: 'queue' } }
    }
    const result = brokenOffAfter(operation, (call.elapsedMs - entry.startedMs) / 1000)
    const talk = await desk.connect(place, entry, call)
    if (talk !== 'not-connected') return 'result' in talk ? { result, ended: { ...talk.result, result: 'served' } } : talk
    // Whoever had answered was gone again: what was broken off is said once more.
  }
}
