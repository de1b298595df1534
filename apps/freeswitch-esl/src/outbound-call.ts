import type { EventFormat, ExecuteOptions } from './command-text.ts';
import type { CommandOptions, JobOptions } from './connection-options.ts';
import { EslError } from './errors.ts';
import type { EslConnection, EslReply } from './esl-connection.ts';
import type { EslEvent } from './esl-event.ts';
import type { EventHub, EventListener, Unsubscribe } from './event-hub.ts';

/**
 * One call that FreeSWITCH handed over with the `socket` application, on a connection of its own.
 * The commands are those of `EslConnection`, for this call's channel.
 */
export class OutboundCall {
  readonly uuid: string;
  /** The channel as it was when it was handed over. */
  readonly data: EslEvent;
  /** For what is not about this channel. */
  readonly connection: EslConnection;
  readonly #hub: EventHub;
  readonly #lingers: Promise<void>;

  constructor(uuid: string, data: EslEvent, connection: EslConnection, hub: EventHub, lingers: Promise<void>) {
    this.uuid = uuid;
    this.data = data;
    this.connection = connection;
    this.#hub = hub;
    this.#lingers = lingers;
  }

  /** Resolves with the reason when the connection is gone. */
  get closed(): Promise<EslError> {
    return this.connection.closed;
  }

  /** Resolves when the call is over; with `linger` the connection stays open for the last events. */
  get over(): Promise<void> {
    return Promise.race([this.#lingers, this.closed.then(() => {})]);
  }

  on(name: string, listener: EventListener): Unsubscribe {
    return this.#hub.on(name, listener);
  }

  async execute(application: string, argument?: string, options?: ExecuteOptions & CommandOptions): Promise<EslReply> {
    return this.connection.execute(this.uuid, application, argument, options);
  }

  async hangup(cause?: string, options?: CommandOptions): Promise<EslReply> {
    return this.connection.hangup(this.uuid, cause, options);
  }

  async api(command: string, args?: string, options?: CommandOptions): Promise<string> {
    return this.connection.api(command, args, options);
  }

  async bgapi(command: string, args?: string, options?: JobOptions): Promise<string> {
    return this.connection.bgapi(command, args, options);
  }

  async filter(header: string, value: string, options?: CommandOptions): Promise<EslReply> {
    return this.connection.filter(header, value, options);
  }

  async event(
    format: EventFormat,
    names: readonly string[],
    subclasses?: readonly string[],
    options?: CommandOptions,
  ): Promise<EslReply> {
    return this.connection.event(format, names, subclasses, options);
  }

  /** All events of this call. Heavy (about 100 KB a call): prefer `filter` on Unique-ID and the events needed. */
  async myevents(format: EventFormat = 'plain', options?: CommandOptions): Promise<EslReply> {
    return this.connection.myevents(format, options);
  }

  /** Keeps the connection after the hang-up, without which the last events are lost. */
  async linger(seconds?: number, options?: CommandOptions): Promise<EslReply> {
    return this.connection.linger(seconds, options);
  }

  /** Gives the call back: FreeSWITCH goes on in its dialplan. Resolves when the socket is gone. */
  async release(): Promise<void> {
    this.connection.end(new EslError('ESL_STOPPED'));
    await this.closed;
  }
}
