import type { Answer, JournalEntry, Operation, QueueOperation, Utterance, World } from '@madoguchi/sdk'
import type { Act, Ending } from './act.ts'
import type { CallControl, CallControlOptions } from './call-control.ts'
import type { ChannelFacts } from './channel.ts'
import { gatewayDialString } from './dial-string.ts'
import { KeysAhead } from './keys-ahead.ts'
import { answerVariable, askAct, askedKey, collectAct, collected, messageMs, playAct, recordAct, unplayed } from './speech-acts.ts'
import { spokenSeconds } from './speech-files.ts'
import { answered, bridgeAct, isTalking, transferResult } from './transfer-act.ts'

type OperationOf<Op extends Operation['op']> = Extract<Operation, { op: Op }>
type Said = Partial<Pick<Extract<Answer, { gone: object }>, 'gone'>> & { result?: unknown; fault?: Extract<Answer, { fault: object }>['fault'] }

/** The step that a predecessor left running on the channel: its number in the journal, and what the channel was found doing. */
export interface FoundStep {
  facts: ChannelFacts
  entry: number
}

/**
 * A real call as the engine's world: each operation becomes applications on the parked channel, each end an answer (architecture.md §6).
 * Times count from the beginning of the session.
 */
export class FreeSwitchWorld implements World, CallControl {
  readonly #options: CallControlOptions
  readonly #keys: KeysAhead
  /** What the channel was found doing, for the one step that a predecessor left running. */
  #found: FoundStep | undefined
  #attaching = false

  constructor(options: CallControlOptions, found?: FoundStep) {
    this.#options = options
    this.#found = found
    this.#keys = new KeysAhead(options.channel, options.timers)
  }

  perform(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    this.#attaching = false
    return this.#do(operation, entry)
  }

  #do(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    const { channel } = this.#options
    if (channel.goneCause !== undefined) return this.#answer(entry, { gone: { cause: channel.goneCause } })
    switch (operation.op) {
      case 'call.answer':
        channel.send('answer')
        return this.#answer(entry, { result: {} })
      case 'call.play':
        return this.#play(operation, entry)
      case 'call.ask':
        return this.#ask(operation, entry)
      case 'call.collect':
        return this.#collect(operation, entry)
      case 'call.record':
        return this.#record(operation, entry)
      case 'call.transfer':
        return this.#transfer(operation, entry)
      case 'call.wait':
        return this.#wait(operation.seconds * 1000, entry)
      case 'call.hangup':
        return this.#hangup(operation.cause, entry)
      case 'queue.join':
        return this.#join(operation, entry)
    }
  }

  /** The same operations, except that the commands may be under way already. A rest of waiting is waited for, not the whole. */
  async attach(operation: Operation, entry: JournalEntry): Promise<Answer> {
    if (operation.op === 'call.wait') return this.#wait(Math.max(0, entry.startedMs + operation.seconds * 1000 - this.#options.elapsedMs()), entry)
    // Another number than the channel carries: the predecessor noted the step and died before it began it.
    this.#attaching = this.#found?.entry === entry.n
    if (this.#attaching && operation.op === 'queue.join') return this.#joinAgain(operation, entry)
    return this.#do(operation, entry)
  }

  async #play({ say }: OperationOf<'call.play'>, entry: JournalEntry): Promise<Answer> {
    const missing = this.#missing(say)
    if (missing) return this.#answer(entry, { result: { heardSeconds: 0, missing } })
    if (say.length === 0) return this.#answer(entry, { result: { heardSeconds: 0 } })
    this.#keys.drop()
    const ending = await this.#carryOut(playAct(say, this.#options.files), entry)
    this.#keys.keep()
    return this.#answer(entry, ended(ending, () => this.#gone(say, entry), ({ response }) => {
      const silent = unplayed(say, response, this.#since(entry))
      return { heardSeconds: silent.length > 0 ? this.#heard(say, entry) : spokenSeconds(say), ...(silent.length > 0 && { missing: silent }) }
    }))
  }

  async #ask(operation: OperationOf<'call.ask'>, entry: JournalEntry): Promise<Answer> {
    const { say } = operation
    const missing = this.#missing(say)
    if (missing) return this.#answer(entry, { result: { key: null, heardSeconds: 0, missing } })
    const ahead = this.#keys.take(1)
    if (ahead !== '') return this.#answer(entry, { result: { key: ahead, heardSeconds: 0 } })
    this.#keys.listen('one-key')
    const ending = await this.#carryOut(askAct(operation, entry.n, this.#options.files), entry)
    const key = ending.kind === 'done' ? askedKey(ending.variables, entry.n) : null
    this.#keys.consumed(key === null ? 0 : 1)
    return this.#answer(entry, ended(ending, () => this.#gone(say, entry), () => ({ key, heardSeconds: key === null ? spokenSeconds(say) : this.#heard(say, entry) })))
  }

  async #collect(operation: OperationOf<'call.collect'>, entry: JournalEntry): Promise<Answer> {
    const { say, maxDigits, terminator, secret } = operation
    const missing = this.#missing(say)
    if (missing) return this.#answer(entry, { result: { digits: '', terminated: false, heardSeconds: 0, missing } })
    const { digits: ahead, terminated } = this.#keys.takeDigits(maxDigits, terminator)
    if (terminated || ahead.length >= maxDigits) return this.#answer(entry, { result: { digits: ahead, terminated, heardSeconds: 0 } })
    let firstKeyMs: number | undefined
    this.#keys.listen({ onFirst: () => (firstKeyMs = this.#options.elapsedMs()) })
    const ending = await this.#carryOut(collectAct(operation, ahead, entry.n, this.#options.files), entry)
    const more = ending.kind === 'done' ? collected(ending.variables, entry.n) : { digits: '', terminated: false }
    this.#keys.consumed(more.digits.length + (more.terminated ? 1 : 0))
    if (secret) this.#options.channel.set({ [answerVariable(entry.n)]: '', [`${answerVariable(entry.n)}_invalid`]: '' })
    const heardBeforeKeys = ahead !== '' ? 0 : this.#heard(say, entry, firstKeyMs)
    return this.#answer(entry, ended(ending, () => this.#gone(say, entry), () => ({ digits: ahead + more.digits, terminated: more.terminated, heardSeconds: heardBeforeKeys })))
  }

  async #record(operation: OperationOf<'call.record'>, entry: JournalEntry): Promise<Answer> {
    const { say, silenceSeconds } = operation
    const missing = this.#missing(say)
    if (missing) return this.#answer(entry, { result: { recording: null, seconds: 0, heardSeconds: 0, missing } })
    const recording = `${this.#options.sessionId}-${entry.n}`
    this.#keys.drop()
    const ending = await this.#carryOut(recordAct(operation, `${this.#options.recordingsFolder}/${recording}.wav`, this.#options.files), entry)
    this.#keys.keep()
    this.#options.channel.set({ playback_terminators: '' })
    const spoken = spokenSeconds(say)
    // Who hangs up after speaking has left a message; the next operation then finds the channel gone.
    const sinceBeep = (this.#options.elapsedMs() - entry.startedMs) / 1000 - spoken
    if (ending.kind === 'gone' && sinceBeep > silenceSeconds) return this.#answer(entry, { result: { recording, seconds: Math.round(sinceBeep), heardSeconds: spoken } })
    return this.#answer(entry, ended(ending, () => this.#gone(say, entry), ({ variables }) => {
      const ms = messageMs(operation, variables)
      return { recording: ms === undefined ? null : recording, seconds: Math.round((ms ?? 0) / 1000), heardSeconds: spoken }
    }))
  }

  async #transfer({ to, timeoutSeconds, callerNumber }: OperationOf<'call.transfer'>, entry: JournalEntry): Promise<Answer> {
    const { gateways, line } = this.#options
    const dialString = gatewayDialString(gateways, to.replaceAll(/[^0-9+]/g, ''))
    if (dialString === undefined) return this.#answer(entry, { result: { result: 'unreachable', cause: gateways.length === 0 ? 'NO_GATEWAY' : 'INVALID_NUMBER_FORMAT', talkSeconds: 0 } })
    const talking = this.#attaching && this.#found !== undefined && isTalking(this.#found.facts.variables)
    const talk = await this.bridge(bridgeAct({ dialString, timeoutSeconds, callerNumber: callerNumber?.replaceAll(/[^0-9+]/g, ''), line }), entry)
    return this.#answer(entry, ended(talk.ending, () => ({ ...((talk.bridgedAtMs !== undefined || talking) && { in: 'transfer' as const }) }), ({ variables }) => ({ ...transferResult(variables), talkSeconds: talk.seconds })))
  }

  /** Connects the caller to somebody; the watchdog rests while they talk, and the caller's keys are then not ours. */
  async bridge(act: Act, entry: JournalEntry, suffix = ''): Promise<{ ending: Ending; bridgedAtMs: number | undefined; seconds: number }> {
    const { channel, watchdog, elapsedMs } = this.#options
    let bridgedAtMs: number | undefined
    channel.listener.onBridged = () => {
      bridgedAtMs = elapsedMs()
      watchdog.disarm(channel.uuid)
      this.#keys.drop()
    }
    const ending = await this.#carryOut(act, entry, suffix)
    channel.listener.onBridged = undefined
    if (ending.kind === 'done') watchdog.arm(channel.uuid, this.#options.line)
    this.#keys.keep()
    return { ending, bridgedAtMs, seconds: bridgedAtMs === undefined ? 0 : Math.round((elapsedMs() - bridgedAtMs) / 1000) }
  }

  async #wait(milliseconds: number, entry: JournalEntry): Promise<Answer> {
    await this.pause(milliseconds)
    return this.#answer(entry, this.#goneNow() ?? { result: {} })
  }

  /** Time passes in the parking loop; ends early when the caller goes. */
  pause(milliseconds: number): Promise<void> {
    const { channel, timers } = this.#options
    if (channel.goneCause !== undefined) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        channel.listener.onGone = undefined
        resolve()
      }
      const cancel = timers.after(milliseconds, end)
      channel.listener.onGone = end
    })
  }

  /** Behind whatever is queued on the channel, so that an answer sent just before still comes first. */
  async #hangup(cause: string, entry: JournalEntry): Promise<Answer> {
    const ending = await this.#options.channel.carryOut({ set: {}, applications: [{ name: 'hangup', argument: cause }], finished: () => false }, `${entry.n}`, {})
    if (ending.kind === 'lost') return this.#answer(entry, { fault: telephonyFault(ending.why) })
    // The caller who hung up in the same instant is gone either way: the program wanted the end, and it is here.
    return this.#answer(entry, { result: {} })
  }

  async #join(operation: QueueOperation, entry: JournalEntry): Promise<Answer> {
    return this.#answer(entry, await this.#options.desk.join(operation, entry, this))
  }

  /** A waiting caller is found talking, just back from it, or still with the music of the predecessor: then the wait goes on anew. */
  async #joinAgain(operation: QueueOperation, entry: JournalEntry): Promise<Answer> {
    const { channel, watchdog, line } = this.#options
    const facts = this.#found?.facts
    if (!facts || !answered(facts.variables)) {
      this.#attaching = false
      channel.api('uuid_break', 'all')
      return this.#join(operation, entry)
    }
    const beganMs = this.#options.elapsedMs()
    const ending = await this.#carryOut({ set: {}, applications: [{ name: facts.application, argument: facts.argument }], finished: (variables) => !isTalking(variables), resumes: answered }, entry)
    if (ending.kind === 'done') watchdog.arm(channel.uuid, line)
    const talkSeconds = Math.round((this.#options.elapsedMs() - beganMs) / 1000)
    return this.#answer(entry, ended(ending, () => ({ in: 'agent' as const }), () => ({ result: 'served', waitedSeconds: 0, talkSeconds, announced: [] })))
  }

  // -- what operations share

  /** Speaks to the caller outside a journaled play: announcements and hold music of a queue. */
  speak(say: readonly Utterance[], entry: JournalEntry, suffix: string): Promise<Ending> {
    return this.#carryOut(playAct(say, this.#options.files), entry, suffix)
  }

  sound(file: string, entry: JournalEntry, suffix: string): Promise<Ending> {
    return this.#carryOut({ set: { playback_ms: '' }, applications: [{ name: 'playback', argument: file }], finished: (variables) => (variables('playback_ms') ?? '') !== '' }, entry, suffix)
  }

  /** Stops what is played. */
  breakOff(): void {
    this.#options.channel.breakOff()
  }

  get elapsedMs(): number {
    return this.#options.elapsedMs()
  }

  get line(): string {
    return this.#options.line
  }

  get uuid(): string {
    return this.#options.channel.uuid
  }

  isPlayable(say: readonly Utterance[]): boolean {
    return this.#options.files.missing(say).length === 0
  }

  #carryOut(act: Act, entry: JournalEntry, suffix = ''): Promise<Ending> {
    const { channel, state } = this.#options
    const found = this.#attaching ? this.#found : undefined
    this.#attaching = false
    const step = `${entry.n}${suffix}`
    return found ? channel.attach(act, step, state(entry.n), found.facts) : channel.carryOut(act, step, state(entry.n))
  }

  #missing(say: readonly Utterance[]): string[] | undefined {
    const missing = this.#options.files.missing(say)
    return missing.length > 0 ? missing : undefined
  }

  /** How much of the speech was heard by now, or by the given moment. FreeSWITCH's own counts are of samples read ahead, so time tells. */
  #heard(say: readonly Utterance[], { startedMs }: JournalEntry, atMs = this.#options.elapsedMs()): number {
    return Math.max(0, Math.min(spokenSeconds(say), (atMs - startedMs) / 1000))
  }

  #since({ startedMs }: JournalEntry): number {
    return (this.#options.elapsedMs() - startedMs) / 1000
  }

  #gone(say: readonly Utterance[], entry: JournalEntry): { heardSeconds: number } {
    return { heardSeconds: this.#heard(say, entry) }
  }

  #goneNow(): Said | undefined {
    const cause = this.#options.channel.goneCause
    return cause === undefined ? undefined : { gone: { cause } }
  }

  #answer({ startedMs }: JournalEntry, said: Said): Answer {
    // The one border where what an operation made becomes the answer of the world.
    return { atMs: Math.max(startedMs, Math.round(this.#options.elapsedMs())), ...said } as Answer
  }
}

function ended(ending: Ending, gone: () => Partial<NonNullable<Said['gone']>>, done: (ending: Extract<Ending, { kind: 'done' }>) => unknown): Said {
  switch (ending.kind) {
    case 'done':
      return { result: done(ending) }
    case 'gone':
      return { gone: { cause: ending.cause, ...gone() } }
    case 'lost':
      return { fault: telephonyFault(ending.why) }
  }
}

/** Not retryable: whoever would try again has no connection to try with. */
export function telephonyFault(message: string): NonNullable<Said['fault']> {
  return { code: 'telephony', message, retryable: false }
}
