import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { checkUuid } from './argument.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { EslError, toEslError } from './errors.ts';
import { EslConnection } from './esl-connection.ts';
import { readChannelData } from './esl-event.ts';
import { EventHub } from './event-hub.ts';
import { OutboundCall } from './outbound-call.ts';

export interface OutboundServerOptions extends ConnectionOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port, see `port`. */
  readonly port?: number;
  /** Calls at once; more are refused, and FreeSWITCH goes on in its dialplan. Default 1000. */
  readonly maxCalls?: number;
  /** Which peers may hand over calls. Needed to listen beyond loopback: the protocol has no password here. */
  readonly accept?: (remoteAddress: string) => boolean;
  /** Takes the call. If it rejects, the call is given back to the dialplan. */
  readonly onCall: (call: OutboundCall) => Promise<void>;
  /** A call that could not be taken, a failing listener. Default: a process warning. */
  readonly onProblem?: (problem: EslError) => void;
}

/** Listens for the `socket` application of FreeSWITCH's dialplan and makes an `OutboundCall` of each connection. */
export class OutboundServer {
  readonly #options: OutboundServerOptions;
  readonly #server: Server;
  readonly #connections = new Set<EslConnection>();

  constructor(options: OutboundServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => void this.#take(socket));
    this.#server.maxConnections = options.maxCalls ?? 1000;
  }

  /** The port it listens on; 0 before `listen`. */
  get port(): number {
    const address: string | AddressInfo | null = this.#server.address();
    return address === null || typeof address === 'string' ? 0 : address.port;
  }

  get callCount(): number {
    return this.#connections.size;
  }

  /** Resolves when it listens; rejects with `ESL_LISTEN_FAILED` or `ESL_LISTEN_UNSAFE`. */
  async listen(): Promise<void> {
    const { host = '127.0.0.1', port = 0, accept } = this.#options;
    const where = `${host}:${port}`;
    if (accept === undefined && !isLoopback(host)) throw new EslError('ESL_LISTEN_UNSAFE', { where });
    await new Promise<void>((resolve, reject) => {
      const onError = (cause: Error): void => reject(new EslError('ESL_LISTEN_FAILED', { where, cause }));
      this.#server.once('error', onError);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', onError);
        this.#server.on('error', (cause) => this.#report(new EslError('ESL_LISTEN_FAILED', { where, cause })));
        resolve();
      });
    });
  }

  /** Takes no more calls and gives the present ones back to the dialplan; resolves when no socket is left. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    const open = [...this.#connections];
    for (const connection of open) connection.end(new EslError('ESL_STOPPED'));
    await Promise.all([closed, ...open.map((connection) => connection.closed)]);
  }

  async #take(socket: Socket): Promise<void> {
    const { accept, onCall, keepAliveMs = 0 } = this.#options;
    if (accept !== undefined && !accept(socket.remoteAddress ?? '')) {
      socket.destroy();
      return;
    }
    const hub = new EventHub((problem) => this.#report(problem));
    let callIsOver = (): void => {};
    const lingers = new Promise<void>((resolve) => {
      callIsOver = resolve;
    });
    const connection = new EslConnection(socket, this.#options, {
      onEvent: (event) => hub.dispatch(event),
      onLinger: callIsOver,
      onProblem: (problem) => this.#report(problem),
      onEnd: () => {},
    });
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
    try {
      const data = readChannelData(await connection.channelData());
      const uuid = checkUuid(data.uuid ?? '', 'Unique-ID');
      connection.keepAlive(keepAliveMs);
      await onCall(new OutboundCall(uuid, data, connection, hub, lingers));
    } catch (error) {
      const problem = toEslError(error, 'ESL_LISTENER_FAILED', 'onCall');
      connection.end(problem);
      this.#report(problem);
    }
  }

  #report(problem: EslError): void {
    if (this.#options.onProblem === undefined) process.emitWarning(problem);
    else this.#options.onProblem(problem);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
