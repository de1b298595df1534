import type { Answer, JournalEntry, Operation, Results } from '@madoguchi/sdk'
import type { Act, Ending } from './act.ts'
import type { CallControl } from './call-control.ts'
import { music } from './desk.ts'
import { comeBack } from './transfer-act.ts'

type OperationOf<Op extends Operation['op']> = Extract<Operation, { op: Op }>
type Said = { result: Results['call.hold'] | Results['call.retrieve'] } | { gone: NonNullable<Answer['gone']> } | { fault: NonNullable<Answer['fault']> }

/** A caller on hold. Held → taken back, fetched (and talking), or out of time; or gone. */
interface Held {
  call: CallControl
  state: 'held' | 'resumed' | 'fetched' | 'timeout'
  fetchedAtMs: number
}

/** Callers of one instance that wait without a queue: on hold, or parked in slots. They keep to the runtime that owns the instance, as their channels do. */
export class HeldCalls {
  readonly #held = new Map<string, Held>()
  readonly #slots = new Map<string, Held>()

  /** Ends the hold of a call; its flow goes on. @returns false where it is not on hold */
  takeBack(uuid: string): boolean {
    const held = this.#held.get(uuid)
    if (held?.state !== 'held') return false
    leave(held, 'resumed')
    return true
  }

  /** Keeps the caller with music, or `repeat` again and again. */
  async hold({ repeat, maxSeconds, slot }: OperationOf<'call.hold'>, entry: JournalEntry, call: CallControl): Promise<Said> {
    if (slot !== undefined && this.#slots.has(slot)) return { fault: { code: 'slot-taken', message: `the slot ${slot} is taken`, retryable: true } }
    const held: Held = { call, state: 'held', fetchedAtMs: 0 }
    this.#held.set(call.uuid, held)
    if (slot !== undefined) this.#slots.set(slot, held)
    const cancel = call.after(Math.max(0, entry.startedMs + maxSeconds * 1000 - call.elapsedMs), () => leave(held, 'timeout'))
    try {
      return outcome(held, await this.#keep(held, repeat, entry), entry)
    } finally {
      cancel()
      this.#held.delete(call.uuid)
      if (slot !== undefined && this.#slots.get(slot) === held) this.#slots.delete(slot)
    }
  }

  /** Bridges the call with the one in the slot. */
  async retrieve({ slot }: OperationOf<'call.retrieve'>, entry: JournalEntry, call: CallControl): Promise<Said> {
    const held = this.#slots.get(slot)
    if (held?.state !== 'held') return { result: { result: 'empty', talkSeconds: 0 } }
    this.#slots.delete(slot)
    fetched(held)
    const talk = call.bridge(comeBackAct(call.line), entry)
    const bridged = await call.command('uuid_bridge', `${call.uuid} ${held.call.uuid}`)
    if (!bridged.startsWith('+OK')) {
      held.state = 'timeout'
      held.call.release()
      call.release()
    }
    const { ending, seconds } = await talk
    if (ending.kind === 'lost') return { fault: { code: 'telephony', message: ending.why, retryable: false } }
    if (ending.kind === 'gone') return { gone: { cause: ending.cause, in: 'transfer' } }
    return { result: bridged.startsWith('+OK') ? { result: 'retrieved', talkSeconds: seconds } : { result: 'empty', talkSeconds: 0 } }
  }

  /** One file after the other until something else is decided; the last is the conversation of who was fetched. */
  async #keep(held: Held, repeat: OperationOf<'call.hold'>['repeat'], entry: JournalEntry): Promise<Ending> {
    const { call } = held
    const file = repeat.length > 0 && call.isPlayable(repeat) ? call.fileOf(repeat) : music
    for (let round = 0; ; round++) {
      const ending = await call.held(file, entry, `-hold${round}`, () => held.state === 'fetched')
      if (ending.kind !== 'done' || held.state !== 'held') return ending
    }
  }
}

function leave(held: Held, state: 'resumed' | 'timeout'): void {
  if (held.state !== 'held') return
  held.state = state
  held.call.breakOff()
}

/** From here on the caller talks, and nothing of ours may reach the call. */
function fetched(held: Held): void {
  held.state = 'fetched'
  held.fetchedAtMs = held.call.elapsedMs
  held.call.inConversation(true)
}

function outcome(held: Held, ending: Ending, { startedMs }: JournalEntry): Said {
  const { call, state, fetchedAtMs } = held
  const untilMs = state === 'fetched' ? fetchedAtMs : call.elapsedMs
  const heldSeconds = Math.round((untilMs - startedMs) / 1000)
  if (ending.kind === 'lost') return { fault: { code: 'telephony', message: ending.why, retryable: false } }
  if (ending.kind === 'gone') return { gone: { cause: ending.cause, heardSeconds: heldSeconds, ...(state === 'fetched' && { in: 'transfer' as const }) } }
  if (state !== 'fetched') return { result: { result: state === 'timeout' ? 'timeout' : 'resumed', heldSeconds, talkSeconds: 0 } }
  call.inConversation(false)
  return { result: { result: 'retrieved', heldSeconds, talkSeconds: Math.round((call.elapsedMs - fetchedAtMs) / 1000) } }
}

/** Nothing runs on the channel itself: it is over when the channel is parked again. */
function comeBackAct(line: string): Act {
  return { set: comeBack(line), applications: [], finished: () => false, resumes: () => true }
}
