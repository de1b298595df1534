import type { CurrentLogIn } from './log-in-store.ts'

/** How soon a subscription notices that its log-in ran out, was ended by another runtime, or lost the permission it needs. */
const everyMs = 2_000

interface Watched {
  tokenHash: string
  mayGoOn: (logIn: CurrentLogIn) => boolean
  end: AbortController
}

/** What runs on for a log-in, such as a subscription, ends with it: at once when this runtime ends the log-in, else when next looked at. */
export class LogInWatch {
  readonly #good: (tokenHashes: readonly string[]) => Promise<Map<string, CurrentLogIn>>
  readonly #watched = new Set<Watched>()
  #timer: NodeJS.Timeout | undefined

  constructor(good: (tokenHashes: readonly string[]) => Promise<Map<string, CurrentLogIn>>) {
    this.#good = good
  }

  /** Aborts when the log-in ends or may not go on; `done` forgets it. */
  watch(tokenHash: string, mayGoOn: Watched['mayGoOn']): { ended: AbortSignal; done(): void } {
    const watched = { tokenHash, mayGoOn, end: new AbortController() }
    this.#watched.add(watched)
    this.#timer ??= setInterval(() => void this.look(), everyMs).unref()
    return {
      ended: watched.end.signal,
      done: () => {
        this.#watched.delete(watched)
        if (this.#watched.size === 0) this.stop()
      },
    }
  }

  /** These have ended now. */
  ended(tokenHashes: readonly string[]): void {
    for (const watched of this.#watched) if (tokenHashes.includes(watched.tokenHash)) watched.end.abort()
  }

  /** Looks at all of them. While the database is away nothing is known and nothing ends. */
  async look(): Promise<void> {
    const watching = [...this.#watched]
    if (watching.length === 0) return
    const good = await this.#good([...new Set(watching.map(({ tokenHash }) => tokenHash))]).catch(() => undefined)
    if (good === undefined) return
    for (const { tokenHash, mayGoOn, end } of watching) {
      const logIn = good.get(tokenHash)
      if (logIn === undefined || !mayGoOn(logIn)) end.abort()
    }
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
