import { type Outcome, type Utterance, placeOf } from '@madoguchi/sdk'
import type { RecordedEntry } from './recorded-entry.ts'

/**
 * What somebody outside notices of a session: what is heard, asked, recorded, where the call is sent, and how it ends (architecture.md §5).
 * Not among them: silence and its length, which key the caller pressed, and everything a flow does for itself.
 */
export type Observed =
  | { kind: 'heard'; prompt: string; text: string }
  | { kind: 'asked'; for: 'key' | 'digits' | 'message' }
  | { kind: 'recording'; act: 'start' | 'pause' | 'resume' | 'stop' }
  | { kind: 'sent'; by: 'transfer' | 'failover' | 'queue' | 'slot' | 'conference'; target: string }
  | { kind: 'outside'; what: string; target: string; value: string }
  | { kind: 'ended'; outcome: Outcome }

/** What one entry showed. Without an answer yet, all that it was about to say. */
export function observed(entry: RecordedEntry): Observed[] {
  const { operation, answer } = entry
  switch (operation.op) {
    case 'call.answer':
    case 'call.hangup':
    case 'call.wait':
    case 'service.ask':
    case 'queue.look':
      return []
    case 'call.recording':
      return [{ kind: 'recording', act: operation.act }]
    case 'call.hold':
      return [...(operation.slot === undefined ? [] : [{ kind: 'sent' as const, by: 'slot' as const, target: operation.slot }]), ...operation.repeat.map(({ prompt, text }) => ({ kind: 'heard' as const, prompt, text }))]
    case 'call.retrieve':
      return [{ kind: 'sent', by: 'slot', target: operation.slot }]
    case 'call.conference':
      return [{ kind: 'sent', by: 'conference', target: operation.room }]
    case 'call.play':
      return spoken(operation.say, answer)
    case 'call.ask':
      return [...spoken(operation.say, answer), { kind: 'asked', for: 'key' }]
    case 'call.collect':
      return [...spoken(operation.say, answer), { kind: 'asked', for: 'digits' }]
    case 'call.record':
      return [...spoken(operation.say, answer), { kind: 'asked', for: 'message' }]
    case 'call.transfer':
      return [{ kind: 'sent', by: operation.purpose, target: [operation.to, ...(operation.also ?? [])].join(' ') }]
    case 'queue.join':
      return [...(operation.joinedMs === undefined ? [{ kind: 'sent' as const, by: 'queue' as const, target: operation.queue }] : []), ...announced(entry as Extract<RecordedEntry, { op: 'queue.join' }>)]
    case 'http.request':
      return [{ kind: 'outside', what: 'http', target: `${operation.method} ${operation.url}`, value: operation.body ?? '' }]
    case 'messages.send':
      return [{ kind: 'outside', what: operation.by, target: operation.to, value: `${operation.subject} ${operation.text}`.trim() }]
    case 'records.create':
      return [{ kind: 'outside', what: operation.record, target: operation.number, value: `${operation.title} ${JSON.stringify(operation.fields)}` }]
    case 'callbacks.request':
      return [{ kind: 'outside', what: 'callback', target: operation.number, value: operation.queue }]
    case 'desk.show':
      return [{ kind: 'outside', what: 'desk', target: operation.title, value: JSON.stringify(operation.fields) }]
  }
}

/** The utterances of which anything was heard. */
function spoken(say: readonly Utterance[], answer: RecordedEntry['answer']): Observed[] {
  const result: { heardSeconds?: number; missing?: string[] } = answer?.result ?? {}
  const heardSeconds = answer === undefined ? Infinity : answer.gone ? (answer.gone.heardSeconds ?? 0) : (result.heardSeconds ?? 0)
  const events: Observed[] = []
  let offset = 0
  for (const { prompt, text, seconds } of say) {
    if (result.missing?.includes(prompt)) continue
    if (offset >= heardSeconds) break
    events.push({ kind: 'heard', prompt, text })
    offset += seconds
  }
  return events
}

/** The announcements of a wait; one that comes again and again counts once, or the length of a wait would be a difference. */
function announced({ operation, answer }: Extract<RecordedEntry, { op: 'queue.join' }>): Observed[] {
  const heard = (utterance: Utterance | undefined): Observed[] => (utterance ? [{ kind: 'heard', prompt: utterance.prompt, text: utterance.text }] : [])
  if (answer?.gone) return answer.gone.heardSeconds ? heard(operation.announceFirst) : []
  const list = answer?.result?.announced ?? []
  return [...(list.some(({ again }) => !again) ? heard(operation.announceFirst) : []), ...(list.some(({ again }) => again) ? heard(operation.announceAgain) : [])]
}

/** Whether two observations are the same for a person: the text counts, whatever the prompt is called; of an outcome its kind and target. */
export function sameObserved(a: Observed | undefined, b: Observed | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.kind === 'heard') return b.kind === 'heard' && a.text === b.text
  if (a.kind === 'asked') return b.kind === 'asked' && a.for === b.for
  if (a.kind === 'recording') return b.kind === 'recording' && a.act === b.act
  if (a.kind === 'sent') return b.kind === 'sent' && a.by === b.by && a.target === b.target
  if (a.kind === 'outside') return b.kind === 'outside' && a.what === b.what && a.target === b.target && a.value === b.value
  return b.kind === 'ended' && a.outcome.kind === b.outcome.kind && a.outcome.target === b.outcome.target
}

const decisive: Record<Outcome['kind'], number> = { abandoned: 0, hangup: 1, error: 2, voicemail: 2, transfer: 3, failover: 3, agent: 3 }

/**
 * How a session of this journal ended, as far as the journal alone can tell: an end after a fault looks like the hang-up that it was.
 * The more decisive outcome wins, as in the session itself.
 */
export function outcomeOf(entries: readonly RecordedEntry[]): Outcome {
  let outcome: Outcome | undefined
  for (const entry of entries) {
    const next = settled(entry)
    if (next && (outcome === undefined || decisive[next.kind] >= decisive[outcome.kind])) outcome = next
  }
  return outcome ?? { kind: 'hangup' }
}

function settled({ operation, answer }: RecordedEntry): Outcome | undefined {
  if (!answer || answer.fault) return undefined
  const inside = answer.gone?.in
  const place = placeOf(operation)
  if (place && (inside === 'agent' || answer.ended?.result === 'served')) return { kind: 'agent', target: place.queue }
  const gone: Outcome | undefined = answer.gone && { kind: 'abandoned', ...(place && { target: place.queue }), cause: answer.gone.cause }
  switch (operation.op) {
    case 'call.hangup':
      return gone ?? { kind: 'hangup', cause: operation.cause }
    case 'call.transfer':
      return inside === 'transfer' || resultOf(answer.result) === 'answered' ? { kind: operation.purpose, target: operation.to } : gone
    case 'call.hold':
      return inside === 'transfer' || resultOf(answer.result) === 'retrieved' ? { kind: 'transfer', target: `slot:${operation.slot ?? ''}` } : gone
    case 'call.retrieve':
      return inside === 'transfer' || resultOf(answer.result) === 'retrieved' ? { kind: 'transfer', target: `slot:${operation.slot}` } : gone
    case 'call.conference':
      return inside === 'transfer' || resultOf(answer.result) === 'left' ? { kind: 'transfer', target: `room:${operation.room}` } : gone
    case 'queue.join':
      if (inside === 'agent' || resultOf(answer.result) === 'served') return { kind: 'agent', target: operation.queue }
      return gone && { ...gone, target: operation.queue }
    case 'call.record': {
      const recording = (answer.result as { recording?: string | null } | undefined)?.recording
      return typeof recording === 'string' ? { kind: 'voicemail', target: recording } : gone
    }
    default:
      return gone
  }
}

function resultOf(result: unknown): unknown {
  return (result as { result?: unknown } | undefined)?.result
}
