import { ContactGone, NodeError, WaitEnded } from '../faults.ts'
import type { CallOperation, Operation, Outcome, ResultOf, Results, Utterance } from '../operations.ts'
import type { SessionPort } from './session.ts'
import { type Speech, joinedFragments, utteranceOf } from './speech.ts'

/** How somebody is called. `also` are rung with the first, at once or in turn; `whisper` is what they hear before the caller is connected. */
export interface TransferOptions {
  timeoutSeconds: number
  callerNumber?: string
  purpose?: 'transfer' | 'failover'
  also?: string[]
  ringing?: 'together' | 'in-turn'
  whisper?: { speech: Speech; acceptKey: string; acceptSeconds: number }
}

/**
 * What a node may do with a call. Prompts queue as in VoiceXML: a `play` with barge-in returns when it is queued, and the queue
 * is spoken into the next question, so that a key pressed during an announcement answers the menu behind it and is never lost.
 */
export class CallCapability {
  readonly #session: SessionPort
  #queued: Utterance[]

  /** @param queued speech that a session before this one left to be spoken */
  constructor(session: SessionPort, queued: readonly Utterance[] = []) {
    this.#session = session
    this.#queued = [...queued]
  }

  /** Speech that waits for the next question, or for whatever is not one. */
  get queued(): readonly Utterance[] {
    return this.#queued
  }

  /** Answers the call; a call that is already answered stays so. */
  async answer(): Promise<void> {
    await this.#session.journal.perform({ op: 'call.answer' })
  }

  /** Speaks. With `bargeIn` the speech is queued before the next question; without, it is heard to its end before this returns. */
  async play(speech: Speech, options: { bargeIn: boolean }): Promise<void> {
    const own = this.#resolve(speech)
    this.#queued.push(...(own instanceof Promise ? await own : own))
    if (!options.bargeIn) await this.flush()
  }

  /** Speaks what may be left out: without audio nothing is said, and nothing has failed. */
  async playOptional(speech: Speech): Promise<void> {
    await this.flush()
    await this.#spoken({ op: 'call.play', say: await this.#resolve(speech), optional: true })
  }

  /** Speaks what is queued, to its end; there is nothing to wait for when nothing is. Called before anything that is not a question. */
  flush(): Promise<unknown> | undefined {
    return this.#queued.length > 0 ? this.#spoken({ op: 'call.play', say: this.#take([]) }) : undefined
  }

  /** Speaks and waits for one key. `null` is silence until the timeout, counted from the end of the speech. */
  async ask(speech: Speech, options: { keys: string; timeoutSeconds: number }): Promise<string | null> {
    const resolved = this.#resolve(speech)
    const own = resolved instanceof Promise ? await resolved : resolved
    const queued = this.#queued.length
    const { key } = await this.#spoken({ op: 'call.ask', say: this.#take(own), own: queued, ...options })
    if (key !== null) this.#pressed(key)
    return key
  }

  /** Speaks and collects digits until `maxDigits`, the terminator, or silence between digits. `secret` digits appear nowhere. */
  async collect(
    speech: Speech,
    options: { minDigits: number; maxDigits: number; terminator: string; timeoutSeconds: number; digitTimeoutSeconds: number; secret: boolean },
  ): Promise<{ digits: string; terminated: boolean }> {
    const own = await this.#resolve(speech)
    const queued = this.#queued.length
    const result = await this.#spoken({ op: 'call.collect', say: this.#take(own), own: queued, ...options })
    if (result.digits !== '') this.#pressed(options.secret ? '•'.repeat(result.digits.length) : result.digits)
    return result
  }

  /** Speaks, then records the caller. `recording` is null when nothing was said. */
  async record(speech: Speech, options: { maxSeconds: number; silenceSeconds: number; finishKey: string }): Promise<{ recording: string | null; seconds: number }> {
    this.#notInLine()
    const own = await this.#resolve(speech)
    const result = await this.#spoken({ op: 'call.record', say: this.#take(own), ...options })
    if (result.recording !== null) this.#session.settle({ kind: 'voicemail', target: result.recording })
    return result
  }

  /** Connects the caller to a number and returns when that conversation is over, or could not begin. */
  async transfer(to: string, { whisper, ...options }: TransferOptions): Promise<Results['call.transfer']> {
    this.#notInLine()
    await this.flush()
    const purpose = options.purpose ?? 'transfer'
    const whispered = whisper && { whisper: { say: await this.#resolve(whisper.speech), acceptKey: whisper.acceptKey, acceptSeconds: whisper.acceptSeconds } }
    const result = await this.#orGone(() => this.#session.journal.perform({ op: 'call.transfer', to, ...options, purpose, ...whispered }), { kind: purpose, target: to })
    if (result.result === 'answered') this.#session.settle({ kind: purpose, target: to })
    return result
  }

  /** Keeps the caller waiting in silence. */
  async wait(seconds: number): Promise<void> {
    await this.flush()
    await this.#inLine(() => this.#session.journal.perform({ op: 'call.wait', seconds, ...this.#session.inLine }))
  }

  /** Ends the call with a Q.850 cause. */
  async hangup(cause = 'NORMAL_CLEARING'): Promise<void> {
    await this.flush()
    await this.#session.journal.perform({ op: 'call.hangup', cause })
    this.#session.settle({ kind: 'hangup', cause })
  }

  /** Refuses a call that was not answered, with a Q.850 cause that the trunk tells as its SIP status. Nothing can be said before that. */
  async reject(cause: string): Promise<void> {
    this.#notInLine()
    this.#queued = []
    await this.#session.journal.perform({ op: 'call.hangup', cause, reject: true })
    this.#session.settle({ kind: 'hangup', cause })
  }

  /** Begins, pauses, resumes or ends the recording of the conversation. @returns the id of the recording; null where none runs */
  async recording(act: 'start' | 'pause' | 'resume' | 'stop'): Promise<string | null> {
    await this.flush()
    return (await this.#session.journal.perform({ op: 'call.recording', act })).recording
  }

  /** Keeps the caller until taken back; in a `slot`, until somebody asks for it and that conversation is over. */
  async hold(repeat: Speech, options: { maxSeconds: number; slot?: string }): Promise<Results['call.hold']> {
    this.#notInLine()
    await this.flush()
    const say = await this.#resolve(repeat)
    const startedMs = this.#session.journal.elapsedMs
    const operation: Extract<CallOperation, { op: 'call.hold' }> = { op: 'call.hold', repeat: say, ...options }
    try {
      const result = await this.#connected(operation, `slot:${options.slot ?? ''}`, ({ result: how }) => how === 'retrieved')
      this.#heard(say, startedMs, result.heldSeconds, [])
      return result
    } catch (error) {
      if (error instanceof ContactGone) this.#heard(say, startedMs, this.#session.journal.last?.answer?.gone?.heardSeconds ?? 0, [])
      throw error
    }
  }

  /** Connects this contact to whoever is held in a slot, and returns when that conversation is over. */
  async retrieve(slot: string): Promise<Results['call.retrieve']> {
    this.#notInLine()
    await this.flush()
    return this.#connected({ op: 'call.retrieve', slot }, `slot:${slot}`, ({ result }) => result === 'retrieved')
  }

  /** Takes part in a conference, and returns when the contact has left it without hanging up. */
  async conference(room: string, { maxMembers }: { maxMembers: number }): Promise<Results['call.conference']> {
    this.#notInLine()
    await this.flush()
    return this.#connected({ op: 'call.conference', room, maxMembers }, `room:${room}`, ({ result }) => result === 'left')
  }

  /** The language of what is said from here on, as far as the prompts have it. */
  get language(): 'ja' | 'en' {
    return this.#session.language
  }

  set language(language: 'ja' | 'en') {
    this.#session.language = language
  }

  /** Performs an operation by which the contact talks to somebody, and notes that conversation as what came of the session. */
  async #connected<O extends Operation>(operation: O, target: string, talked: (result: ResultOf<O>) => boolean): Promise<ResultOf<O>> {
    const outcome: Outcome = { kind: 'transfer', target }
    const result = await this.#orGone(() => this.#session.journal.perform(operation), outcome)
    if (talked(result)) this.#session.settle(outcome)
    return result
  }

  #take(own: Utterance[]): Utterance[] {
    if (this.#queued.length === 0) return own
    const say = this.#queued
    this.#queued = []
    say.push(...own)
    return say
  }

  /** One after the other, since a prompt may draw a random number. Nearly all are folded already, and nothing has to be waited for. */
  #resolve(speech: Speech): Utterance[] | Promise<Utterance[]> {
    const resolved: Utterance[] = []
    for (const [index, part] of speech.entries()) {
      const utterance = utteranceOf(this.#session, part)
      if (utterance instanceof Promise) return utterance.then(async (later) => [...resolved, later, ...(await this.#resolve(speech.slice(index + 1)))])
      resolved.push(utterance)
    }
    return joinedFragments(speech, resolved)
  }

  /** Performs an operation that speaks, and tells the trace what was really heard of it. */
  async #spoken<O extends Operation & { say: Utterance[] }>(operation: O): Promise<ResultOf<O> & { heardSeconds: number }> {
    const { journal, inLine } = this.#session
    const startedMs = journal.elapsedMs
    try {
      const result = (await this.#inLine(() => journal.perform({ ...operation, ...inLine }))) as ResultOf<O> & { heardSeconds: number; missing?: string[] }
      this.#heard(operation.say, startedMs, result.heardSeconds, result.missing ?? [])
      if (result.missing && result.missing.length > 0) throw new NodeError('prompt-missing', `no audio could be played for ${result.missing.join(', ')}`)
      return result
    } catch (error) {
      if (error instanceof ContactGone) this.#heard(operation.say, startedMs, journal.last?.answer?.gone?.heardSeconds ?? 0, [])
      if (error instanceof WaitEnded) this.#heard(operation.say, startedMs, heardSecondsOf(journal.last?.answer?.result), [])
      throw error
    }
  }

  /** Who hangs up while a place in a queue is kept has given that up, or has been talking to an agent by then. */
  async #inLine<R>(act: () => Promise<R>): Promise<R> {
    try {
      return await act()
    } catch (error) {
      const place = this.#session.inLine?.inLine
      if (error instanceof ContactGone && place) this.#session.settle({ kind: this.#session.journal.last?.answer?.gone?.in === 'agent' ? 'agent' : 'abandoned', target: place.queue })
      throw error
    }
  }

  /** @throws NodeError `still-waiting` while a place in a queue is kept: it would be lost without anybody having decided so */
  #notInLine(): void {
    if (this.#session.inLine) throw new NodeError('still-waiting', 'a caller who waits in a queue cannot be led elsewhere, or recorded')
  }

  #heard(say: Utterance[], startedMs: number, heardSeconds: number, missing: string[]): void {
    let offset = 0
    for (const utterance of say) {
      if (missing.includes(utterance.prompt)) continue
      if (offset >= heardSeconds) return
      const seconds = Math.min(utterance.seconds, heardSeconds - offset)
      this.#session.emit({ kind: 'heard', atMs: startedMs + Math.round(offset * 1000), prompt: utterance.prompt, text: utterance.text, audio: utterance.audio, seconds, ...(utterance.wanted && { wanted: utterance.wanted }) })
      offset += utterance.seconds
    }
  }

  #pressed(keys: string): void {
    this.#session.emit({ kind: 'pressed', atMs: this.#session.journal.elapsedMs, keys })
  }

  /** A caller who hangs up while connected to somebody was served: the outcome is that conversation, not a loss. */
  async #orGone<R>(act: () => Promise<R>, outcome: Parameters<SessionPort['settle']>[0]): Promise<R> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof ContactGone && this.#session.journal.last?.answer?.gone?.in === 'transfer') this.#session.settle(outcome)
      throw error
    }
  }
}

function heardSecondsOf(result: unknown): number {
  return typeof result === 'object' && result !== null && 'heardSeconds' in result && typeof result.heardSeconds === 'number' ? result.heardSeconds : 0
}
