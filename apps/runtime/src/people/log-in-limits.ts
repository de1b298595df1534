/**
 * How often somebody may fail to log in. Three things are counted:
 *
 * - **account** (in the database): five failures lock it for a minute, each further one for twice as long, up to half an hour.
 * - **address** (here): forty failures, then one every five seconds. What comes beyond is refused before anything is looked up or hashed, and
 *   does not count against accounts; so ten thousand attempts from one place neither lock an office out nor keep the processors busy.
 * - **known browser** (here): one in which this person logged in before. It has five failures of its own, and until they are used up neither the
 *   two other limits stand in its way: nobody can lock people out of their own desks (OWASP: device cookies).
 *
 * A name that nobody has is locked like one that somebody has, so that the answer does not tell which is which.
 */
const accountFailures = 5
const longestLockMinutes = 30
const address = { failures: 40, refillMs: 5_000 }
const knownBrowser = { failures: 5, refillMs: 600_000 }
/** Beyond so many the oldest is forgotten: memory stays bounded whatever names and addresses are tried. */
const remembered = 10_000

/** How long an account is locked after so many failures in a row, in milliseconds; 0: not. */
export function lockMs(failures: number): number {
  return failures < accountFailures ? 0 : Math.min(longestLockMinutes, 2 ** (failures - accountFailures)) * 60_000
}

interface Budget {
  left: number
  at: number
}

/** Counts failures in memory: of one runtime, gone with it. Times are milliseconds. */
export class LogInLimits {
  readonly #addresses = new Map<string, Budget>()
  readonly #browsers = new Map<string, Budget>()
  readonly #names = new Map<string, { failures: number; lockedUntil: number }>()

  /** Whether this address may try now. */
  addressMay(from: string, nowMs: number): boolean {
    return left(this.#addresses, networkOf(from), address, nowMs) >= 1
  }

  browserMay(browser: string, nowMs: number): boolean {
    return left(this.#browsers, browser, knownBrowser, nowMs) >= 1
  }

  /** @returns whether this failure used up what the address may do */
  countFailure(from: string, browser: string | undefined, nowMs: number): boolean {
    if (browser !== undefined) spend(this.#browsers, browser, knownBrowser, nowMs)
    return spend(this.#addresses, networkOf(from), address, nowMs) < 1
  }

  /** Until when a name that nobody has is "locked"; undefined: it is not. */
  nameLockedUntil(name: string, nowMs: number): number | undefined {
    const until = this.#names.get(name)?.lockedUntil ?? 0
    return until > nowMs ? until : undefined
  }

  countFailureOfName(name: string, nowMs: number): void {
    const failures = (this.#names.get(name)?.failures ?? 0) + 1
    put(this.#names, name, { failures, lockedUntil: nowMs + lockMs(failures) })
  }
}

interface Rate {
  failures: number
  refillMs: number
}

function left(budgets: Map<string, Budget>, key: string, rate: Rate, nowMs: number): number {
  const budget = budgets.get(key)
  return budget === undefined ? rate.failures : Math.min(rate.failures, budget.left + (nowMs - budget.at) / rate.refillMs)
}

function spend(budgets: Map<string, Budget>, key: string, rate: Rate, nowMs: number): number {
  const rest = Math.max(0, left(budgets, key, rate, nowMs) - 1)
  put(budgets, key, { left: rest, at: nowMs })
  return rest
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > remembered && oldest !== undefined) map.delete(oldest)
}

/** Of IPv6 the network counts: one machine has as many addresses in it as it likes. */
function networkOf(from: string): string {
  return from.includes(':') && !from.includes('.') ? from.split(':').slice(0, 4).join(':') : from
}
