import { type Timers, normaliseNumber } from '@madoguchi/engine'
import { EslClient, type EslConnection, EslError, type EslEvent, eslErrors } from '@madoguchi/freeswitch-esl'
import { type CallState, readState, writeState } from './call-state.ts'
import { callerOf } from './caller.ts'
import { Channel, type ChannelFacts } from './channel.ts'
import { listChannels, lookAt } from './channel-listing.ts'
import type { FallbackCompiler } from './configuration/fallback-compiler.ts'
import { fallbackExtension, internalContext } from './configuration/public-dialplan.ts'
import { Desk } from './desk.ts'
import { FallbackKeeper } from './fallback-keeper.ts'
import { FreeSwitchWorld } from './free-switch-world.ts'
import { HeldCalls } from './held-calls.ts'
import { Ownership } from './ownership.ts'
import { SpeechFiles } from './speech-files.ts'
import type { FreeSwitchCall, InstanceOptions, InstanceState, TelephonyOptions } from './telephony-options.ts'
import { isTalking } from './transfer-act.ts'
import { withReadings } from './spoken-texts.ts'
import { Watchdog, watchdogTimes } from './watchdog.ts'

/** What is subscribed: these few events of a channel are enough for everything that a call does. */
const subscribed = ['CHANNEL_PARK', 'CHANNEL_EXECUTE_COMPLETE', 'CHANNEL_HANGUP', 'CHANNEL_BRIDGE', 'DTMF'] as const
const stateVariable = 'md_state'
/** The list of channels lags behind by up to a second, so it is read twice. */
const listAgainMs = 1500
const defaultLeaseMs = 8000

/**
 * One FreeSWITCH and its calls. Connecting → standby (until the instance is ours) → owner (new calls are taken, found ones adopted) → and
 * anew after each loss. Calls outlive a connection: what was running is looked up on the new one. When another runtime owns the instance,
 * its calls are its own: our sessions of them stop where they are and end nothing.
 */
export class Instance {
  readonly #options: InstanceOptions
  readonly #shared: TelephonyOptions
  readonly #timers: Timers
  readonly #client: EslClient
  readonly #desk: Desk
  readonly #held = new HeldCalls()
  readonly #files: SpeechFiles
  readonly #watchdog: Watchdog
  readonly #fallback: FallbackKeeper | undefined
  readonly #channels = new Map<string, Channel>()
  #connection: EslConnection | undefined
  #ownership: Ownership | undefined
  #state: InstanceState['state'] = 'connecting'
  #problem: InstanceState['problem']
  #whileConnected: (() => void)[] = []
  #stopPatience = (): void => {}

  constructor(options: InstanceOptions, shared: TelephonyOptions, timers: Timers, compiler: FallbackCompiler) {
    this.#options = options
    this.#shared = shared
    this.#timers = timers
    this.#desk = new Desk(options.seats)
    this.#files = new SpeechFiles(shared.promptsFolder)
    this.#watchdog = new Watchdog((command, args) => void this.#api(command, args).catch(() => {}), timers, shared.watchdog)
    this.#fallback = this.#makeKeeper(compiler)
    this.#client = new EslClient({
      host: options.host, port: options.port, password: options.password, backoff: { firstMs: 100, mostMs: 5000 },
      onConnected: async (connection) => {
        this.#connection = connection
      },
    })
    for (const name of subscribed) this.#client.on(name, (event) => this.#onEvent(event))
    this.#client.onState('connected', () => void this.#own().catch((cause: unknown) => this.#fail(cause)))
    this.#client.onState('disconnected', () => this.#disconnected())
    this.#client.onState('retrying', ({ reason }) => (this.#problem = eslErrors[reason.code]))
    this.#client.onState('problem', (problem) => shared.log.warn({ instance: options.name, code: problem.code, err: problem.cause }, 'event socket problem'))
  }

  start(): void {
    this.#client.start()
  }

  get description(): InstanceState {
    const { ja, en } = this.#problem ?? {}
    return { name: this.#options.name, state: this.#state, calls: this.#channels.size, ...(ja !== undefined && en !== undefined && { problem: { ja, en } }), ...(this.#fallback && { fallback: this.#fallback.state }) }
  }

  /** Another release became live. */
  renewFallback(): void {
    if (this.#state === 'owner') void this.#fallback?.renew()
  }

  #makeKeeper(compiler: FallbackCompiler): FallbackKeeper | undefined {
    const { name, configurationFolder: folder, gateways = [] } = this.#options
    const { liveRelease, promptsFolder, log, wallClock = Date.now } = this.#shared
    if (folder === undefined || !liveRelease) return undefined
    const owned = () => this.#state === 'owner' && this.#ownership?.isFresh === true
    return new FallbackKeeper({ instance: name, folder, gateways, promptsFolder, compiler, liveRelease, owned, api: (command, args) => this.#api(command, args), log, timers: this.#timers, wallClock })
  }

  /** Gives the instance up at once. Calls in progress go on in FreeSWITCH, for the next owner or the fallback. */
  async stop(): Promise<void> {
    const owned = this.#state === 'owner'
    this.#state = 'stopped'
    this.#watchdog.stop()
    this.#fallback?.stop()
    this.#stopPatience()
    for (const cancel of this.#whileConnected) cancel()
    if (owned) await this.#ownership?.release().catch(() => {})
    this.#channels.clear()
    await this.#client.stop()
  }

  /** Claims the instance, then subscribes, then looks what is there: in this order nothing is missed in between. */
  async #own(): Promise<void> {
    const { name } = this.#options
    this.#problem = undefined
    this.#state = 'standby'
    const connection = this.#connection
    if (!connection) return
    const ownership = new Ownership({ api: (command, args) => this.#client.api(command, args), node: this.#shared.node, leaseMs: this.#leaseMs, timers: this.#timers })
    if (!(await ownership.claim(() => this.#state === 'stopped' || connection.ended !== undefined))) return
    await connection.event('plain', subscribed)
    this.#ownership = ownership
    this.#state = 'owner'
    this.#stopPatience()
    this.#shared.log.info({ instance: name }, 'telephony instance is ours')
    this.#every(this.#leaseMs / 4, () => this.#renew(ownership))
    for (const channel of this.#channels.values()) channel.reattach(await lookAt(connection, channel.uuid))
    // Callers first: compiling takes its turns beside them.
    await this.#findCalls().finally(() => void this.#fallback?.renew())
    this.#whileConnected.push(this.#timers.after(listAgainMs, () => void this.#findCalls().catch((cause: unknown) => this.#fail(cause))))
  }

  async #renew(ownership: Ownership): Promise<void> {
    if (await ownership.renew()) return
    this.#shared.log.warn({ instance: this.#options.name }, 'another runtime owns the instance now')
    this.#channels.clear()
    this.#drop()
  }

  #every(milliseconds: number, act: () => Promise<void>): void {
    const again = () => {
      this.#whileConnected = [this.#timers.after(milliseconds, again)]
      act().catch((cause: unknown) => this.#fail(cause))
    }
    this.#whileConnected.push(this.#timers.after(milliseconds, again))
  }

  #disconnected(): void {
    for (const cancel of this.#whileConnected) cancel()
    this.#whileConnected = []
    this.#fallback?.stop()
    this.#ownership = undefined
    if (this.#state !== 'stopped') this.#state = 'connecting'
    const { seconds } = this.#shared.watchdog ?? watchdogTimes
    // By then the watchdog has led every call away that was not in a conversation.
    this.#stopPatience = this.#timers.after((seconds + 5) * 1000, () => {
      for (const channel of this.#channels.values()) channel.giveUp('the event socket was away for longer than the watchdog waits')
      this.#channels.clear()
    })
  }

  /** Every write of a call passes here: a runtime that overslept its lease may not act on calls that another may have by now. */
  async #api(command: string, args: string): Promise<string> {
    this.#mayWrite()
    return this.#client.api(command, args)
  }

  async #background(command: string, args: string): Promise<string> {
    this.#mayWrite()
    return this.#client.bgapi(command, args)
  }

  async #execute(...args: Parameters<EslClient['execute']>): Promise<unknown> {
    this.#mayWrite()
    return this.#client.execute(...args)
  }

  #mayWrite(): void {
    if (this.#ownership?.isFresh) return
    if (this.#ownership) this.#drop()
    throw new EslError('ESL_NOT_CONNECTED')
  }

  #drop(): void {
    this.#ownership = undefined
    this.#connection?.end(new EslError('ESL_SILENT'))
  }

  #fail(cause: unknown): void {
    if (this.#state === 'stopped' || (cause instanceof EslError && cause.fate !== 'refused')) return
    this.#shared.log.error({ instance: this.#options.name, err: cause }, 'telephony instance failed')
  }

  // -- calls

  #onEvent(event: EslEvent): void {
    if (this.#state !== 'owner' || event.uuid === undefined) return
    const channel = this.#channels.get(event.uuid)
    if (channel) channel.handle(event)
    // The leg of an agent whom a waiting caller is offered to is parked as well, and is no call.
    else if (event.name === 'CHANNEL_PARK' && event.get('Call-Direction') !== 'outbound') this.#found(event.uuid, factsOf(event))
  }

  /** Calls that were parked before we listened: those of a predecessor, and new ones that nobody has taken yet. */
  async #findCalls(): Promise<void> {
    for (const { uuid, context, direction } of await listChannels(this.#client)) {
      if (direction !== 'inbound' || this.#channels.has(uuid) || (context !== 'public' && context !== internalContext)) continue
      const facts = await lookAt(this.#client, uuid)
      if (facts && !this.#channels.has(uuid)) this.#found(uuid, facts)
    }
  }

  #found(uuid: string, facts: ChannelFacts): void {
    const adopted = readState(facts.variables(stateVariable))
    const isNew = adopted === undefined && /^\+?[0-9]+$/.test(facts.destination)
    if (!isNew && (!adopted || facts.destination.startsWith(fallbackExtension('')))) return
    const channel = new Channel(uuid, { api: (command, args = '') => this.#api(command, args), background: (command, args) => this.#background(command, args), execute: (...args) => this.#execute(...args) }, (cause) => this.#fail(cause))
    this.#channels.set(uuid, channel)
    void this.#runCall(channel, facts, adopted)
  }

  async #runCall(channel: Channel, facts: ChannelFacts, adopted: CallState | undefined): Promise<void> {
    const line = normaliseNumber(adopted?.to ?? facts.destination)
    const call = this.#callFor(channel, facts, line, adopted)
    try {
      await this.#shared.onCall(call)
      if (channel.goneCause === undefined) channel.api('uuid_kill')
    } catch (cause) {
      this.#shared.log.error({ instance: this.#options.name, err: cause }, 'a call failed; the fallback takes it')
      channel.api('uuid_transfer', `${fallbackExtension(line)} XML ${internalContext}`)
    } finally {
      this.#watchdog.forget(channel.uuid)
      this.#desk.forget(channel.uuid)
      if (this.#channels.get(channel.uuid) === channel) this.#channels.delete(channel.uuid)
    }
  }

  #callFor(channel: Channel, facts: ChannelFacts, line: string, adopted: CallState | undefined): FreeSwitchCall {
    const arrivedAtMs = (this.#shared.wallClock ?? Date.now)()
    let after: string | undefined
    return {
      instance: this.#options.name, uuid: channel.uuid, to: line, from: facts.caller.from, arrivedAtMs, adopted,
      passed: (node) => {
        after = node
      },
      begin: ({ sessionId, release, startedAtMs = arrivedAtMs, readings }) => {
        // A session's clock may stand elsewhere than ours (a test call at another time); only its beginning counts.
        const passedMs = adopted ? Math.max(0, arrivedAtMs - adopted.arrivedAtMs) : 0
        const beganMs = this.#timers.now() - passedMs
        const { bare } = this.#shared
        if (!bare && !isTalking(facts.variables)) this.#watchdog.arm(channel.uuid, line)
        const state = (entry: number): Record<string, string> =>
          bare ? {} : { [stateVariable]: writeState({ release, sessionId, startedAtMs, arrivedAtMs: adopted?.arrivedAtMs ?? arrivedAtMs, entry, after, to: line }) }
        return new FreeSwitchWorld(
          {
            channel, sessionId, line, state, files: this.#files, desk: this.#desk, held: this.#held, voice: withReadings(this.#shared.voice, readings), outside: this.#shared.outside, services: this.#shared.services, watchdog: this.#watchdog, timers: this.#timers,
            recordingsFolder: this.#shared.recordingsFolder, gateways: this.#options.gateways ?? [],
            elapsedMs: () => this.#timers.now() - beganMs,
          },
          adopted && { facts, entry: adopted.entry },
        )
      },
    }
  }

  get #leaseMs(): number {
    return this.#shared.leaseMs ?? defaultLeaseMs
  }
}

function factsOf(event: EslEvent): ChannelFacts {
  const variables = (name: string) => event.variable(name)
  return { variables, destination: event.get('Caller-Destination-Number') ?? '', application: 'park', argument: '', caller: callerOf((header) => event.get(header)) }
}
