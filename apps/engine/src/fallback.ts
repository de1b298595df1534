import { type Answer, type JournalEntry, type Operation, type Utterance, type World, figuresOf, serviceFault } from '@madoguchi/sdk'
import { type Program, normaliseNumber } from './program.ts'
import { runSession } from './session.ts'

/** What a caller gets from FreeSWITCH alone: fixed speech, then the end or the failover number. */
export interface FallbackCourse {
  say: Utterance[]
  then: { kind: 'hangup' } | { kind: 'failover'; destination: string; outOfService: Utterance[] }
}

/**
 * What the fallback dialplan does for a number at an instant: the flow is run, and all it says before it first needs a person or a key
 * is said. A flow that wants to connect the caller to somebody leads to the failover number instead.
 * Compiled from the flows themselves, so the last line of defence never tells of other hours than the first.
 */
export async function compileFallback(program: Program, number: string, atMs: number): Promise<FallbackCourse> {
  const world = new FallbackWorld()
  await runSession(program, { to: number, from: 'anonymous', startedAtMs: atMs, seed: 1 }, world)
  const line = program.lines.get(normaliseNumber(number))
  const failover = line?.failover === undefined ? undefined : program.documents.failover.get(line.failover)
  const utterance = (id: string) => [program.prompts.get(id)?.utterance].filter((spoken) => spoken !== undefined)
  if (world.wantsPerson && failover) {
    return { say: utterance(failover.openGuidance), then: { kind: 'failover', destination: normaliseNumber(failover.destination), outOfService: utterance(failover.outOfServiceGuidance) } }
  }
  // Nobody can be reached: the caller is told so instead of being cut off after the announcement.
  return { say: world.wantsPerson ? [...world.say, ...utterance(program.bundle.safeDefault.prompt)] : world.say, then: { kind: 'hangup' } }
}

/** A flow that speaks for ever has said what it has to say long before. */
const mostUtterances = 100

/** Lets a flow speak, and stops it where it needs somebody: the caller hangs up there. */
class FallbackWorld implements World {
  readonly say: Utterance[] = []
  wantsPerson = false
  #over = false

  perform(operation: Operation, { startedMs }: JournalEntry): Answer {
    const gone: Answer = { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING' } }
    if (this.#over || this.say.length >= mostUtterances) return gone
    this.#over = !['call.answer', 'call.wait', 'call.play', 'call.recording', 'queue.look', 'messages.send', 'records.create', 'desk.show', 'http.request', 'callbacks.request'].includes(operation.op)
    switch (operation.op) {
      case 'call.answer':
      case 'call.hangup':
      case 'call.wait':
        return { atMs: startedMs, result: {} }
      case 'call.play':
        this.say.push(...operation.say)
        return { atMs: startedMs, result: { heardSeconds: operation.say.reduce((sum, { seconds }) => sum + seconds, 0) } }
      case 'call.ask':
      case 'call.collect':
        // What was announced before the question holds without it; the question itself could not be answered.
        this.say.push(...operation.say.slice(0, operation.own))
        return gone
      case 'call.record':
      case 'service.ask':
        return gone
      case 'call.recording':
        return { atMs: startedMs, result: { recording: null } }
      case 'queue.look':
        // No runtime, no figures: a flow goes the way of a queue with somebody free, and what it then needs is told.
        return { atMs: startedMs, result: figuresOf('free', operation.limits) }
      case 'call.transfer':
      case 'call.hold':
      case 'call.retrieve':
      case 'call.conference':
      case 'queue.join':
        this.wantsPerson = true
        return gone
      case 'http.request':
      case 'messages.send':
      case 'records.create':
      case 'desk.show':
      case 'callbacks.request':
        // No runtime is there to do it; the flow says what it says then.
        return serviceFault(operation.op === 'http.request' ? 'http-unreachable' : `service-${operation.op.split('.')[0]}`, startedMs)
    }
  }
}
