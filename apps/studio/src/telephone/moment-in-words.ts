import type { BundleNames, Place } from './bundle-names.ts'
import { faultInWords, outcomeInWords } from './outcome-in-words.ts'
import type { Say } from './say.ts'
import type { Deed } from './timeline.ts'
import type { TimelineKey } from './timeline-texts.ts'
import type { TraceKey } from './trace-texts.ts'

/** The states of hours that have words of their own; one that a newer engine knows is told as it is. */
const states = new Set(['open', 'closed', 'holiday', 'exception', 'emergency', 'error'])

/** What happened at a moment of a call, in few words. @param place the node it happened in */
export function momentInWords(deed: Deed, place: Place | undefined, names: BundleNames, say: Say<TimelineKey>, sayTrace: Say<TraceKey>): string {
  const node = place ? names.node(place) : ''
  switch (deed.kind) {
    case 'heard':
      return say('heard', { text: deed.text })
    case 'pressed':
      return say('pressed', { keys: deed.keys })
    case 'decision':
      return say('decision', { state: states.has(deed.state) ? sayTrace(`state-${deed.state}` as TraceKey) : deed.state })
    case 'table':
      return say('table', { table: names.table(deed.document) })
    case 'set':
      return say(deed.by === 'tester' ? 'changed' : 'set', { name: deed.name, value: typeof deed.value === 'string' ? deed.value : JSON.stringify(deed.value) })
    case 'milestone':
      return say('milestone', { name: names.milestone(deed.name) })
    case 'outside':
      return say('outside', { what: sayTrace(`outside-${deed.what}`), result: deed.result })
    case 'fault':
      return say('fault', { what: faultInWords(deed.code, sayTrace) })
    case 'with':
      return say('with', { node })
    case 'now':
      return say('now', { node })
    case 'ended':
      return outcomeInWords(deed.outcome, (queue) => names.queue(queue), sayTrace)
  }
}
