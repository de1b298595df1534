import { type Answer, type JournalEntry, type Operation, type QueueOperation, type QueuePlace, type Results, type ServiceOperation, type Utterance, type World, brokenOffAfter, placeOf, ringingSeconds } from '@madoguchi/sdk'
import { FaultPlan, commonFault } from './faults.ts'
import { doubleOf } from './outside-double.ts'
import { SimulatedCallbacks, type WaitCourse, leftInLine, nobodyAnswers, offeredAtMs, simulatedFigures, standingAt, waitCourse } from './simulated-queue.ts'
import { type TalkOperation, heldSeconds, patienceSeconds, ringSeconds, simulatedTalk, talkPoint, talkSeconds } from './simulated-talks.ts'
import { simulatedService } from './simulated-service.ts'
import { announcements } from './simulated-world.ts'

/** What a telephone in a person's hand is told. `speaking` replaces what was spoken before; keys for a `secret` question are not to be shown. */
export type HandsetEvent =
  | { kind: 'answered' }
  | { kind: 'speaking'; say: Utterance[] }
  | { kind: 'listening'; for: 'key' | 'digits' | 'message'; keys: string; timeoutSeconds: number; secret?: boolean }
  | { kind: 'pausing'; seconds: number }
  | { kind: 'queued'; queue: string }
  | { kind: 'held'; slot?: string }
  | { kind: 'recording'; act: 'start' | 'pause' | 'resume' | 'stop' }
  | { kind: 'ringing'; target: string }
  | { kind: 'connected'; target: string }
  | { kind: 'ended'; by: 'caller' | 'center'; cause: string }

/** The world's time, given from outside: a real clock in a call, a fake one in a test. */
export interface Timers {
  /** Monotonic milliseconds. */
  now(): number
  /** Calls back once after `milliseconds`; returns how to prevent it. */
  after(milliseconds: number, act: () => void): () => void
}

export interface HandsetWorldOptions {
  emit(event: HandsetEvent): void
  timers: Timers
  /** How many agents are free when the caller joins a queue. */
  agents(): number
  /** How many callers wait in a queue before this one (left out: nobody); a look at it tells them. */
  waiting?(): number
  faults?: ReadonlyMap<string, string>
  /** Answers for the services of plugins, where they can be asked; left out: as in a simulation. */
  services?: AskService
  /** A call that goes on from where another one stood between two nodes, instead of `faults`. */
  from?: HandsetCheckpoint
}

/** What a telephone keeps between two questions of its session. */
export interface HandsetCheckpoint {
  readonly elapsedMs: number
  readonly faults: ReadonlyMap<string, string>
  readonly keysAhead: string
  readonly recording: string | null
}

/** Really asks a service of a plugin; never rejects. */
export type AskService = (operation: ServiceOperation) => Promise<{ result: { output: unknown } } | { fault: { code: string; message: string; retryable: boolean } }>

/**
 * A telephone operated by a person: speech takes its time, keys come when they are pressed. The same world answers the studio's
 * telephone on a draft (in the browser) and on the live release (in the runtime).
 */
export class HandsetWorld implements World {
  readonly #options: HandsetWorldOptions
  readonly #faults: FaultPlan
  readonly #beganMs: number
  #skippedMs = 0
  #gone = false
  #keysAhead = ''
  #running: Running | undefined
  /** An agent, or the end of the longest wait, breaks off what runs at this moment of the session. */
  #breakMs: number | undefined
  readonly #callbacks = new SimulatedCallbacks()
  /** The recording of the conversation that runs. */
  #recording: string | null = null

  constructor(options: HandsetWorldOptions) {
    this.#options = options
    const { from } = options
    this.#faults = new FaultPlan(from?.faults ?? options.faults)
    this.#beganMs = options.timers.now()
    if (!from) return
    this.#skippedMs = from.elapsedMs
    this.#keysAhead = from.keysAhead
    this.#recording = from.recording
  }

  /** @param elapsedMs what the session's clock says */
  checkpoint(elapsedMs: number): HandsetCheckpoint {
    return { elapsedMs, faults: this.#faults.left, keysAhead: this.#keysAhead, recording: this.#recording }
  }

  /** The call's clock stands still, until what is returned is called. Only between two questions: nothing may be under way. */
  rest(): () => void {
    const sinceMs = this.#options.timers.now()
    return () => {
      this.#skippedMs -= this.#options.timers.now() - sinceMs
    }
  }

  /** A key of the keypad. Pressed ahead of a question it is kept for it. */
  press(key: string): void {
    if (this.#running?.onKey) this.#running.onKey(key)
    else if (this.#running?.keepsKeys !== false) this.#keysAhead += key
  }

  /** The caller hangs up. */
  hangup(): void {
    if (this.#gone) return
    this.#leave()
    this.#running?.onGone()
  }

  /** Jumps to the end of what is spoken or waited for now. */
  skip(): void {
    this.#running?.skip()
  }

  perform(operation: Operation, { startedMs }: JournalEntry): Answer | Promise<Answer> {
    if (this.#gone) return { atMs: this.#elapsedMs(startedMs), gone: { cause: 'NORMAL_CLEARING' } }
    const fault = this.#faults.empty ? undefined : commonFault(operation, startedMs, this.#faults)
    if (fault) return this.#failing(operation, startedMs, fault)
    const place = placeOf(operation)
    return place ? this.#inLine(place, operation, startedMs) : this.#answer(operation, startedMs)
  }

  #answer(operation: Operation, startedMs: number): Answer | Promise<Answer> {
    switch (operation.op) {
      case 'call.answer':
        this.#options.emit({ kind: 'answered' })
        return { atMs: this.#elapsedMs(startedMs), result: {} }
      case 'call.hangup':
        this.#gone = true
        this.#options.emit({ kind: 'ended', by: 'center', cause: operation.cause })
        return { atMs: this.#elapsedMs(startedMs), result: {} }
      case 'call.wait':
        this.#options.emit({ kind: 'pausing', seconds: operation.seconds })
        return this.#during({ startedMs, seconds: operation.seconds, atEnd: () => ({ result: {} }) })
      case 'call.play':
        return (operation.optional ? undefined : this.#missing(operation.say, startedMs, {})) ?? this.#play(operation.say, startedMs)
      case 'call.ask':
        return this.#missing(operation.say, startedMs, { key: null }) ?? this.#ask(operation, startedMs)
      case 'call.collect':
        return this.#missing(operation.say, startedMs, { digits: '', terminated: false }) ?? this.#collect(operation, startedMs)
      case 'call.record':
        return this.#missing(operation.say, startedMs, { recording: null, seconds: 0 }) ?? this.#record(operation, startedMs)
      case 'call.transfer':
        return this.#transfer(operation, startedMs)
      case 'call.recording':
        return this.#recordConversation(operation.act, startedMs)
      case 'call.hold':
      case 'call.retrieve':
      case 'call.conference':
        return this.#meet(operation, startedMs)
      case 'queue.look':
        return { atMs: this.#elapsedMs(startedMs), result: simulatedFigures(operation, this.#options.agents(), this.#options.waiting?.() ?? 0, this.#faults.next('status')) }
      case 'queue.join':
        return this.#join(operation, startedMs)
      case 'http.request':
      case 'messages.send':
      case 'records.create':
      case 'desk.show':
        return this.#inTime(startedMs, doubleOf(operation, startedMs, this.#faults))
      case 'callbacks.request':
        return this.#callbacks.request(operation, this.#elapsedMs(startedMs), this.#queue, this.#faults.next('callbacks'))
      case 'service.ask':
        return this.#options.services && !this.#faults.plans(`plugin:${operation.plugin}`)
          ? this.#options.services(operation).then((said) => ({ atMs: this.#elapsedMs(startedMs), ...said }))
          : this.#inTime(startedMs, simulatedService(operation, startedMs, this.#faults))
    }
  }

  /** Speech begins, and the telephony or the caller ends it. */
  #failing(operation: Operation, startedMs: number, answer: Answer): Answer | Promise<Answer> {
    if (answer.gone && 'say' in operation && operation.say.length > 0) this.#options.emit({ kind: 'speaking', say: operation.say })
    return this.#inTime(startedMs, answer)
  }

  /** An answer that is known before it comes, at the moment at which it comes: of a double, or of a fault. A caller who is gone by it hangs up then. */
  #inTime(startedMs: number, answer: Answer, marks: Course['marks'] = []): Answer | Promise<Answer> {
    const come = () => {
      if (answer.gone) this.#leave()
      const { atMs: _planned, ...rest } = answer
      return rest as Partial<Answer>
    }
    const seconds = (answer.atMs - startedMs) / 1000
    if (seconds <= 0) return { atMs: this.#elapsedMs(startedMs), ...come() } as Answer
    return this.#during({ startedMs, seconds, marks, atEnd: come })
  }

  /** The caller hangs up by what was planned. */
  #leave(): void {
    this.#gone = true
    this.#options.emit({ kind: 'ended', by: 'caller', cause: 'NORMAL_CLEARING' })
  }

  #elapsedMs(atLeast: number): number {
    return Math.max(atLeast, Math.round(this.#options.timers.now() - this.#beganMs + this.#skippedMs))
  }

  #missing(say: Utterance[], startedMs: number, rest: Record<string, unknown>): Answer | undefined {
    if (say.length === 0 || this.#faults.next('prompt') !== 'missing') return undefined
    return { atMs: this.#elapsedMs(startedMs), result: { ...rest, heardSeconds: 0, missing: say.map(({ prompt }) => prompt) } }
  }

  #play(say: Utterance[], startedMs: number): Promise<Answer> {
    this.#options.emit({ kind: 'speaking', say })
    const seconds = length(say)
    return this.#during({ startedMs, seconds, keepsKeys: false, atEnd: () => ({ result: { heardSeconds: seconds } }) })
  }

  /** Speech, then silence until the timeout; a key ends it at any moment. */
  #ask({ say, keys, timeoutSeconds }: Extract<Operation, { op: 'call.ask' }>, startedMs: number): Promise<Answer> {
    const speech = length(say)
    this.#question(say, { kind: 'listening', for: 'key', keys, timeoutSeconds })
    return this.#during({
      startedMs, seconds: speech + timeoutSeconds, stops: [speech], takesKeysAhead: true,
      atEnd: () => ({ result: { key: null, heardSeconds: speech } }),
      onKey: (key, heardSeconds, finish) => finish({ result: { key, heardSeconds: Math.min(heardSeconds, speech) } }),
    })
  }

  #collect({ say, maxDigits, terminator, timeoutSeconds, digitTimeoutSeconds, secret }: Extract<Operation, { op: 'call.collect' }>, startedMs: number): Promise<Answer> {
    const speech = length(say)
    let digits = ''
    let heard: number | undefined
    const end = (terminated: boolean): Partial<Answer> => ({ result: { digits, terminated, heardSeconds: heard ?? speech } })
    this.#question(say, { kind: 'listening', for: 'digits', keys: `0123456789${terminator}`, timeoutSeconds, ...(secret && { secret }) })
    return this.#during({
      startedMs, seconds: speech + timeoutSeconds, stops: [speech], takesKeysAhead: true,
      atEnd: () => end(false),
      onKey: (key, heardSeconds, finish, extend) => {
        if (heard === undefined && heardSeconds < speech) this.#options.emit({ kind: 'speaking', say: [] })
        heard ??= Math.min(heardSeconds, speech)
        if (key === terminator) return finish(end(true))
        digits += key
        if (digits.length >= maxDigits) return finish(end(false))
        extend(digitTimeoutSeconds)
      },
    })
  }

  /** A key pressed ahead answers before a word is said. */
  #question(say: Utterance[], listening: HandsetEvent): void {
    if (this.#keysAhead === '') this.#options.emit({ kind: 'speaking', say })
    this.#options.emit(listening)
  }

  #record({ say, maxSeconds, silenceSeconds, finishKey }: Extract<Operation, { op: 'call.record' }>, startedMs: number): Promise<Answer> {
    const speech = length(say)
    this.#options.emit({ kind: 'speaking', say })
    if (this.#faults.next('recording') === 'empty') {
      return this.#during({ startedMs, seconds: speech + silenceSeconds, stops: [speech], atEnd: () => ({ result: { recording: null, seconds: 0, heardSeconds: speech } }) })
    }
    this.#options.emit({ kind: 'listening', for: 'message', keys: finishKey, timeoutSeconds: maxSeconds })
    const result = (seconds: number) => ({ result: { recording: seconds < 1 ? null : `handset-${startedMs}`, seconds, heardSeconds: speech } })
    return this.#during({
      startedMs, seconds: speech + maxSeconds, stops: [speech],
      atEnd: () => result(maxSeconds),
      onKey: (key, sinceSeconds, finish) => {
        if (key === finishKey) finish(result(Math.max(0, Math.round(sinceSeconds - speech))))
      },
    })
  }

  #recordConversation(act: Extract<Operation, { op: 'call.recording' }>['act'], startedMs: number): Answer {
    if (act === 'start') this.#recording ??= `handset-${startedMs}`
    const recording = this.#recording
    if (act === 'stop') this.#recording = null
    this.#options.emit({ kind: 'recording', act })
    return { atMs: this.#elapsedMs(startedMs), result: { recording } }
  }

  #meet(operation: TalkOperation, startedMs: number): Answer | Promise<Answer> {
    const came = this.#faults.next(talkPoint(operation))
    if (operation.op === 'call.hold') return this.#hold(operation, startedMs, came)
    if (came === 'empty' || came === 'full' || came === 'abandoned') return this.#inTime(startedMs, simulatedTalk(operation, startedMs, came))
    const target = operation.op === 'call.retrieve' ? `slot:${operation.slot}` : `room:${operation.room}`
    const result = operation.op === 'call.retrieve' ? 'retrieved' : 'left'
    return this.#connect(target, startedMs, 'transfer', (seconds) => ({ result, talkSeconds: seconds }), came === 'hung-up' ? {} : undefined)
  }

  async #hold(operation: Extract<Operation, { op: 'call.hold' }>, startedMs: number, came: string | undefined): Promise<Answer> {
    const { repeat, maxSeconds, slot } = operation
    const held = Math.min(heldSeconds, maxSeconds)
    this.#options.emit({ kind: 'held', ...(slot !== undefined && { slot }) })
    if (repeat.length > 0) this.#options.emit({ kind: 'speaking', say: repeat })
    if (came === 'timeout' || came === 'abandoned') return this.#inTime(startedMs, simulatedTalk(operation, startedMs, came))
    const waited = await this.#during({ startedMs, seconds: held, atEnd: () => ({ result: { result: 'resumed', heldSeconds: held, talkSeconds: 0 } }) })
    if (waited.gone || slot === undefined) return waited
    return this.#connect(`slot:${slot}`, waited.atMs, 'transfer', (seconds) => ({ result: 'retrieved', heldSeconds: held, talkSeconds: seconds }), came === 'hung-up' ? { heardSeconds: held } : undefined)
  }

  #transfer(operation: Extract<Operation, { op: 'call.transfer' }>, startedMs: number): Promise<Answer> {
    const { to } = operation
    this.#options.emit({ kind: 'ringing', target: [to, ...(operation.also ?? [])].join(' ') })
    const failed = (result: Results['call.transfer']['result'], cause: string, seconds: number) => this.#during({ startedMs, seconds, atEnd: () => ({ result: { result, cause, talkSeconds: 0 } }) })
    const gateway = this.#faults.next('gateway')
    if (gateway === 'busy') return failed('busy', 'USER_BUSY', 1)
    if (gateway === 'no-answer') return failed('no-answer', 'NO_ANSWER', ringingSeconds(operation))
    if (gateway === 'unreachable') return failed('unreachable', 'NORMAL_TEMPORARY_FAILURE', 1)
    if (gateway === 'abandoned') return this.#during({ startedMs, seconds: 1, atEnd: () => this.#goneBy({ cause: 'ORIGINATOR_CANCEL', heardSeconds: 0 }) })
    return this.#talk(to, startedMs, 'transfer', (seconds) => ({ result: 'answered', talkSeconds: seconds }), gateway === 'hung-up' ? {} : undefined)
  }

  get #queue() {
    return { agents: this.#options.agents(), waiting: this.#options.waiting?.() ?? 0 }
  }

  async #join(operation: QueueOperation, startedMs: number): Promise<Answer> {
    const { queue, maxLength } = operation
    const fault = this.#faults.next('queue')
    if (operation.joinedMs === undefined && (fault === 'full' || this.#queue.waiting >= maxLength)) return { atMs: this.#elapsedMs(startedMs), result: { result: 'full', waitedSeconds: 0, talkSeconds: 0, announced: [] } }
    this.#options.emit({ kind: 'queued', queue })
    const course = waitCourse(operation, startedMs, this.#queue, fault)
    const patientMs = Math.min(course.endMs, startedMs + patienceSeconds * 1000)
    if (fault === 'hung-up') return this.#talk(queue, startedMs, 'agent', () => undefined, {})
    if (fault === 'abandoned' || (fault === 'left' && operation.leaveKey !== undefined)) return this.#music(operation, { ...course, endMs: patientMs }, startedMs, fault)
    const { joinedMs, offeredMs, last } = course
    const waited = await this.#music(operation, { ...course, endMs: offeredMs ?? course.endMs }, startedMs, last ? 'timeout' : fault)
    if (waited.gone || offeredMs === undefined || (waited.result as Results['queue.join']).result === 'left') return waited
    const { announced } = waited.result as Results['queue.join']
    const waitedSeconds = Math.round((waited.atMs - joinedMs) / 1000) + ringSeconds
    return this.#talk(queue, waited.atMs, 'agent', (seconds) => ({ result: 'served', agent: 'simulated', waitedSeconds, talkSeconds: seconds, announced: offeredMs === startedMs ? [] : announced }))
  }

  /** Waits with the announcements of the queue document until a moment, or until the caller leaves. @param ends how, where it is not the slice that ends */
  #music(operation: QueueOperation, { joinedMs, endMs }: Pick<WaitCourse, 'joinedMs' | 'endMs'>, startedMs: number, ends: string | undefined): Answer | Promise<Answer> {
    const plan = announcements(operation, startedMs, endMs)
    const result = (kind: Results['queue.join']['result'], atMs: number) => ({ result: { result: kind, waitedSeconds: Math.round((atMs - joinedMs) / 1000), talkSeconds: 0, announced: plan.filter((one) => one.atMs < atMs) } })
    const atEnd = () => {
      if (ends === 'abandoned') return this.#goneBy({ cause: 'NORMAL_CLEARING', in: 'queue', heardSeconds: (endMs - startedMs) / 1000 })
      if (ends === 'left' || ends === 'timeout') return result(ends, endMs)
      return { result: { ...result('waiting', endMs).result, ...standingAt(joinedMs, endMs, this.#queue), ...(ends === 'unknown-wait' && { estimatedWaitSeconds: null }) } }
    }
    if (endMs <= startedMs) return { atMs: this.#elapsedMs(startedMs), ...atEnd() } as Answer
    return this.#during({
      startedMs, seconds: (endMs - startedMs) / 1000, goneIn: 'queue', atEnd,
      ...(operation.leaveKey !== undefined && {
        onKey: (key, sinceSeconds, finish) => {
          if (key === operation.leaveKey) finish(result('left', startedMs + sinceSeconds * 1000))
        },
      }),
      marks: plan.map(({ again, atMs }) => ({ atSeconds: (atMs - startedMs) / 1000, act: () => this.#announce(again ? operation.announceAgain : operation.announceFirst) })),
    })
  }

  /** Something is done while the caller waits: an agent, or the longest wait, breaks it off at its moment. */
  async #inLine(place: QueuePlace, operation: Operation, startedMs: number): Promise<Answer> {
    const fault = this.#faults.next('queue')
    const left = leftInLine(fault, startedMs)
    if (left) return this.#failing(operation, startedMs, left)
    const untilMs = Math.max(startedMs, place.joinedMs + place.maxWaitSeconds * 1000)
    const offeredMs = fault === 'served' ? startedMs : nobodyAnswers(fault) ? undefined : offeredAtMs(place.joinedMs, this.#queue)
    const answeredMs = offeredMs === undefined ? undefined : Math.max(startedMs, offeredMs + ringSeconds * 1000)
    const breakMs = Math.min(answeredMs ?? untilMs, untilMs)
    this.#breakMs = breakMs
    const said = await this.#answer(operation, startedMs)
    this.#breakMs = undefined
    if (said.fault) return said
    if (said.gone) return { ...said, gone: { ...said.gone, in: 'queue' } }
    if (said.result !== brokenOff) return said
    const heardSeconds = (said.atMs - startedMs) / 1000
    const result = brokenOffAfter(operation, heardSeconds)
    if (answeredMs === undefined || answeredMs > untilMs) return { atMs: said.atMs, result, ended: { result: 'timeout', waitedSeconds: place.maxWaitSeconds, talkSeconds: 0, announced: [] } }
    this.#options.emit({ kind: 'speaking', say: [] })
    const waitedSeconds = Math.round((said.atMs - place.joinedMs) / 1000)
    const talk = await this.#connect(place.queue, said.atMs, 'agent', (talkSeconds) => ({ result: 'served', agent: 'simulated', waitedSeconds, talkSeconds, announced: [] }))
    return talk.result ? ({ atMs: talk.atMs, result, ended: talk.result } as Answer) : talk
  }

  #goneBy(gone: NonNullable<Answer['gone']>): Partial<Answer> {
    this.#leave()
    return { gone }
  }

  #announce(utterance: Utterance | undefined): void {
    if (utterance) this.#options.emit({ kind: 'speaking', say: [utterance] })
  }

  /** Rings, is answered, and talks until the caller hangs up or the other side does (`skip`). @param hangsUp given: the caller does, after a simulated conversation */
  async #talk(target: string, startedMs: number, goneIn: 'agent' | 'transfer', toResult: (talkSeconds: number) => unknown, hangsUp?: { heardSeconds?: number }): Promise<Answer> {
    const rung = await this.#during({ startedMs, seconds: ringSeconds, goneIn: goneIn === 'agent' ? 'queue' : undefined, atEnd: () => ({ result: {} }) })
    if (rung.gone) return rung
    return this.#connect(target, rung.atMs, goneIn, toResult, hangsUp)
  }

  #connect(target: string, startedMs: number, goneIn: 'agent' | 'transfer', toResult: (talkSeconds: number) => unknown, hangsUp?: { heardSeconds?: number }): Promise<Answer> {
    this.#options.emit({ kind: 'connected', target })
    if (hangsUp) return this.#during({ startedMs, seconds: talkSeconds, goneIn, atEnd: () => this.#goneBy({ cause: 'NORMAL_CLEARING', in: goneIn, ...hangsUp }) })
    return this.#during({ startedMs, seconds: Number.POSITIVE_INFINITY, goneIn, atEnd: (sinceSeconds) => ({ result: toResult(Math.round(sinceSeconds)) }) })
  }

  /** Something that takes time until it ends by itself, by a key, or by the caller hanging up. */
  #during(course: Course): Promise<Answer> {
    const { timers } = this.#options
    if (this.#gone) return Promise.resolve({ atMs: this.#elapsedMs(course.startedMs), gone: { cause: 'NORMAL_CLEARING', heardSeconds: 0 } })
    return new Promise((resolve) => {
      const beganMs = timers.now()
      const skippedBefore = this.#skippedMs
      const sinceSeconds = () => (timers.now() - beganMs + this.#skippedMs - skippedBefore) / 1000
      let untilSeconds = course.seconds
      let cancel: (() => void)[] = []
      const finish = (answer: Partial<Answer>) => {
        for (const stop of cancel) stop()
        this.#running = undefined
        resolve({ atMs: this.#elapsedMs(course.startedMs), ...answer } as Answer)
      }
      const breakSeconds = this.#breakMs === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (this.#breakMs - this.#elapsedMs(course.startedMs)) / 1000)
      const schedule = () => {
        for (const stop of cancel) stop()
        cancel = []
        const passed = sinceSeconds()
        if (breakSeconds < untilSeconds) cancel.push(timers.after(Math.max(0, breakSeconds - passed) * 1000, () => finish({ result: brokenOff })))
        cancel.push(...(course.marks ?? []).filter(({ atSeconds }) => atSeconds >= passed).map(({ atSeconds, act }) => timers.after((atSeconds - passed) * 1000, act)))
        if (Number.isFinite(untilSeconds)) cancel.push(timers.after(Math.max(0, untilSeconds - passed) * 1000, () => finish(course.atEnd(sinceSeconds()))))
      }
      const extend = (seconds: number) => {
        untilSeconds = sinceSeconds() + seconds
        schedule()
      }
      this.#running = {
        keepsKeys: course.keepsKeys ?? true,
        ...(course.onKey && { onKey: (key: string) => course.onKey?.(key, sinceSeconds(), finish, extend) }),
        onGone: () => finish({ gone: { cause: 'NORMAL_CLEARING', heardSeconds: sinceSeconds(), ...(course.goneIn && { in: course.goneIn }) } }),
        skip: () => {
          const passed = sinceSeconds()
          const end = Math.min(Number.isFinite(untilSeconds) ? untilSeconds : passed, breakSeconds)
          const stop = course.stops?.find((atSeconds) => atSeconds > passed && atSeconds < end) ?? end
          this.#skippedMs += (stop - passed) * 1000
          if (stop === end) return finish(end === breakSeconds && breakSeconds < untilSeconds ? { result: brokenOff } : course.atEnd(sinceSeconds()))
          this.#options.emit({ kind: 'speaking', say: [] })
          schedule()
        },
      }
      schedule()
      if (course.takesKeysAhead) this.#takeKeysAhead(this.#running)
    })
  }

  #takeKeysAhead(running: Running): void {
    while (this.#keysAhead !== '' && this.#running === running) {
      const key = this.#keysAhead.charAt(0)
      this.#keysAhead = this.#keysAhead.slice(1)
      running.onKey?.(key)
    }
  }
}

/** What comes of something that was broken off for an agent. */
const brokenOff = Symbol('broken off')

interface Running {
  keepsKeys: boolean
  onKey?(key: string): void
  onGone(): void
  skip(): void
}

interface Course {
  startedMs: number
  /** When it ends by itself. */
  seconds: number
  /** Moments to which `skip` jumps before the end: the end of speech. */
  stops?: number[]
  marks?: { atSeconds: number; act: () => void }[]
  /** Keys pressed meanwhile are kept for the next question, unless speech may not be interrupted. */
  keepsKeys?: boolean
  /** Keys that were kept answer it. */
  takesKeysAhead?: boolean
  goneIn?: 'queue' | 'transfer' | 'agent'
  atEnd(sinceSeconds: number): Partial<Answer>
  onKey?(key: string, sinceSeconds: number, finish: (answer: Partial<Answer>) => void, extend: (seconds: number) => void): void
}

function length(say: readonly Utterance[]): number {
  return say.reduce((sum, { seconds }) => sum + seconds, 0)
}
