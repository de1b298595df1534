import type { Timers } from './handset-world.ts'

interface Due {
  atMs: number
  act: () => void
}

/** A clock that stands still until it is moved. Between two moments everything that waits on promises goes on, as between two events of a browser. */
export class FakeTimers implements Timers {
  #nowMs = 1000
  #due: Due[] = []

  now(): number {
    return this.#nowMs
  }

  after(milliseconds: number, act: () => void): () => void {
    const due = { atMs: this.#nowMs + milliseconds, act }
    this.#due.push(due)
    return () => {
      this.#due = this.#due.filter((other) => other !== due)
    }
  }

  get pending(): number {
    return this.#due.length
  }

  async pass(seconds: number): Promise<void> {
    const untilMs = this.#nowMs + seconds * 1000
    await settled()
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      this.#due = this.#due.filter((other) => other !== next)
      next.act()
      await settled()
    }
    this.#nowMs = untilMs
  }

  /** Moves on from one thing that is due to the next, until nothing is. @throws Error when that has no end */
  async run(): Promise<void> {
    await settled()
    for (let count = 0; this.#due.length > 0; count++) {
      if (count > 10_000) throw new Error('the timers never run out')
      const next = this.#next(Number.POSITIVE_INFINITY)
      if (next) await this.pass(Math.max(0, next.atMs - this.#nowMs) / 1000)
    }
  }

  #next(untilMs: number): Due | undefined {
    return this.#due.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0]
  }
}

/** Enough turns for a chain of promises to come to rest. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
