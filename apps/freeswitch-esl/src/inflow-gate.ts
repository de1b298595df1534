import type { CancelTimer, StartTimer } from './timer.ts';

export interface InflowGateOptions {
  readonly startTimer: StartTimer;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Whether somebody waits for something that only reading on can bring. */
  readonly awaitsInput: () => boolean;
  /** Reading stops at this many unfinished deliveries and goes on at half of them. */
  readonly most: number;
  /** Longest pause in milliseconds. */
  readonly mostPauseMs: number;
}

/**
 * Stops reading from the socket while async listeners lag behind, so that events wait in FreeSWITCH's bounded queue
 * instead of in our memory. Never while a command or job is awaited, and never for longer than `mostPauseMs`: a
 * listener may itself be waiting for an answer or event that is still on the wire, and would wait for ever.
 */
export class InflowGate {
  readonly #options: InflowGateOptions;
  #unfinished = 0;
  #cancelTimer: CancelTimer | undefined;

  constructor(options: InflowGateOptions) {
    this.#options = options;
  }

  track(deliveries: readonly Promise<void>[]): void {
    for (const delivery of deliveries) {
      this.#unfinished += 1;
      void delivery.then(() => {
        this.#unfinished -= 1;
        if (this.#unfinished <= this.#options.most / 2) this.open();
      });
    }
    if (this.#unfinished >= this.#options.most) this.#close();
  }

  /** Reads on at once; also to be called when a command is sent. */
  open(): void {
    if (this.#cancelTimer === undefined) return;
    this.#cancelTimer();
    this.#cancelTimer = undefined;
    this.#options.resume();
  }

  #close(): void {
    if (this.#cancelTimer !== undefined || this.#options.awaitsInput()) return;
    this.#options.pause();
    this.#cancelTimer = this.#options.startTimer(this.#options.mostPauseMs, () => this.open());
  }
}
