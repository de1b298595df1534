import { type Answer, type JoinResult, type Operation, type QueueFigures, placeOf, possibleAnswers, stateOf } from '@madoguchi/sdk'
import { faultPoints } from '../faults.ts'

/**
 * One thing that can come of an operation, and how a simulated call brings it about: a press of `simulate --press`, and a result for each
 * point at which a fault could happen (faults.ts), in that order.
 */
export interface Deed {
  answer: Answer
  press?: string
  results: readonly (readonly [point: string, result: string])[]
  /** Nothing failed and the contact stayed. */
  sound: boolean
}

/** What an unbounded input is tried with besides its own classes: values that the configuration compares with. */
export interface Samples {
  /** Digits as a caller would enter them. */
  readonly digits: readonly string[]
}

const goodResults: Readonly<Record<string, string>> = { telephony: 'ok', caller: 'ok', prompt: 'ok', recording: 'recorded', gateway: 'answered', queue: 'served', status: 'free', hold: 'resumed', park: 'retrieved', retrieve: 'retrieved', conference: 'left', http: 'ok', messages: 'accepted', records: 'ok', desk: 'ok', callbacks: 'accepted' }

function goodAt(point: string): string | undefined {
  return point.startsWith('plugin:') ? 'ok' : goodResults[point]
}

/** Everything that can come of an operation, one deed a class (architecture.md §3), the sound ones first. */
export function possibleDeeds(operation: Operation, startedMs: number, samples: Samples): Deed[] {
  const answers = [...withoutTwins(operation, possibleAnswers(operation, startedMs)), ...furtherDigits(operation, startedMs, samples)]
  const deeds = answers.map((answer) => toDeed(operation, answer))
  return [...deeds.filter(({ sound }) => sound), ...deeds.filter(({ sound }) => !sound)]
}

/** That chance takes a way (from 0), as a simulation is told to: `--fault chance=2`. */
export function chanceDeed(way: number): Deed {
  return { answer: { atMs: 0, result: {} }, results: [['chance', String(way + 1)]], sound: true }
}

/** A node is told the keys that it asked for and no more than that another one was wrong, so one wrong key stands for all. */
function withoutTwins(operation: Operation, answers: readonly Answer[]): Answer[] {
  if (operation.op !== 'call.ask') return [...answers]
  let wrong = false
  return answers.filter(({ result }) => {
    const { key } = (result ?? {}) as { key?: string | null }
    if (typeof key !== 'string' || operation.keys.includes(key)) return true
    const first = !wrong
    wrong = true
    return first
  })
}

function furtherDigits(operation: Operation, startedMs: number, { digits }: Samples): Answer[] {
  if (operation.op !== 'call.collect') return []
  const spoken = operation.say.reduce((sum, { seconds }) => sum + seconds, 0)
  return digits
    .filter((value) => value.length <= operation.maxDigits)
    .map((value) => ({ atMs: startedMs + Math.round((spoken + value.length) * 1000), result: { digits: value, terminated: value.length < operation.maxDigits && operation.terminator !== '', heardSeconds: spoken } }))
}

function toDeed(operation: Operation, answer: Answer): Deed {
  const results: [string, string][] = []
  for (const point of faultPoints(operation)) {
    const result = resultAt(point, operation, answer)
    results.push([point, result])
    if (point === 'queue' && placeOf(operation) && result !== 'waiting') break
    if (result !== goodAt(point) && isLast(point, result)) return { answer, results, sound: false }
  }
  const press = pressOf(operation, answer)
  const sound = answer.gone === undefined && results.every(([point, result]) => isGood(point, result))
  return { answer, results, sound, ...(press === undefined ? {} : { press }) }
}

/** Waiting on is as good as being served, and not left out of what a simulation is told: it would serve. */
function isGood(point: string, result: string): boolean {
  return goodAt(point) === result || (point === 'queue' && (result === 'waiting' || result === 'unknown-wait'))
}

/** Whether nothing after this point is asked any more. */
function isLast(point: string, result: string): boolean {
  return result === 'error' || result === 'missing' || (point === 'caller' && result === 'hung-up')
}

function resultAt(point: string, operation: Operation, { fault, gone, result, ended }: Answer): string {
  if (operation.op === 'service.ask' && point !== 'caller') return serviceResult(operation, { fault, result })
  const told = (result ?? {}) as { missing?: string[]; recording?: string | null; result?: string }
  switch (point) {
    case 'telephony':
      return fault ? 'error' : 'ok'
    case 'caller':
      return gone ? 'hung-up' : 'ok'
    case 'http':
      return fault ? (fault.code === 'http-timeout' ? 'timeout' : 'error') : (told.result ?? 'ok')
    case 'messages':
    case 'records':
    case 'desk':
    case 'callbacks':
      return fault ? 'error' : (told.result ?? 'ok')
    case 'prompt':
      return told.missing ? 'missing' : 'ok'
    case 'recording':
      return told.recording === null ? 'empty' : 'recorded'
    case 'gateway':
      return gone ? (gone.in === 'transfer' ? 'hung-up' : 'abandoned') : (told.result ?? 'answered')
    case 'status':
      return operation.op === 'queue.look' && result ? stateOf(result as QueueFigures, operation.limits) : 'free'
    case 'hold':
    case 'park':
    case 'retrieve':
    case 'conference':
      return gone ? (gone.in === 'transfer' ? 'hung-up' : 'abandoned') : (told.result ?? goodResults[point] ?? '')
    case 'queue':
      if (gone) return gone.in === 'agent' ? 'hung-up' : 'abandoned'
      if (placeOf(operation)) return ended?.result ?? 'waiting'
      return told.result === 'waiting' && (result as JoinResult).estimatedWaitSeconds === null ? 'unknown-wait' : (told.result ?? 'served')
    default:
      return told.result ?? 'served'
  }
}

/** `ok` is the first answer that the plugin declares; the others have their numbers. */
function serviceResult({ samples }: Extract<Operation, { op: 'service.ask' }>, { fault, result }: Pick<Answer<{ output: unknown }>, 'fault'> & { result?: unknown }): string {
  if (fault) return fault.code === 'plugin-timeout' ? 'timeout' : 'error'
  const { output } = (result ?? {}) as { output?: unknown }
  const index = samples.indexOf(output)
  return index <= 0 ? 'ok' : String(index + 1)
}

function pressOf(operation: Operation, { gone, result, ended }: Answer): string | undefined {
  // An agent, or the end of the call, came before any key.
  if (placeOf(operation) && (gone || ended)) return undefined
  if (operation.op !== 'call.ask' && operation.op !== 'call.collect') return undefined
  if (gone) return 'hang'
  const { key, digits, terminated } = (result ?? {}) as { key?: string | null; digits?: string; terminated?: boolean }
  if (operation.op === 'call.ask') return key ?? '-'
  return `${digits ?? ''}${terminated ? operation.terminator : ''}` || '-'
}

/** The deeds of a whole course in the words of `simulate`: `--press` and `--fault`. What happens anyway is left out. */
export function inWords(deeds: readonly Deed[]): { press: string[]; faults: string[] } {
  const press: string[] = []
  const results = new Map<string, string[]>()
  for (const deed of deeds) {
    if (deed.press !== undefined) press.push(deed.press)
    for (const [point, result] of deed.results) results.set(point, [...(results.get(point) ?? []), result])
  }
  while (press.at(-1) === '-') press.pop()
  const faults = [...results].flatMap(([point, all]) => {
    while (all.length > 1 && all.at(-1) === all.at(-2)) all.pop()
    return all.every((result) => result === goodAt(point)) ? [] : [`${point}=${all.join(',')}`]
  })
  return { press, faults }
}
