import type { Timers } from '@madoguchi/engine'
import { EslError } from '@madoguchi/freeswitch-esl'

export interface OwnershipOptions {
  /** Runs an API command on the connection that is to own. */
  api(command: string, args: string): Promise<string>
  /** This runtime; letters, digits, hyphens. */
  node: string
  leaseMs: number
  timers: Timers
}

const variable = 'madoguchi_owner'
const nobody = 'none'

/**
 * One runtime owns an instance at a time. The claim is a global variable of the FreeSWITCH itself, `node.counter`, written by
 * compare-and-set and read back, so whoever owns the calls is decided where the calls are. The owner counts up four times a lease; a
 * rival takes over when the value has not moved for a whole lease of the rival's own clock, so no two clocks are ever compared.
 */
export class Ownership {
  readonly #options: OwnershipOptions
  #value = nobody
  #count = 0
  #renewedMs = 0
  #renewing: Promise<boolean> | undefined

  constructor(options: OwnershipOptions) {
    this.#options = options
  }

  /** Waits until the instance is ours. `stopped` ends the wait. */
  async claim(stopped: () => boolean): Promise<boolean> {
    const { timers, leaseMs, node } = this.#options
    let seen = await this.#read()
    let sinceMs = timers.now()
    for (; !stopped(); await this.#sleep(leaseMs / 8)) {
      const now = await this.#read()
      if (now !== seen) {
        seen = now
        sinceMs = timers.now()
      }
      if (seen === '') {
        // A FreeSWITCH that just started has no such variable, and the compare-and-set needs one.
        await this.#options.api('global_setvar', `${variable}=${nobody}`)
        continue
      }
      const free = seen === nobody || seen.startsWith(`${node}.`) || timers.now() - sinceMs >= leaseMs
      if (free && (await this.#swap(seen))) return true
    }
    return false
  }

  /** Four times a lease. `false`: somebody else owns the instance now, and nothing more may be sent. */
  async renew(): Promise<boolean> {
    // A slow exchange must not make two renewals overlap: the second would find the first one's value and take it for a rival's.
    this.#renewing ??= this.#swap(this.#value).finally(() => (this.#renewing = undefined))
    return this.#renewing
  }

  /** Whether the last renewal is young enough for anything to be sent. A process that slept must ask again before it acts. */
  get isFresh(): boolean {
    return this.#options.timers.now() - this.#renewedMs < this.#options.leaseMs / 2
  }

  /** Lets the next runtime in at once. */
  async release(): Promise<void> {
    await this.#options.api('global_setvar', `${variable}=${nobody}=${this.#value}`)
  }

  async #swap(old: string): Promise<boolean> {
    const { node, api, timers } = this.#options
    const value = `${node}.${++this.#count}`
    const beganMs = timers.now()
    // Sent together: between the two nothing of ours is in flight.
    const [, found] = await Promise.all([api('global_setvar', `${variable}=${value}=${old}`), this.#read()])
    if (found !== value) return false
    this.#value = value
    this.#renewedMs = beganMs
    return true
  }

  async #read(): Promise<string> {
    try {
      return (await this.#options.api('global_getvar', variable)).trim()
    } catch (cause) {
      // FreeSWITCH has no other answer for a variable that is not there than an error.
      if (cause instanceof EslError && cause.code === 'ESL_COMMAND_REFUSED') return ''
      throw cause
    }
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.#options.timers.after(milliseconds, resolve))
  }
}
