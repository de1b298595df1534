import { badArgument, checkName, checkText, checkUuid, checkWhole } from './argument.ts';
import { literalArgumentFor } from './escape.ts';

export type EventFormat = 'plain' | 'json';

export interface ExecuteOptions {
  /** Comes back as `Application-UUID` of CHANNEL_EXECUTE_COMPLETE; a UUID. */
  readonly eventUuid?: string;
  /** Run after the applications already queued instead of beside them: what lets decided steps be sent together. */
  readonly eventLock?: boolean;
  /** How often to run it, 1 to 1000. */
  readonly loops?: number;
  /** Let FreeSWITCH fill in `${variable}` and run `${function(...)}` in the argument. Never with text from outside. */
  readonly expand?: boolean;
}

/** Texts of the commands, each with its closing empty line. All of them throw `ESL_BAD_ARGUMENT` for text that could break out. */
export const commandText = {
  auth(password: string): string {
    return `auth ${checkText(password, 'password')}\n\n`;
  },

  /** `args` is sent as it is: build it with `escapeArgument` where values come from outside. */
  api(command: string, args = ''): string {
    return `api ${withArguments(command, args)}\n\n`;
  },

  bgapi(command: string, args: string, jobUuid: string): string {
    return `bgapi ${withArguments(command, args)}\nJob-UUID: ${checkUuid(jobUuid, 'Job-UUID')}\n\n`;
  },

  /** The argument travels as a body with its length in bytes, so it needs no escaping against the protocol. */
  execute(uuid: string, application: string, argument = '', options: ExecuteOptions = {}): string {
    const lines = ['call-command: execute', `execute-app-name: ${checkName(application, 'application')}`];
    if (options.eventUuid !== undefined) lines.push(`Event-UUID: ${checkUuid(options.eventUuid, 'eventUuid')}`);
    if (options.eventLock === true) lines.push('event-lock: true');
    if (options.loops !== undefined) lines.push(`loops: ${checkWhole(options.loops, 'loops', 1, 1000)}`);
    const body = options.expand === true ? checkText(argument, 'argument') : literalArgumentFor(application, argument);
    return sendMessage(uuid, lines, body);
  },

  hangup(uuid: string, cause: string): string {
    return sendMessage(uuid, ['call-command: hangup', `hangup-cause: ${checkName(cause, 'cause')}`], '');
  },

  /** Any other `sendmsg`; header names and values are checked. */
  sendmsg(uuid: string, headers: Readonly<Record<string, string>>, body = ''): string {
    const lines = Object.entries(headers).map(([name, value]) => {
      if (/^content-(?:length|type)$/i.test(name)) throw badArgument(`header ${name}`);
      return `${checkName(name, 'header name')}: ${checkText(value, `header ${name}`)}`;
    });
    if (lines.length === 0) throw badArgument('headers');
    return sendMessage(uuid, lines, checkText(body, 'body'));
  },

  filter(header: string, value: string): string {
    // FreeSWITCH reads these two as its own words: `filter delete X` would take filters away.
    if (/^(?:add|delete)$/i.test(header)) throw badArgument('header');
    return `filter ${checkName(header, 'header')} ${checkFilled(value, 'value')}\n\n`;
  },

  /** `all` as the header takes all filters away. */
  filterDelete(header: string, value?: string): string {
    const rest = value === undefined ? '' : ` ${checkFilled(value, 'value')}`;
    return `filter delete ${checkName(header, 'header')}${rest}\n\n`;
  },

  /**
   * Custom subclasses are a list of their own because they have to come last: FreeSWITCH takes every word after
   * `CUSTOM` for a subclass, and would silently never send an event named there.
   */
  event(format: EventFormat, names: readonly string[], subclasses: readonly string[] = []): string {
    return `event ${format} ${eventNames(names, subclasses)}\n\n`;
  },

  nixevent(names: readonly string[], subclasses: readonly string[] = []): string {
    return `nixevent ${eventNames(names, subclasses)}\n\n`;
  },

  /** Keeps an outbound socket open after the hang-up, for `seconds` or until the program closes it. */
  linger(seconds?: number): string {
    return seconds === undefined ? 'linger\n\n' : `linger ${checkWhole(seconds, 'seconds', 1, 86_400)}\n\n`;
  },
} as const;

function withArguments(command: string, args: string): string {
  const checked = checkText(args, 'arguments');
  return checked === '' ? checkName(command, 'command') : `${checkName(command, 'command')} ${checked}`;
}

function sendMessage(uuid: string, lines: readonly string[], body: string): string {
  const head = [`sendmsg ${checkUuid(uuid)}`, ...lines];
  if (body === '') return `${head.join('\n')}\n\n`;
  head.push('content-type: text/plain', `content-length: ${Buffer.byteLength(body)}`);
  return `${head.join('\n')}\n\n${body}`;
}

function eventNames(names: readonly string[], subclasses: readonly string[]): string {
  const words = names.map((name) => {
    if (name.toUpperCase() === 'CUSTOM') throw badArgument('event name CUSTOM');
    return checkName(name, 'event name');
  });
  if (subclasses.length > 0) words.push('CUSTOM', ...subclasses.map((name) => checkName(name, 'event subclass')));
  if (words.length === 0) throw badArgument('event names');
  return words.join(' ');
}

function checkFilled(value: string, name: string): string {
  if (value.trim() === '') throw badArgument(name);
  return checkText(value, name);
}
