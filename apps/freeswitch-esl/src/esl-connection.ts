import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { badArgument, checkUuid } from './argument.ts';
import { BackgroundJobs } from './background-jobs.ts';
import { commandText, type EventFormat, type ExecuteOptions } from './command-text.ts';
import type { CommandOptions, ConnectionOptions, JobOptions } from './connection-options.ts';
import { EslError, toEslError } from './errors.ts';
import type { Frame } from './frame-parser.ts';
import type { Headers } from './headers.ts';
import { Wire, type WireHandlers } from './wire.ts';

/** FreeSWITCH's agreement to a command: `Reply-Text` (`+OK ...`) and the other headers of the answer. */
export interface EslReply {
  readonly text: string;
  readonly headers: Headers;
}

export type ConnectionHandlers = Omit<WireHandlers, 'awaitsEvents'>;

/** What FreeSWITCH still obeys on an outbound socket without `full`; anything else it drops without an answer. */
const limitedVerbs: ReadonlySet<string> = new Set(['connect', 'filter', 'myevents', 'sendmsg', 'execute', 'hangup', 'exit']);

/**
 * The commands of one event-socket connection. All of them reject with `EslError`: `ESL_BAD_ARGUMENT` before anything
 * is sent, `ESL_COMMAND_REFUSED` for `-ERR` and `-USAGE`, `ESL_COMMAND_TIMEOUT`, and when the connection ends
 * `ESL_DISCONNECTED` (sent, outcome unknown) or `ESL_NOT_SENT`. Commands issued in the same turn leave in one write.
 */
export class EslConnection {
  readonly #wire: Wire;
  readonly #jobs: BackgroundJobs;
  readonly #jobTimeoutMs: number;
  readonly #newUuid: () => string;
  #limited = false;
  #format: EventFormat = 'plain';
  #filtered = false;
  #jobsSubscribed = false;
  #jobsFiltered = false;

  constructor(socket: Socket, options: ConnectionOptions, handlers: ConnectionHandlers) {
    this.#wire = new Wire(socket, options, {
      ...handlers,
      awaitsEvents: () => this.#jobs.size > 0,
      onEvent: (event) => {
        if (event.name === 'BACKGROUND_JOB') this.#jobs.finish(event);
        return handlers.onEvent(event);
      },
      onEnd: (reason) => {
        handlers.onEnd(reason);
        this.#jobs.close(reason);
      },
    });
    this.#jobs = new BackgroundJobs(this.#wire.startTimer);
    this.#jobTimeoutMs = options.jobTimeoutMs ?? 60_000;
    this.#newUuid = options.newUuid ?? randomUUID;
  }

  /** Resolves with the reason once the connection is gone. */
  get closed(): Promise<EslError> {
    return this.#wire.closed;
  }

  get ended(): EslError | undefined {
    return this.#wire.ended;
  }

  /**
   * Runs an API command and resolves with its output as it came, trailing newline included. FreeSWITCH does nothing
   * else on this connection meanwhile: use `bgapi` for what takes long. `args` is sent as it is (`escapeArgument`).
   */
  async api(command: string, args = '', options: CommandOptions = {}): Promise<string> {
    const reply = await this.#submit('api', commandText.api(command, args), options, `api ${command}`);
    const output = reply.headers.get('Reply-Text') ?? reply.body.toString('utf8');
    return checkOutput(output, `api ${command}`);
  }

  /**
   * Runs an API command in the background and resolves with its output. Subscribes this connection to BACKGROUND_JOB
   * by itself, past its own filters; `options.timeoutMs` is for the whole job.
   */
  async bgapi(command: string, args = '', options: JobOptions = {}): Promise<string> {
    const verb = `bgapi ${command}`;
    const jobUuid = checkUuid(options.jobUuid ?? this.#newUuid(), 'jobUuid');
    const text = commandText.bgapi(command, args, jobUuid);
    if (this.#jobs.has(jobUuid)) throw badArgument('jobUuid');
    const output = this.#jobs.wait(jobUuid, verb, options.timeoutMs ?? this.#jobTimeoutMs);
    Promise.all([this.#receiveJobs(), this.#command('bgapi', text, {}, verb)]).catch((error: unknown) => {
      this.#jobs.fail(jobUuid, toEslError(error, 'ESL_COMMAND_REFUSED', verb));
    });
    return checkOutput(await output, verb);
  }

  /**
   * Runs an application on a channel. Resolves when FreeSWITCH has queued it; its end is CHANNEL_EXECUTE_COMPLETE with
   * `Application-UUID` = `eventUuid`. Subscribe first. The argument is literal unless `expand` is set.
   */
  async execute(
    uuid: string,
    application: string,
    argument = '',
    options: ExecuteOptions & CommandOptions = {},
  ): Promise<EslReply> {
    const text = commandText.execute(uuid, application, argument, options);
    return this.#command('execute', text, options, `execute ${application}`);
  }

  async hangup(uuid: string, cause = 'NORMAL_CLEARING', options: CommandOptions = {}): Promise<EslReply> {
    return this.#command('hangup', commandText.hangup(uuid, cause), options);
  }

  async sendmsg(
    uuid: string,
    headers: Readonly<Record<string, string>>,
    body = '',
    options: CommandOptions = {},
  ): Promise<EslReply> {
    return this.#command('sendmsg', commandText.sendmsg(uuid, headers, body), options);
  }

  /** From the first filter on only events that match one of the filters come. */
  async filter(header: string, value: string, options: CommandOptions = {}): Promise<EslReply> {
    const reply = this.#command('filter', commandText.filter(header, value), options);
    this.#filtered = true;
    if (this.#jobsSubscribed) void this.#receiveJobs().catch(() => {});
    return reply;
  }

  async filterDelete(header: string, value?: string, options: CommandOptions = {}): Promise<EslReply> {
    const reply = this.#command('filter', commandText.filterDelete(header, value), options);
    if (header.toLowerCase() === 'all') {
      this.#filtered = false;
      this.#jobsFiltered = false;
    }
    return reply;
  }

  /** Adds to the subscription. The format counts for all events of the connection. `subclasses` are of CUSTOM events. */
  async event(
    format: EventFormat,
    names: readonly string[],
    subclasses: readonly string[] = [],
    options: CommandOptions = {},
  ): Promise<EslReply> {
    const text = commandText.event(format, names, subclasses);
    this.#format = format;
    return this.#command('event', text, options);
  }

  async nixevent(
    names: readonly string[],
    subclasses: readonly string[] = [],
    options: CommandOptions = {},
  ): Promise<EslReply> {
    const text = commandText.nixevent(names, subclasses);
    if (names.some((name) => /^(?:all|background_job)$/i.test(name))) this.#jobsSubscribed = false;
    return this.#command('nixevent', text, options);
  }

  async noevents(options: CommandOptions = {}): Promise<EslReply> {
    this.#jobsSubscribed = false;
    return this.#command('noevents', 'noevents\n\n', options);
  }

  /** Says goodbye; resolves when the socket is gone. What was issued before is still answered. */
  async exit(options: CommandOptions = {}): Promise<void> {
    try {
      await this.#command('exit', 'exit\n\n', options);
    } finally {
      this.end(new EslError('ESL_STOPPED'));
      await this.closed;
    }
  }

  /** Ends the connection at once. */
  end(reason: EslError): void {
    this.#wire.end(reason);
  }

  // What follows is for the client and the outbound server.

  async authenticate(password: string, options: CommandOptions = {}): Promise<void> {
    try {
      await this.#command('auth', commandText.auth(password), options);
    } catch (error) {
      if (error instanceof EslError && error.code === 'ESL_COMMAND_REFUSED') throw new EslError('ESL_AUTH_REJECTED');
      throw error;
    }
  }

  /** The first command of an outbound socket; the answer's headers are the channel data. */
  async channelData(options: CommandOptions = {}): Promise<Frame> {
    const frame = await this.#submit('connect', 'connect\n\n', options);
    this.#limited = frame.headers.get('Control') !== 'full';
    return frame;
  }

  async myevents(format: EventFormat, options: CommandOptions = {}): Promise<EslReply> {
    this.#format = format;
    return this.#command('myevents', `myevents ${format}\n\n`, options);
  }

  async linger(seconds?: number, options: CommandOptions = {}): Promise<EslReply> {
    return this.#command('linger', commandText.linger(seconds), options);
  }

  keepAlive(ms: number): void {
    this.#wire.keepAlive(ms);
  }

  /** Sends what is missing for BACKGROUND_JOB to come: the subscription and, where there are filters, one of its own. */
  async #receiveJobs(): Promise<void> {
    const missing: Promise<EslReply>[] = [];
    if (!this.#jobsSubscribed) {
      this.#jobsSubscribed = true;
      missing.push(this.#command('event', commandText.event(this.#format, ['BACKGROUND_JOB']), {}));
    }
    if (this.#filtered && !this.#jobsFiltered) {
      this.#jobsFiltered = true;
      missing.push(this.#command('filter', commandText.filter('Event-Name', 'BACKGROUND_JOB'), {}));
    }
    await Promise.all(missing);
  }

  async #command(verb: string, text: string, options: CommandOptions, where = verb): Promise<EslReply> {
    const { headers } = await this.#submit(verb, text, options, where);
    const replyText = headers.get('Reply-Text') ?? '';
    return { text: checkOutput(replyText, where), headers };
  }

  async #submit(verb: string, text: string, options: CommandOptions, where = verb): Promise<Frame> {
    if (this.#limited && !limitedVerbs.has(verb)) throw new EslError('ESL_CONTROL_LIMITED', { where });
    return this.#wire.submit(where, text, options);
  }
}

function checkOutput(output: string, where: string): string {
  if (/^-(?:ERR|USAGE)\b/.test(output)) throw new EslError('ESL_COMMAND_REFUSED', { where, reply: output });
  return output;
}
