import type { Socket } from 'node:net';
import { CommandQueue } from './command-queue.ts';
import type { CommandOptions, ConnectionOptions } from './connection-options.ts';
import { EslError, toEslError } from './errors.ts';
import { type EslEvent, readEvent } from './esl-event.ts';
import { type Frame, FrameParser } from './frame-parser.ts';
import { InflowGate } from './inflow-gate.ts';
import { type CancelTimer, realTimer, type StartTimer } from './timer.ts';

export interface WireHandlers {
  /** Returns the deliveries that still run. */
  readonly onEvent: (event: EslEvent) => readonly Promise<void>[];
  readonly onAuthRequest?: () => void;
  /** The call is over, the socket stays open (`linger`). */
  readonly onLinger?: () => void;
  readonly onProblem: (problem: EslError) => void;
  /** Once, with why the connection is over, before the commands in flight are rejected. */
  readonly onEnd: (reason: EslError) => void;
  /** Whether somebody waits for an event only this wire can bring; reading is not paused then. */
  readonly awaitsEvents: () => boolean;
}

/**
 * One TCP connection: bytes to frames, frames to answers and events, and one end. The first reason to end wins,
 * whether it came from us, from FreeSWITCH or from the network; everything that waited then rejects exactly once.
 */
export class Wire {
  readonly startTimer: StartTimer;
  /** Resolves with the reason once the socket is gone. */
  readonly closed: Promise<EslError>;
  readonly #socket: Socket;
  readonly #handlers: WireHandlers;
  readonly #parser: FrameParser;
  readonly #queue: CommandQueue;
  readonly #gate: InflowGate;
  readonly #commandTimeoutMs: number;
  #heard = false;
  #cancelKeepAlive: CancelTimer = () => {};
  #end: EslError | undefined;

  constructor(socket: Socket, options: ConnectionOptions, handlers: WireHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.startTimer = options.startTimer ?? realTimer;
    this.#commandTimeoutMs = options.commandTimeoutMs ?? 10_000;
    this.#parser = new FrameParser(options);
    this.#queue = new CommandQueue({
      write: (text) => socket.write(text),
      startTimer: this.startTimer,
      maxCommands: options.maxCommands ?? 1000,
    });
    this.#gate = new InflowGate({
      startTimer: this.startTimer,
      pause: () => socket.pause(),
      resume: () => socket.resume(),
      awaitsInput: () => this.#queue.awaited > 0 || handlers.awaitsEvents(),
      most: options.maxUnfinishedDeliveries ?? 5000,
      mostPauseMs: options.maxPauseMs ?? 1000,
    });
    this.closed = this.#listen(socket);
  }

  /** Why the connection is over; `undefined` while it is not. */
  get ended(): EslError | undefined {
    return this.#end;
  }

  /** Sends one command and resolves with FreeSWITCH's answer, good or bad. */
  async submit(verb: string, text: string, options: CommandOptions = {}): Promise<Frame> {
    this.#gate.open();
    return this.#queue.submit(verb, text, options.timeoutMs ?? this.#commandTimeoutMs);
  }

  /** Ends the connection now. */
  end(reason: EslError): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    this.#cancelKeepAlive();
    this.#gate.open();
    this.#handlers.onEnd(reason);
    this.#queue.close(reason);
    this.#socket.destroy();
  }

  /** From now on: after `ms` of silence ask, and end as `ESL_SILENT` when nothing at all comes back. */
  keepAlive(ms: number): void {
    if (ms <= 0 || this.#end !== undefined) return;
    this.#heard = false;
    this.#cancelKeepAlive = this.startTimer(ms, () => {
      // A command in flight has its own time limit, and FreeSWITCH answers nothing while it works on a slow one.
      if (this.#heard || this.#queue.awaited > 0) this.keepAlive(ms);
      else void this.#ask(ms);
    });
  }

  async #ask(ms: number): Promise<void> {
    try {
      await this.submit('keep-alive', 'api uptime\n\n');
    } catch (error) {
      if (!this.#heard) this.end(new EslError('ESL_SILENT', { cause: error }));
    }
    this.keepAlive(ms);
  }

  #listen(socket: Socket): Promise<EslError> {
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('drain', () => this.#queue.drained());
    socket.on('error', (cause) => this.end(new EslError('ESL_CLOSED', { cause })));
    return new Promise((resolve) => {
      socket.on('close', () => {
        this.end(new EslError('ESL_CLOSED'));
        resolve(this.#end ?? new EslError('ESL_CLOSED'));
      });
    });
  }

  #read(chunk: Buffer): void {
    this.#heard = true;
    try {
      this.#parser.push(chunk, (frame) => {
        // A frame before this one in the same chunk may have ended the connection.
        if (this.#end === undefined) this.#onFrame(frame);
      });
    } catch (error) {
      this.end(toEslError(error, 'ESL_FAULT'));
    }
  }

  #onFrame(frame: Frame): void {
    switch (frame.headers.get('Content-Type')) {
      case 'command/reply':
      case 'api/response':
        if (!this.#queue.answer(frame)) this.end(new EslError('ESL_UNEXPECTED_REPLY'));
        return;
      case 'auth/request':
        this.#handlers.onAuthRequest?.();
        return;
      case 'text/rude-rejection':
        this.end(new EslError('ESL_ACL_REJECTED'));
        return;
      case 'text/disconnect-notice':
        if (frame.headers.get('Content-Disposition') === 'linger') this.#handlers.onLinger?.();
        else this.end(new EslError('ESL_CLOSED', { where: 'disconnect-notice' }));
        return;
      case 'log/data':
        return;
      default:
        this.#onEvent(frame);
    }
  }

  #onEvent(frame: Frame): void {
    let event: EslEvent;
    try {
      event = readEvent(frame);
    } catch (error) {
      this.#handlers.onProblem(toEslError(error, 'ESL_BAD_EVENT'));
      return;
    }
    this.#gate.track(this.#handlers.onEvent(event));
  }
}
