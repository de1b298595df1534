import type { Timers } from '@madoguchi/engine'

/** A clock that stands still until it is advanced; what is due then runs in order. */
export class FakeTimers implements Timers {
  #now = 0
  #due: { at: number; act: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(milliseconds: number, act: () => void): () => void {
    const timer = { at: this.#now + milliseconds, act }
    this.#due.push(timer)
    return () => void (this.#due = this.#due.filter((other) => other !== timer))
  }

  advance(milliseconds: number): void {
    const until = this.#now + milliseconds
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = next.at
      this.#due = this.#due.filter((other) => other !== next)
      next.act()
    }
    this.#now = until
  }

  #next(until: number): { at: number; act: () => void } | undefined {
    return this.#due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
  }
}
