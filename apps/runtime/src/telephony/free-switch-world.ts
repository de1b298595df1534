import { type Answer, type JournalEntry, type Operation, type OutsideOperation, type QueueLook, type QueueOperation, type QueuePlace, type Utterance, type World, brokenOffAfter, placeOf, ringingSeconds } from '@madoguchi/sdk'
import type { Act, Ending } from './act.ts'
import type { CallControl, CallControlOptions } from './call-control.ts'
import { dialStrings } from './call-targets.ts'
import type { ChannelFacts } from './channel.ts'
import { conferenceAct, membersIn } from './conference-act.ts'
import { ConversationRecording, recordingVariable } from './conversation-recording.ts'
import { KeysAhead } from './keys-ahead.ts'
import { answerVariable, askAct, askedKey, collectAct, collected, messageMs, playAct, recordAct, unplayed } from './speech-acts.ts'
import { spokenSeconds } from './speech-files.ts'
import { needsVoice, saidIn, withVoice } from './spoken-texts.ts'
import { answered, bridgeAct, comeBack, isTalking, transferResult } from './transfer-act.ts'
import { duringWait } from './during-wait.ts'
import { type Said, ended, inToldSeconds, telephonyFault, whyUndialled } from './world-answers.ts'

type OperationOf<Op extends Operation['op']> = Extract<Operation, { op: Op }>

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
  readonly #recording: ConversationRecording
  /** What the channel was found doing, for the one step that a predecessor left running. */
  #found: FoundStep | undefined
  #attaching = false

  constructor(options: CallControlOptions, found?: FoundStep) {
    this.#options = options
    this.#found = found
    this.#keys = new KeysAhead(options.channel, options.timers)
    this.#recording = new ConversationRecording(options.recordingsFolder, found?.facts.variables(recordingVariable))
  }

  perform(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    this.#attaching = false
    return this.#voiced(operation, entry)
  }

  /** What has no audio is first said by the voice, where there is one; the answer then counts in the lengths that the flow was told. */
  #voiced(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    const { voice } = this.#options
    const told = saidIn(operation)
    if (!voice || !needsVoice(told)) return this.#do(operation, entry)
    // A wait counts in seconds waited, not in seconds of speech.
    if (operation.op === 'queue.join') return withVoice(operation, voice).then((spoken) => this.#do(spoken, entry))
    return withVoice(operation, voice).then(async (spoken) => inToldSeconds(await this.#do(spoken, entry), saidIn(spoken), told))
  }

  #do(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    const { channel, desk } = this.#options
    const place = placeOf(operation)
    if (channel.goneCause !== undefined) return this.#answer(entry, { gone: { cause: channel.goneCause, ...(place && { in: 'queue' as const }) } })
    if (place) return this.#inLine(place, operation, entry)
    if (operation.op !== 'queue.join' && !('keepsPlace' in operation)) desk.forget(channel.uuid)
    return this.#own(operation, entry)
  }

  /** Something is done while the caller waits, and may be ended by an agent. */
  async #inLine(place: QueuePlace, operation: Operation, entry: JournalEntry): Promise<Answer> {
    if (this.#attaching && this.#found && answered(this.#found.facts.variables)) return this.#talkAgain(place, operation, entry)
    const said = await duringWait(operation, place, entry, { desk: this.#options.desk, call: this, own: () => this.#own(operation, entry) })
    return 'atMs' in said ? said : this.#answer(entry, said)
  }

  /** A predecessor had led the caller to an agent: that conversation is waited for. */
  async #talkAgain(place: QueuePlace, operation: Operation, entry: JournalEntry): Promise<Answer> {
    const beganMs = this.#options.elapsedMs()
    const said = await this.#conversationOf(entry)
    const talkSeconds = Math.round((this.#options.elapsedMs() - beganMs) / 1000)
    const waitedSeconds = Math.round((beganMs - place.joinedMs) / 1000)
    return this.#answer(entry, said.gone || said.fault ? said : { result: brokenOffAfter(operation, 0), ended: { result: 'served', waitedSeconds, talkSeconds, announced: [] } })
  }

  #own(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    const { channel } = this.#options
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
      case 'call.recording':
        return this.#recordConversation(operation, entry)
      case 'call.hold':
      case 'call.retrieve':
        return this.#meet(operation, entry)
      case 'call.conference':
        return this.#conference(operation, entry)
      case 'queue.look':
        return this.#look(operation, entry)
      case 'queue.join':
        return this.#join(operation, entry)
      case 'http.request':
      case 'messages.send':
      case 'records.create':
      case 'desk.show':
      case 'callbacks.request':
        return this.#outside(operation, entry)
      case 'service.ask':
        return this.#askService(operation, entry)
    }
  }

  /** The same operations, except that the commands may be under way already. A rest of waiting is waited for, not the whole. */
  async attach(operation: Operation, entry: JournalEntry): Promise<Answer> {
    if (operation.op === 'call.wait') return this.#wait(Math.max(0, entry.startedMs + operation.seconds * 1000 - this.#options.elapsedMs()), entry)
    // Another number than the channel carries: the predecessor noted the step and died before it began it.
    this.#attaching = this.#found?.entry === entry.n
    if (this.#attaching && operation.op === 'queue.join') return this.#joinAgain(operation, entry)
    return this.#voiced(operation, entry)
  }

  /** Services know an operation by session and number, so that what a predecessor began is not done twice. Who hung up meanwhile is gone. */
  async #outside(operation: OutsideOperation, entry: JournalEntry): Promise<Answer> {
    const { outside, sessionId } = this.#options
    if (outside === undefined) return this.#answer(entry, { fault: { code: 'service-missing', message: 'no services are configured', retryable: false } })
    const said = await outside.perform(operation, { sessionId, n: entry.n, ...(operation.op === 'callbacks.request' && { elapsedMs: this.#options.elapsedMs() }) })
    if (operation.op === 'callbacks.request' && said.result) return this.#answer(entry, this.#amongWaiting(operation, said.result))
    return this.#answer(entry, (operation.op === 'http.request' ? this.#goneNow() : undefined) ?? said)
  }

  /** Those who wait on this instance stand in the same order as those who are to be called back. */
  #amongWaiting({ queue, priority, joinedMs }: OperationOf<'callbacks.request'>, result: unknown): Said {
    const { desk, channel, elapsedMs } = this.#options
    const { position = 1 } = result as { position?: number }
    return { result: { ...(result as object), position: position + desk.before(queue, { priority, agoMs: elapsedMs() - joinedMs }, channel.uuid) } }
  }

  async #askService(operation: OperationOf<'service.ask'>, entry: JournalEntry): Promise<Answer> {
    const said = await this.#options.services?.(operation)
    return this.#answer(entry, said ?? { fault: { code: 'plugin-unavailable', message: `the plugin ${operation.plugin} is not installed`, retryable: true } })
  }

  async #play({ say, optional }: OperationOf<'call.play'>, entry: JournalEntry): Promise<Answer> {
    const missing = this.#missing(say)
    if (missing && !optional) return this.#answer(entry, { result: { heardSeconds: 0, missing } })
    if (say.length === 0 || missing) return this.#answer(entry, { result: { heardSeconds: 0 } })
    this.#keys.drop()
    const ending = await this.#carryOut(playAct(say, this.#options.files), entry)
    this.#keys.keep()
    return this.#answer(entry, ended(ending, () => this.#gone(say, entry), ({ response }) => {
      const silent = unplayed(say, response, this.#since(entry))
      return { heardSeconds: silent.length > 0 ? this.#heard(say, entry) : spokenSeconds(say), ...(silent.length > 0 && !optional && { missing: silent }) }
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

  async #transfer(operation: OperationOf<'call.transfer'>, entry: JournalEntry): Promise<Answer> {
    const { gateways, line, desk, files } = this.#options
    const [dialString, ...together] = dialStrings(operation, { gateways, endpointOf: (target) => desk.endpointOf(target) })
    if (dialString === undefined) return this.#answer(entry, { result: { result: 'unreachable', cause: whyUndialled(operation.to, gateways), talkSeconds: 0 } })
    const { callerNumber, whisper } = operation
    const missing = whisper && this.#missing(whisper.say)
    if (missing) return this.#answer(entry, { fault: { code: 'prompt-missing', message: `no audio could be played for ${missing.join(', ')}`, retryable: false } })
    const talking = this.#attaching && this.#found !== undefined && isTalking(this.#found.facts.variables)
    const heard = whisper && { file: files.argument(whisper.say), seconds: spokenSeconds(whisper.say), acceptKey: whisper.acceptKey, acceptSeconds: whisper.acceptSeconds }
    const act = bridgeAct({ dialString, together, timeoutSeconds: ringingSeconds(operation), callerNumber: callerNumber?.replaceAll(/[^0-9+]/g, ''), line, whisper: heard })
    const talk = await this.bridge(act, entry)
    return this.#answer(entry, ended(talk.ending, () => ({ ...((talk.bridgedAtMs !== undefined || talking) && { in: 'transfer' as const }) }), ({ variables }) => ({ ...transferResult(variables), talkSeconds: talk.seconds })))
  }

  async #recordConversation({ act }: OperationOf<'call.recording'>, entry: JournalEntry): Promise<Answer> {
    try {
      return this.#answer(entry, { result: { recording: await this.#recording.act(act, `${this.#options.sessionId}-${entry.n}`, this) } })
    } catch (cause) {
      return this.#answer(entry, this.#goneNow() ?? { fault: telephonyFault(cause instanceof Error ? cause.message : String(cause)) })
    }
  }

  async #meet(operation: OperationOf<'call.hold' | 'call.retrieve'>, entry: JournalEntry): Promise<Answer> {
    const { held } = this.#options
    try {
      return this.#answer(entry, await (operation.op === 'call.hold' ? held.hold(operation, entry, this) : held.retrieve(operation, entry, this)))
    } catch (cause) {
      return this.#answer(entry, this.#goneNow() ?? { fault: telephonyFault(cause instanceof Error ? cause.message : String(cause)) })
    }
  }

  /** A caller found in the room by a successor is not counted a second time. */
  async #conference({ room, maxMembers }: OperationOf<'call.conference'>, entry: JournalEntry): Promise<Answer> {
    const { channel } = this.#options
    const inside = this.#attaching
    try {
      if (!inside && membersIn(await channel.command('conference', `${room} get count`)) >= maxMembers) return this.#answer(entry, { result: { result: 'full', talkSeconds: 0 } })
    } catch (cause) {
      return this.#answer(entry, this.#goneNow() ?? { fault: telephonyFault(cause instanceof Error ? cause.message : String(cause)) })
    }
    this.inConversation(true)
    const ending = await this.#carryOut(conferenceAct(room), entry)
    this.inConversation(false)
    return this.#answer(entry, ended(ending, () => ({ in: 'transfer' as const }), () => ({ result: 'left', talkSeconds: Math.round(this.#since(entry)) })))
  }

  /** Connects the caller to somebody; the watchdog rests while they talk, and the caller's keys are then not ours. */
  async bridge(act: Act, entry: JournalEntry, suffix = '', onBridged?: () => void): Promise<{ ending: Ending; bridgedAtMs: number | undefined; seconds: number }> {
    const { channel, watchdog, elapsedMs } = this.#options
    let bridgedAtMs: number | undefined
    channel.listener.onBridged = () => {
      bridgedAtMs = elapsedMs()
      onBridged?.()
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

  async #look(operation: QueueLook, entry: JournalEntry): Promise<Answer> {
    try {
      return this.#answer(entry, { result: await this.#options.desk.look(operation, this) })
    } catch (cause) {
      return this.#answer(entry, this.#goneNow() ?? { fault: telephonyFault(cause instanceof Error ? cause.message : String(cause)) })
    }
  }

  /** A waiting caller is found talking, just back from it, or still with the music of the predecessor: then the wait goes on anew. */
  async #joinAgain(operation: QueueOperation, entry: JournalEntry): Promise<Answer> {
    const { channel } = this.#options
    const facts = this.#found?.facts
    if (!facts || !answered(facts.variables)) {
      this.#attaching = false
      channel.api('uuid_break', 'all')
      return this.#join(operation, entry)
    }
    const beganMs = this.#options.elapsedMs()
    const said = await this.#conversationOf(entry)
    const talkSeconds = Math.round((this.#options.elapsedMs() - beganMs) / 1000)
    return this.#answer(entry, said.gone || said.fault ? said : { result: { result: 'served', waitedSeconds: 0, talkSeconds, announced: [] } })
  }

  /** The conversation in which a successor finds the caller. */
  async #conversationOf(entry: JournalEntry): Promise<Said> {
    const { channel, watchdog, line } = this.#options
    const { application = '', argument = '' } = this.#found?.facts ?? {}
    const ending = await this.#carryOut({ set: {}, applications: [{ name: application, argument }], finished: (variables) => !isTalking(variables), resumes: answered }, entry)
    if (ending.kind === 'done') watchdog.arm(channel.uuid, line)
    return ended(ending, () => ({ in: 'agent' as const }), () => ({}))
  }

  // -- what operations share

  /** Speaks to the caller outside a journaled play: announcements and hold music of a queue. */
  speak(say: readonly Utterance[], entry: JournalEntry, suffix: string): Promise<Ending> {
    return this.#carryOut(playAct(say, this.#options.files), entry, suffix)
  }

  sound(file: string, entry: JournalEntry, suffix: string): Promise<Ending> {
    return this.#carryOut({ set: { playback_ms: '' }, applications: [{ name: 'playback', argument: file }], finished: (variables) => (variables('playback_ms') ?? '') !== '' }, entry, suffix)
  }

  held(file: string, entry: JournalEntry, suffix: string, talking: () => boolean): Promise<Ending> {
    const act: Act = { set: { playback_ms: '', ...comeBack(this.#options.line) }, applications: [{ name: 'playback', argument: file }], finished: (variables) => (variables('playback_ms') ?? '') !== '', resumes: talking }
    return this.#carryOut(act, entry, suffix)
  }

  fileOf(say: readonly Utterance[]): string {
    return this.#options.files.argument(say)
  }

  command(command: string, args: string): Promise<string> {
    return this.#options.channel.command(command, args)
  }

  background(command: string, args: string): Promise<string> {
    return this.#options.channel.background(command, args)
  }

  set(variables: Readonly<Record<string, string>>): void {
    this.#options.channel.set(variables)
  }

  release(): void {
    this.#options.channel.release()
  }

  inConversation(talking: boolean): void {
    const { channel, watchdog, line } = this.#options
    if (talking) {
      watchdog.disarm(channel.uuid)
      this.#keys.drop()
    } else {
      if (channel.goneCause === undefined) watchdog.arm(channel.uuid, line)
      this.#keys.keep()
    }
  }

  after(milliseconds: number, act: () => void): () => void {
    return this.#options.timers.after(milliseconds, act)
  }

  /** Stops what is played. */
  breakOff(): void {
    this.#options.channel.breakOff()
  }

  watchKey(watched: { key: string; act: () => void } | undefined): void {
    this.#keys.watch(watched)
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
