import type { StartTimer } from '../timer.ts';

/** Timers that run when the test says so, in the order of their times. */
export class ManualTimer {
  #now = 0;
  readonly #pending = new Map<symbol, { readonly at: number; readonly ms: number; readonly callback: () => void }>();

  readonly start: StartTimer = (ms, callback) => {
    const key = Symbol('timer');
    this.#pending.set(key, { at: this.#now + ms, ms, callback });
    return () => {
      this.#pending.delete(key);
    };
  };

  /** The waits, in milliseconds, of the timers that run now. */
  get waits(): readonly number[] {
    return [...this.#pending.values()].map(({ ms }) => ms);
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = [...this.#pending].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at);
      if (next === undefined) break;
      const [key, { at, callback }] = next;
      this.#pending.delete(key);
      this.#now = at;
      callback();
    }
    this.#now = until;
  }
}
