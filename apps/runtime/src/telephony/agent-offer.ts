import type { CallControl } from './call-control.ts'
import { applicationUuid } from './channel.ts'
import type { Seat } from './desk.ts'
import { type BridgeRequest, legVariables } from './transfer-act.ts'

/** An agent who has answered, parked until the caller is led there. */
export interface AgentLeg {
  seat: Seat
  uuid: string
}

export interface AgentOffers {
  /** A telephone that may ring now, which is then taken; undefined: none, or it is not the caller's turn. `tried`: those that were silent in this round. */
  take(tried: ReadonlySet<string>): Seat | undefined
  /** It does not ring any more, and nobody talks there. */
  giveBack(seat: Seat): void
  ringSeconds: number
  pauseSeconds: number
  whisper: BridgeRequest['whisper']
}

/** An answered leg that nobody comes for hangs up by itself, should its runtime die in between. */
const parkSeconds = 15

/**
 * Rings telephones for a caller who meanwhile hears something else: a leg of its own, that the caller is led to when somebody has answered. One
 * telephone after the other, then a pause, until it is stopped.
 */
export class AgentOffer {
  /** Told once, when somebody has answered. */
  onAnswered: (() => void) | undefined
  answered: AgentLeg | undefined
  readonly #call: CallControl
  readonly #offers: AgentOffers
  #stopped = false
  #ringing: string | undefined
  #wake = (): void => {}
  #legs = 0

  constructor(call: CallControl, offers: AgentOffers) {
    this.#call = call
    this.#offers = offers
    void this.#go().catch(() => (this.#stopped = true))
  }

  /** Nobody is wanted any more: a telephone that rings falls silent, and one that was just answered is hung up. */
  stop(): void {
    this.#stopped = true
    this.#wake()
    const { answered } = this
    const leg = answered?.uuid ?? this.#ringing
    if (leg !== undefined) this.#kill(leg)
    if (answered) this.#offers.giveBack(answered.seat)
    this.answered = undefined
  }

  /** The leg is the caller's: from now on it is not ended from here. */
  accept(): AgentLeg | undefined {
    const { answered } = this
    this.answered = undefined
    this.#stopped = true
    return answered
  }

  async #go(): Promise<void> {
    for (let tried = new Set<string>(); !this.#stopped; ) {
      const seat = this.#offers.take(tried)
      if (seat === undefined) {
        await this.#pause(tried.size === 0 ? 1 : this.#offers.pauseSeconds)
        tried = new Set()
        continue
      }
      tried.add(seat.name)
      if (await this.#ring(seat)) return
    }
  }

  /** @returns whether somebody has answered in time */
  async #ring(seat: Seat): Promise<boolean> {
    const uuid = applicationUuid(this.#call.uuid, `offer${this.#legs++}.${Math.round(this.#call.elapsedMs)}`)
    let reply = '-ERR'
    try {
      const caller = (await this.#call.command('uuid_getvar', `${this.#call.uuid} caller_id_number`)).replaceAll(/[^0-9+]/g, '')
      if (this.#stopped) return false
      this.#ringing = uuid
      const variables = legVariables({ timeoutSeconds: this.#offers.ringSeconds, ringback: 'silence', whisper: this.#offers.whisper, ...(caller !== '' && { callerNumber: caller }) }, { origination_uuid: uuid, park_timeout: parkSeconds })
      reply = await this.#call.background('originate', `${variables}${seat.endpoint} &park()`)
    } finally {
      this.#ringing = undefined
      const came = reply.startsWith('+OK')
      if (came && !this.#stopped) this.answered = { seat, uuid }
      else {
        if (came) this.#kill(uuid)
        this.#offers.giveBack(seat)
      }
    }
    if (this.answered) this.onAnswered?.()
    return this.answered !== undefined
  }

  #kill(uuid: string): void {
    this.#call.command('uuid_kill', uuid).catch(() => {})
  }

  #pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#call.after(seconds * 1000, resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
  }
}
