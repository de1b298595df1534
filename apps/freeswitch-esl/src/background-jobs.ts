import { EslError } from './errors.ts';
import type { EslEvent } from './esl-event.ts';
import type { CancelTimer, StartTimer } from './timer.ts';

interface Job {
  readonly verb: string;
  readonly resolve: (output: string) => void;
  readonly reject: (error: EslError) => void;
  readonly cancelTimer: CancelTimer;
}

/** Background jobs that somebody waits for, by Job-UUID. We choose the id, so no result can come before we know it. */
export class BackgroundJobs {
  readonly #startTimer: StartTimer;
  readonly #jobs = new Map<string, Job>();

  constructor(startTimer: StartTimer) {
    this.#startTimer = startTimer;
  }

  get size(): number {
    return this.#jobs.size;
  }

  has(jobUuid: string): boolean {
    return this.#jobs.has(jobUuid);
  }

  /** Resolves with the job's output as it came. */
  wait(jobUuid: string, verb: string, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const cancelTimer = this.#startTimer(timeoutMs, () => {
        this.#jobs.delete(jobUuid);
        reject(new EslError('ESL_COMMAND_TIMEOUT', { where: verb }));
      });
      this.#jobs.set(jobUuid, { verb, resolve, reject, cancelTimer });
    });
  }

  finish(event: EslEvent): void {
    const job = this.#take(event.jobUuid);
    job?.resolve(event.body);
  }

  /** The command that would have started the job failed. */
  fail(jobUuid: string, error: EslError): void {
    this.#take(jobUuid)?.reject(error);
  }

  close(reason: EslError): void {
    for (const [jobUuid, { verb }] of this.#jobs) {
      this.fail(jobUuid, new EslError('ESL_DISCONNECTED', { where: verb, cause: reason }));
    }
  }

  #take(jobUuid: string | undefined): Job | undefined {
    if (jobUuid === undefined) return undefined;
    const job = this.#jobs.get(jobUuid);
    this.#jobs.delete(jobUuid);
    job?.cancelTimer();
    return job;
  }
}
