import { EslError, type EslEvent } from '@madoguchi/freeswitch-esl'
import type { Act, Ending, Variables } from './act.ts'
import type { Caller } from './caller.ts'

/** What a channel sends by: the connection that all channels of an instance share. */
export interface Commands {
  api(command: string, args?: string): Promise<string>
  /** A command that may take long, with its output. */
  background(command: string, args: string): Promise<string>
  execute(uuid: string, application: string, argument?: string, options?: { eventUuid?: string; eventLock?: boolean }): Promise<unknown>
}

/** What a listing says about a channel that a new connection finds. */
export interface ChannelFacts {
  variables: Variables
  /** The extension the channel is in. */
  destination: string
  /** The application that runs, or ran last, with its argument. */
  application: string
  argument: string
  caller: Caller
}

export interface ChannelListener {
  onKey?(key: string): void
  onBridged?(): void
  /** The end of the call, however it came. */
  onGone?(cause: string): void
}

interface Running {
  act: Act
  ids: readonly string[]
  state: Readonly<Record<string, string>>
  bridged: boolean
  end(ending: Ending): void
}

/** What becomes of a call that the watchdog led away, told in the place of a hang-up cause. */
export const takenByFallback = 'TAKEN_BY_FALLBACK'
const fallbackPrefix = 'fallback-'

/**
 * One call on the shared connection. Commands leave with `event-lock`, so what is decided together is done in one go. An application is
 * over when its own completion comes, which carries an id derived from channel and step: a successor knows it without being told.
 * Idle → running (one act at a time) → idle …, until gone. A lost connection leaves an act running; `reattach` finds out how it went.
 */
export class Channel {
  readonly uuid: string
  listener: ChannelListener = {}
  readonly #commands: Commands
  readonly #onProblem: (cause: unknown) => void
  #running: Running | undefined
  #goneCause: string | undefined
  #lostWhy: string | undefined

  constructor(uuid: string, commands: Commands, onProblem: (cause: unknown) => void) {
    this.uuid = uuid
    this.#commands = commands
    this.#onProblem = onProblem
  }

  get goneCause(): string | undefined {
    return this.#goneCause
  }

  get bridged(): boolean {
    return this.#running?.bridged ?? false
  }

  /** Sends an application that nothing waits for, e.g. the answer: the next act queues behind it. */
  send(application: string, argument = ''): void {
    if (this.#goneCause === undefined) this.#guard(this.#commands.execute(this.uuid, application, argument, { eventLock: true }))
  }

  /** An API command about this channel whose output does not matter; the channel's id comes first in its arguments. */
  api(command: string, rest = ''): void {
    if (this.#goneCause === undefined) this.#guard(this.#commands.api(command, rest === '' ? this.uuid : `${this.uuid} ${rest}`))
  }

  /** An API command whose output matters, a refusal (`-ERR …`) included. @throws EslError where the connection is lost */
  async command(command: string, args: string): Promise<string> {
    try {
      return await this.#commands.api(command, args)
    } catch (cause) {
      if (cause instanceof EslError && cause.fate === 'refused') return cause.reply ?? '-ERR'
      throw cause
    }
  }

  /** The same for a command that may take long, e.g. until somebody answers. @throws EslError where the connection is lost */
  async background(command: string, args: string): Promise<string> {
    try {
      return await this.#commands.background(command, args)
    } catch (cause) {
      if (cause instanceof EslError && cause.fate === 'refused') return cause.reply ?? '-ERR'
      throw cause
    }
  }

  /** Leaves the running act, which then ends as done; nothing is stopped. */
  release(): void {
    this.#done(() => undefined, undefined)
  }

  /** Sets variables in one command; an empty value unsets. @throws RangeError for a value that holds a separator */
  set(variables: Readonly<Record<string, string>>): void {
    const pairs = Object.entries(variables)
    if (pairs.length === 0) return
    if (pairs.some(([, value]) => /[;'\\\s]/.test(value))) throw new RangeError('the value of a variable holds a separator')
    this.api('uuid_setvar_multi', pairs.map(([name, value]) => `${name}=${value}`).join(';'))
  }

  /** Begins an act and resolves with its end. `state` is written to the channel together with it. */
  carryOut(act: Act, step: string, state: Readonly<Record<string, string>>): Promise<Ending> {
    return this.#run(act, step, state, () => this.#begin())
  }

  /** Waits for an act that a predecessor began, as `facts` show it; begins it if it never reached FreeSWITCH. */
  attach(act: Act, step: string, state: Readonly<Record<string, string>>, facts: ChannelFacts): Promise<Ending> {
    return this.#run(act, step, state, () => this.reattach(facts))
  }

  /** Leaves the running act without its end: stops what is played; its completion will mean nothing any more. */
  breakOff(): void {
    if (this.#running) this.api('uuid_break', 'all')
  }

  handle(event: EslEvent): void {
    if (event.get('Caller-Destination-Number')?.startsWith(fallbackPrefix)) return this.#gone(takenByFallback)
    switch (event.name) {
      case 'CHANNEL_EXECUTE_COMPLETE':
        return this.#completed(event)
      case 'CHANNEL_HANGUP':
        return this.#gone(event.get('Hangup-Cause') ?? 'NORMAL_UNSPECIFIED')
      case 'CHANNEL_PARK':
        if (this.#running?.act.resumes?.((name) => event.variable(name))) this.#done((name) => event.variable(name), undefined)
        return
      case 'CHANNEL_BRIDGE':
        if (this.#running) this.#running.bridged = true
        return this.listener.onBridged?.()
      case 'DTMF':
        return this.listener.onKey?.(event.get('DTMF-Digit') ?? '')
    }
  }

  /** After a new connection: how the running act stands. Without facts the channel is no more. */
  reattach(facts: ChannelFacts | undefined): void {
    if (!facts) return this.#gone('NORMAL_UNSPECIFIED')
    if (facts.destination.startsWith(fallbackPrefix)) return this.#gone(takenByFallback)
    const running = this.#running
    if (!running) return
    if (running.act.finished(facts.variables)) return this.#done(facts.variables, facts.variables('current_application_response'))
    const isThere = running.act.applications.some(({ name, argument }) => name === facts.application && argument === facts.argument)
    if (!isThere && !running.bridged) this.#begin()
  }

  /** The connection has been away for too long: the watchdog has the call by now, and nothing is asked of the channel any more. */
  giveUp(why: string): void {
    this.#lostWhy = why
    this.#end({ kind: 'lost', why })
  }

  #run(act: Act, step: string, state: Readonly<Record<string, string>>, begin: () => void): Promise<Ending> {
    if (this.#goneCause !== undefined) return Promise.resolve({ kind: 'gone', cause: this.#goneCause })
    if (this.#lostWhy !== undefined) return Promise.resolve({ kind: 'lost', why: this.#lostWhy })
    const ids = act.applications.map((_, index) => applicationUuid(this.uuid, `${step}.${index}`))
    return new Promise((resolve) => {
      this.#running = { act, ids, state, bridged: false, end: resolve }
      begin()
    })
  }

  #begin(): void {
    const running = this.#running
    if (!running) return
    this.set({ ...running.state, ...running.act.set })
    running.act.applications.forEach(({ name, argument }, index) => {
      this.#guard(this.#commands.execute(this.uuid, name, argument, { eventUuid: running.ids[index], eventLock: true }))
    })
  }

  #completed(event: EslEvent): void {
    const running = this.#running
    if (!running || event.applicationUuid !== running.ids.at(-1)) return
    const variables: Variables = (name) => event.variable(name)
    // After a conversation the channel is on its way to the resume extension; it takes commands again when it is parked there.
    if (running.act.resumes?.(variables)) return
    this.#done(variables, event.get('Application-Response'))
  }

  #done(variables: Variables, response: string | undefined): void {
    this.#end({ kind: 'done', variables, response })
  }

  #end(ending: Ending): void {
    const running = this.#running
    this.#running = undefined
    running?.end(ending)
  }

  #gone(cause: string): void {
    if (this.#goneCause !== undefined) return
    this.#goneCause = cause
    this.#end({ kind: 'gone', cause })
    this.listener.onGone?.(cause)
  }

  /** What a lost connection took with it is found out by `reattach`; nothing is sent twice blindly. */
  #guard(sending: Promise<unknown>): void {
    sending.catch((cause: unknown) => {
      if (cause instanceof EslError && (cause.fate === 'never-sent' || cause.fate === 'unknown')) return
      if (this.#goneCause === undefined) this.#onProblem(cause)
    })
  }
}

/**
 * The id of a step's application on a channel: the channel's own with the end replaced, so that the runtime that begins a step and the one
 * that inherits it work out the same. Only compared within one channel, where 48 bits of a step's name are plenty (FNV-1a, twice seeded).
 */
export function applicationUuid(uuid: string, step: string): string {
  return `${uuid.slice(0, 24)}${hash(step, 0x811c9dc5).slice(2)}${hash(step, 0x1b873593).slice(2)}`
}

function hash(text: string, seed: number): string {
  let value = seed
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
