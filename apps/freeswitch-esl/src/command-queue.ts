import { EslError } from './errors.ts';
import type { Frame } from './frame-parser.ts';
import type { CancelTimer, StartTimer } from './timer.ts';

export interface CommandQueueOptions {
  /** Puts text on the wire; `false` asks to wait for `drained()`. */
  readonly write: (text: string) => boolean;
  readonly startTimer: StartTimer;
  /** Commands sent and not yet answered plus commands waiting, at most. */
  readonly maxCommands: number;
}

interface Command {
  readonly verb: string;
  readonly text: string;
  readonly resolve: (reply: Frame) => void;
  readonly reject: (error: EslError) => void;
  cancelTimer: CancelTimer;
  /** Sent, timed out: nobody listens any more, but its answer still has to be taken off the stream. */
  abandoned: boolean;
}

const mostBytesAWrite = 256 * 1024;

/**
 * Commands on their way to FreeSWITCH and back. A command first *waits* (until the end of the current turn, so that
 * commands issued together leave in one write, or until the socket drains), then is *sent* and stays in line for its
 * answer: answers carry no id, FreeSWITCH gives them in the order of the commands. A command whose time runs out while
 * it waits is taken out (`ESL_NOT_SENT`); once sent it keeps its place and its late answer is dropped.
 * Nothing is ever sent twice.
 */
export class CommandQueue {
  readonly #options: CommandQueueOptions;
  #waiting: Command[] = [];
  #sent: Command[] = [];
  #abandoned = 0;
  #blocked = false;
  #flushScheduled = false;
  #closed: EslError | undefined;

  constructor(options: CommandQueueOptions) {
    this.#options = options;
  }

  /** Commands that somebody still waits for. */
  get awaited(): number {
    return this.#waiting.length + this.#sent.length - this.#abandoned;
  }

  /** Resolves with the answer, whatever it says. `verb` names the command in errors. */
  submit(verb: string, text: string, timeoutMs: number): Promise<Frame> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) {
        reject(new EslError('ESL_NOT_CONNECTED', { where: verb, cause: this.#closed }));
      } else if (this.#waiting.length + this.#sent.length >= this.#options.maxCommands) {
        reject(new EslError('ESL_QUEUE_FULL', { where: verb }));
      } else {
        this.#enqueue({ verb, text, resolve, reject, cancelTimer: () => {}, abandoned: false }, timeoutMs);
      }
    });
  }

  /** Gives the next answer to the oldest sent command; `false` when there is none. */
  answer(reply: Frame): boolean {
    const command = this.#sent.shift();
    if (command === undefined) return false;
    if (command.abandoned) {
      this.#abandoned -= 1;
    } else {
      command.cancelTimer();
      command.resolve(reply);
    }
    return true;
  }

  drained(): void {
    this.#blocked = false;
    this.#flush();
  }

  /** Rejects everything: what was sent as `ESL_DISCONNECTED`, what waited as `ESL_NOT_SENT`. */
  close(reason: EslError): void {
    if (this.#closed !== undefined) return;
    this.#closed = reason;
    for (const command of this.#sent) this.#reject(command, 'ESL_DISCONNECTED', reason);
    for (const command of this.#waiting) this.#reject(command, 'ESL_NOT_SENT', reason);
    this.#sent = [];
    this.#waiting = [];
    this.#abandoned = 0;
  }

  #enqueue(command: Command, timeoutMs: number): void {
    command.cancelTimer = this.#options.startTimer(timeoutMs, () => {
      this.#timeOut(command);
    });
    this.#waiting.push(command);
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    queueMicrotask(() => {
      this.#flushScheduled = false;
      this.#flush();
    });
  }

  #timeOut(command: Command): void {
    const place = this.#waiting.indexOf(command);
    if (place !== -1) {
      this.#waiting.splice(place, 1);
      command.reject(new EslError('ESL_NOT_SENT', { where: command.verb }));
      return;
    }
    command.abandoned = true;
    this.#abandoned += 1;
    command.reject(new EslError('ESL_COMMAND_TIMEOUT', { where: command.verb }));
  }

  #flush(): void {
    while (!this.#blocked && this.#waiting.length > 0) {
      let text = '';
      let count = 0;
      for (const command of this.#waiting) {
        if (count > 0 && text.length + command.text.length > mostBytesAWrite) break;
        text += command.text;
        count += 1;
      }
      this.#sent.push(...this.#waiting.splice(0, count));
      this.#blocked = !this.#options.write(text);
    }
  }

  #reject(command: Command, code: 'ESL_DISCONNECTED' | 'ESL_NOT_SENT', cause: EslError): void {
    if (command.abandoned) return;
    command.cancelTimer();
    command.reject(new EslError(code, { where: command.verb, cause }));
  }
}
