import type { Timers } from '@madoguchi/engine'
import { fallbackExtension, internalContext } from './configuration/public-dialplan.ts'

/** Seconds until FreeSWITCH leads a call to the fallback unless it is told otherwise again, and how often it is told. */
export interface WatchdogTimes {
  seconds: number
  renewSeconds: number
}

export const watchdogTimes: WatchdogTimes = { seconds: 60, renewSeconds: 20 }

/**
 * Keeps the deadline of every call ahead. If this process hangs, dies or loses its connection, and nobody takes over, FreeSWITCH itself
 * leads the caller to the fallback. A new deadline is set right after the old one is deleted, in one write.
 */
export class Watchdog {
  readonly #api: (command: string, args: string) => void
  readonly #times: WatchdogTimes
  readonly #armed = new Map<string, string>()
  readonly #stop: () => void

  constructor(api: (command: string, args: string) => void, timers: Timers, times: WatchdogTimes = watchdogTimes) {
    this.#api = api
    this.#times = times
    let cancel = () => {}
    const again = () => {
      this.renew()
      cancel = timers.after(times.renewSeconds * 1000, again)
    }
    cancel = timers.after(times.renewSeconds * 1000, again)
    this.#stop = () => cancel()
  }

  /** Sets the deadline of a call anew, whoever set the one before. */
  arm(uuid: string, line: string): void {
    this.#armed.set(uuid, line)
    this.#api('sched_del', uuid)
    this.#api('sched_transfer', `+${this.#times.seconds} ${uuid} ${fallbackExtension(line)} XML ${internalContext}`)
  }

  /** While somebody talks nothing may lead the call away. */
  disarm(uuid: string): void {
    if (this.#armed.delete(uuid)) this.#api('sched_del', uuid)
  }

  /** The call is over; FreeSWITCH forgets its deadline by itself. */
  forget(uuid: string): void {
    this.#armed.delete(uuid)
  }

  renew(): void {
    for (const [uuid, line] of this.#armed) this.arm(uuid, line)
  }

  stop(): void {
    this.#stop()
  }
}
