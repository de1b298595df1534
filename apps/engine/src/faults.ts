import { type Answer, type Operation, isOutside, placeOf } from '@madoguchi/sdk'
import type { SessionStart } from './session.ts'

/** The faults a simulation can inject, with the results each can have (cli.md `--fault`). `also` are results that are none of the contract's faults: they let any course that a check has found be replayed. What `chance` has are the ways that it takes, from 1. */
export const faultResults: Readonly<Record<string, { bad: readonly string[]; also: readonly string[] }>> = {
  gateway: { bad: ['busy', 'no-answer', 'unreachable'], also: ['answered', 'abandoned', 'hung-up'] },
  queue: { bad: ['timeout', 'full', 'abandoned', 'left'], also: ['served', 'hung-up', 'waiting', 'unknown-wait'] },
  status: { bad: ['busy', 'unstaffed', 'waiting', 'longest', 'estimate'], also: ['free'] },
  plugin: { bad: ['error', 'timeout'], also: ['ok', '2', '3', '4', '5', '6', '7', '8'] },
  prompt: { bad: ['missing'], also: ['ok'] },
  hours: { bad: ['error'], also: ['emergency', 'exception', 'holiday', 'closed', 'open'] },
  recording: { bad: ['empty'], also: ['recorded'] },
  hold: { bad: ['timeout', 'abandoned'], also: ['resumed'] },
  park: { bad: ['timeout', 'abandoned'], also: ['retrieved', 'hung-up'] },
  retrieve: { bad: ['empty'], also: ['retrieved', 'abandoned', 'hung-up'] },
  conference: { bad: ['full'], also: ['left', 'abandoned', 'hung-up'] },
  chance: { bad: ['1', '2', '3'], also: Array.from({ length: 17 }, (_, index) => String(index + 4)) },
  telephony: { bad: ['error'], also: ['ok'] },
  caller: { bad: ['hung-up'], also: ['ok'] },
  http: { bad: ['error', 'timeout', 'rejected'], also: ['ok'] },
  messages: { bad: ['error', 'no-gateway'], also: ['accepted'] },
  records: { bad: ['error'], also: ['ok'] },
  desk: { bad: ['error'], also: ['ok'] },
  callbacks: { bad: ['error', 'duplicate'], also: ['accepted'] },
  database: { bad: [], also: [] },
  runtime: { bad: [], also: [] },
}

/**
 * The faults that an operation can meet, in the order in which they are asked for. One that happens keeps the later ones from being asked.
 * `caller` is the contact hanging up where neither a key press nor a queue says so.
 */
export function faultPoints(operation: Operation): readonly string[] {
  // A service is no telephony, and only an answer from outside lets a caller wait.
  if (isOutside(operation)) return operation.op === 'http.request' ? ['caller', 'http'] : [operation.op.split('.')[0] ?? '']
  if (operation.op === 'service.ask') return ['caller', `plugin:${operation.plugin}`]
  const points = ['telephony']
  const place = placeOf(operation)
  const { op } = operation
  const own = ownPoint(operation)
  if (place === undefined && op !== 'call.ask' && op !== 'call.collect' && (own === undefined || own === 'recording' || own === 'status')) points.push('caller')
  if (place) points.push('queue')
  if ('say' in operation && operation.say.length > 0 && !('optional' in operation)) points.push('prompt')
  if (own !== undefined) points.push(own)
  return points
}

/** The point that an operation has to itself: what comes of somebody else's part in it. */
function ownPoint(operation: Operation): string | undefined {
  switch (operation.op) {
    case 'call.record':
      return 'recording'
    case 'call.transfer':
      return 'gateway'
    case 'queue.join':
      return 'queue'
    case 'queue.look':
      return 'status'
    case 'call.hold':
      return operation.slot === undefined ? 'hold' : 'park'
    case 'call.retrieve':
      return 'retrieve'
    case 'call.conference':
      return 'conference'
    default:
      return undefined
  }
}

/**
 * What comes of each capability as one simulated call asks it. `gateway=busy` is busy each time; `gateway=busy,answered` is busy once and
 * answered from then on, so that any course a check has found can be replayed.
 */
export class FaultPlan {
  readonly #results: Map<string, string[]>

  constructor(faults: ReadonlyMap<string, string> = new Map()) {
    this.#results = new Map([...faults].map(([name, results]) => [name, results.split(',')]))
  }

  get empty(): boolean {
    return this.#results.size === 0
  }

  /** Whether anything was planned for it. */
  plans(name: string): boolean {
    return this.#results.has(name)
  }

  /** What is still to come, as a plan of its own can be made of it. */
  get left(): Map<string, string> {
    return new Map([...this.#results].map(([name, results]) => [name, results.join(',')]))
  }

  /** What comes of it this time; undefined: nothing was planned. */
  next(name: string): string | undefined {
    const results = this.#results.get(name)
    return results && results.length > 1 ? results.shift() : results?.[0]
  }
}

/** What comes of the faults that any operation can meet, in the order of `faultPoints`: the telephony that fails, the caller who hangs up. */
export function commonFault(operation: Operation, startedMs: number, faults: FaultPlan): Answer | undefined {
  const points = faultPoints(operation)
  if (points.includes('telephony') && faults.next('telephony') === 'error') return { atMs: startedMs, fault: { code: 'telephony', message: 'the telephony did not carry it out', retryable: true } }
  if (!points.includes('caller') || faults.next('caller') !== 'hung-up') return undefined
  const spoken = 'say' in operation ? operation.say.reduce((sum, { seconds }) => sum + seconds, 0) : 0
  const heardSeconds = Math.min(1, spoken)
  return { atMs: startedMs + Math.round(heardSeconds * 1000), gone: { cause: 'NORMAL_CLEARING', heardSeconds } }
}

/** Which ways chance takes (`chance=2,1`: the second, then always the first); undefined: those of the seed. */
export function waysUnder(faults: ReadonlyMap<string, string>): SessionStart['ways'] {
  return faults.get('chance')?.split(',').map(Number)
}

/** What the hours documents say under these faults instead of their own rules. */
export function hoursUnder(faults: ReadonlyMap<string, string>): SessionStart['hours'] {
  // The values of the fault `hours` are those of the border parseFaults has checked.
  return faults.get('hours') as SessionStart['hours']
}
