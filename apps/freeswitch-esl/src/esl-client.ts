import { connect as connectSocket } from 'node:net';
import { backoffDelay, type BackoffOptions } from './backoff.ts';
import type { EventFormat, ExecuteOptions } from './command-text.ts';
import type { CommandOptions, ConnectionOptions, JobOptions } from './connection-options.ts';
import { EslError, toEslError } from './errors.ts';
import { EslConnection, type EslReply } from './esl-connection.ts';
import { EventHub, type EventListener, type Unsubscribe } from './event-hub.ts';
import { type ClientStates, StateListeners, type StateListener } from './state-listeners.ts';
import { type CancelTimer, realTimer, type StartTimer } from './timer.ts';

export interface ClientOptions extends ConnectionOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 8021. */
  readonly port?: number;
  readonly password: string;
  /** Limit for reaching FreeSWITCH, authenticating and `onConnected`, together. Default 10 000. */
  readonly connectTimeoutMs?: number;
  readonly backoff?: BackoffOptions;
  /** How long a connection has to last for the back-off to begin anew. Default 5000. */
  readonly stableMs?: number;
  /** Numbers from 0 up to, not including, 1, for the jitter. Default `Math.random`. */
  readonly random?: () => number;
  /**
   * Prepares each new connection (subscribe, filter, look at what is there) before the client is ready. Use the
   * connection it is given: the client itself still refuses commands. If it rejects, the connection is given up and
   * tried again.
   */
  readonly onConnected?: (connection: EslConnection) => Promise<void>;
}

/**
 * A management connection that comes back. Idle → connecting → ready → (lost) waiting → connecting ... → stopped.
 * Listeners outlive the connections; commands do not: what was in flight rejects and is never sent again, because
 * only the caller knows whether a second `originate` is wanted.
 */
export class EslClient {
  readonly #options: ClientOptions;
  readonly #startTimer: StartTimer;
  readonly #states = new StateListeners();
  readonly #hub = new EventHub((problem) => this.#states.emit('problem', problem));
  #connection: EslConnection | undefined;
  #ready: EslConnection | undefined;
  #attempt = 0;
  #cancelRetry: CancelTimer = () => {};
  #cancelStable: CancelTimer = () => {};
  #running = false;
  #stopped = false;
  #work: Promise<void> = Promise.resolve();
  #lastFailure = new EslError('ESL_NOT_CONNECTED');

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#startTimer = options.startTimer ?? realTimer;
  }

  get isReady(): boolean {
    return this.#ready !== undefined;
  }

  /** Begins to connect, and keeps at it until `stop()`. Returns at once. A stopped client stays stopped (`ESL_STOPPED`). */
  start(): void {
    if (this.#stopped) throw new EslError('ESL_STOPPED');
    if (this.#running) return;
    this.#running = true;
    this.#work = this.#connect();
  }

  /** Ends the connection and all waiting; resolves when no socket and no timer is left. Commands in flight reject. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#stopped = true;
    this.#cancelRetry();
    this.#cancelStable();
    this.#connection?.end(new EslError('ESL_STOPPED'));
    await this.#work;
  }

  /** `name`: an event name, the subclass of a custom event, or `*`. Independent of connections. */
  on(name: string, listener: EventListener): Unsubscribe {
    return this.#hub.on(name, listener);
  }

  /** Events of one channel. Unsubscribe when the call is over. */
  onChannel(uuid: string, listener: EventListener): Unsubscribe {
    return this.#hub.onChannel(uuid, listener);
  }

  /** `connected`, `disconnected`, `retrying` and `problem`; see `ClientStates`. */
  onState<K extends keyof ClientStates>(name: K, listener: StateListener<K>): Unsubscribe {
    return this.#states.on(name, listener);
  }

  async api(command: string, args?: string, options?: CommandOptions): Promise<string> {
    return this.#live(`api ${command}`).api(command, args, options);
  }

  async bgapi(command: string, args?: string, options?: JobOptions): Promise<string> {
    return this.#live(`bgapi ${command}`).bgapi(command, args, options);
  }

  async execute(
    uuid: string,
    application: string,
    argument?: string,
    options?: ExecuteOptions & CommandOptions,
  ): Promise<EslReply> {
    return this.#live(`execute ${application}`).execute(uuid, application, argument, options);
  }

  async hangup(uuid: string, cause?: string, options?: CommandOptions): Promise<EslReply> {
    return this.#live('hangup').hangup(uuid, cause, options);
  }

  async sendmsg(
    uuid: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
    options?: CommandOptions,
  ): Promise<EslReply> {
    return this.#live('sendmsg').sendmsg(uuid, headers, body, options);
  }

  async filter(header: string, value: string, options?: CommandOptions): Promise<EslReply> {
    return this.#live('filter').filter(header, value, options);
  }

  async filterDelete(header: string, value?: string, options?: CommandOptions): Promise<EslReply> {
    return this.#live('filter').filterDelete(header, value, options);
  }

  async event(
    format: EventFormat,
    names: readonly string[],
    subclasses?: readonly string[],
    options?: CommandOptions,
  ): Promise<EslReply> {
    return this.#live('event').event(format, names, subclasses, options);
  }

  /** Says goodbye instead of just closing, then stops. */
  async exit(): Promise<void> {
    this.#running = false; // so that the goodbye does not count as a loss to come back from
    try {
      await this.#ready?.exit();
    } finally {
      await this.stop();
    }
  }

  #live(where: string): EslConnection {
    if (this.#ready === undefined) throw new EslError('ESL_NOT_CONNECTED', { where, cause: this.#lastFailure });
    return this.#ready;
  }

  async #connect(): Promise<void> {
    const { host = '127.0.0.1', port = 8021, connectTimeoutMs = 10_000 } = this.#options;
    const where = `${host}:${port}`;
    const socket = connectSocket({ host, port });
    let askedForPassword = (): void => {};
    const authRequest = new Promise<void>((resolve) => {
      askedForPassword = resolve;
    });
    const connection = new EslConnection(socket, this.#options, {
      onEvent: (event) => this.#hub.dispatch(event),
      onAuthRequest: askedForPassword,
      onProblem: (problem) => this.#states.emit('problem', problem),
      onEnd: (reason) => this.#onEnd(connection, reason),
    });
    this.#connection = connection;
    const cancelTimeout = this.#startTimer(connectTimeoutMs, () => {
      connection.end(new EslError('ESL_CONNECT_TIMEOUT', { where }));
    });
    let failure: EslError | undefined;
    try {
      await this.#prepare(connection, authRequest, where);
      this.#becomeReady(connection);
    } catch (error) {
      failure = startFailure(error, connection.ended, where);
      connection.end(failure);
    } finally {
      cancelTimeout();
    }
    const reason = await connection.closed;
    this.#retryLater(failure ?? reason);
  }

  /** Authenticates and runs the hook; rejects as soon as the connection ends. */
  async #prepare(connection: EslConnection, authRequest: Promise<void>, where: string): Promise<void> {
    const lost = connection.closed.then((reason) => Promise.reject(reason));
    await Promise.race([authRequest, lost]);
    await connection.authenticate(this.#options.password);
    try {
      await Promise.race([this.#options.onConnected?.(connection), lost]);
    } catch (cause) {
      throw new EslError('ESL_HOOK_FAILED', { where, cause });
    }
  }

  #becomeReady(connection: EslConnection): void {
    if (connection.ended !== undefined) throw connection.ended;
    this.#ready = connection;
    connection.keepAlive(this.#options.keepAliveMs ?? 15_000);
    this.#cancelStable = this.#startTimer(this.#options.stableMs ?? 5000, () => {
      this.#attempt = 0;
    });
    this.#states.emit('connected');
  }

  #onEnd(connection: EslConnection, reason: EslError): void {
    this.#cancelStable();
    if (this.#ready !== connection) return;
    this.#ready = undefined;
    this.#lastFailure = reason;
    this.#states.emit('disconnected', reason);
  }

  #retryLater(reason: EslError): void {
    this.#connection = undefined;
    this.#lastFailure = reason;
    if (!this.#running) return;
    const delayMs = backoffDelay(this.#attempt, this.#options.random ?? Math.random, this.#options.backoff);
    this.#attempt += 1;
    this.#cancelRetry = this.#startTimer(delayMs, () => {
      this.#work = this.#connect();
    });
    this.#states.emit('retrying', { attempt: this.#attempt, delayMs, reason });
  }
}

/** Why an attempt failed, in the words that say most: what ended the connection, unless we know better. */
function startFailure(error: unknown, ended: EslError | undefined, where: string): EslError {
  if (error instanceof EslError && error.code === 'ESL_AUTH_REJECTED') return error;
  const reason = ended ?? toEslError(error, 'ESL_CONNECT_FAILED', where);
  if (reason.code !== 'ESL_CLOSED') return reason;
  return new EslError('ESL_CONNECT_FAILED', { where, cause: reason });
}

/**
 * Connects once and resolves with a ready client, which from then on reconnects by itself. Rejects with the first
 * failure (`ESL_CONNECT_FAILED`, `ESL_AUTH_REJECTED`, `ESL_ACL_REJECTED`, `ESL_CONNECT_TIMEOUT`, `ESL_HOOK_FAILED`),
 * leaving nothing behind. To wait for a FreeSWITCH that may start later, use `new EslClient(options).start()`.
 */
export async function connect(options: ClientOptions): Promise<EslClient> {
  const client = new EslClient(options);
  await new Promise<void>((resolve, reject) => {
    const forget = [
      client.onState('connected', () => {
        forget.forEach((stop) => stop());
        resolve();
      }),
      client.onState('retrying', ({ reason }) => {
        forget.forEach((stop) => stop());
        void client.stop().then(() => reject(reason));
      }),
    ];
    client.start();
  });
  return client;
}
