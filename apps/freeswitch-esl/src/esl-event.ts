import { EslError } from './errors.ts';
import type { Frame } from './frame-parser.ts';
import { contentLength, type Headers, parseHeaders } from './headers.ts';
import { urlDecode } from './url-decode.ts';

/**
 * An event with decoded headers, the same whether it came as plain or as JSON: an empty value is `''` (plain writes
 * `_undef_` for it) and a list is `ARRAY::a|:b` (JSON writes an array).
 */
export class EslEvent {
  /** The event's own body, e.g. the output of a background job; `''` without one. */
  readonly body: string;
  #headers: Headers | undefined;
  /** The header lines as they came: an event has 150 of them, and hardly anybody reads more than ten. */
  readonly #encoded: string;

  /** `headers` are the values, or the lines of a plain event, which are decoded when somebody asks. */
  constructor(headers: Headers | { readonly encoded: string }, body = '') {
    const encoded = 'encoded' in headers ? headers.encoded : undefined;
    this.#headers = 'encoded' in headers ? undefined : headers;
    this.#encoded = encoded ?? '';
    this.body = body;
  }

  get headers(): Headers {
    this.#headers ??= parseHeaders(this.#encoded, decodeValue);
    return this.#headers;
  }

  /** `Event-Name`, e.g. `CHANNEL_HANGUP`. */
  get name(): string {
    return this.get('Event-Name') ?? '';
  }

  /** `Event-Subclass` of a `CUSTOM` event, e.g. `sofia::gateway_state`. */
  get subclass(): string | undefined {
    return this.get('Event-Subclass');
  }

  /** `Unique-ID`: the channel that the event is about. */
  get uuid(): string | undefined {
    return this.get('Unique-ID');
  }

  /** `Application-UUID`: the `eventUuid` given to `execute`. */
  get applicationUuid(): string | undefined {
    return this.get('Application-UUID');
  }

  /** `Job-UUID` of a background job. */
  get jobUuid(): string | undefined {
    return this.get('Job-UUID');
  }

  get(header: string): string | undefined {
    return this.#headers === undefined ? lastValue(this.#encoded, header) : this.#headers.get(header);
  }

  /** A channel variable, without the `variable_` before its name on the wire. */
  variable(name: string): string | undefined {
    return this.get(`variable_${name}`);
  }

  /** The values of a header that may be a list; none when it is not there. */
  list(header: string): readonly string[] {
    const value = this.get(header);
    if (value === undefined) return [];
    return value.startsWith(arrayMark) ? value.slice(arrayMark.length).split('|:') : [value];
  }
}

const arrayMark = 'ARRAY::';
const bodyKey = '_body';

/**
 * Reads the event in a `text/event-plain` or `text/event-json` frame.
 * Throws `ESL_BAD_EVENT` for another content type and for JSON that is none; the stream itself stays in step.
 */
export function readEvent(frame: Frame): EslEvent {
  const contentType = frame.headers.get('Content-Type');
  if (contentType === 'text/event-plain') return readPlain(frame.body);
  if (contentType === 'text/event-json') return readJson(frame.body);
  throw new EslError('ESL_BAD_EVENT', { where: 'Content-Type' });
}

/** Reads the channel data that FreeSWITCH puts, encoded, straight into the headers of its answer to `connect`. */
export function readChannelData(frame: Frame): EslEvent {
  return new EslEvent(new Map([...frame.headers].map(([name, value]) => [name, decodeValue(value)])));
}

function decodeValue(value: string): string {
  return value === '_undef_' ? '' : urlDecode(value);
}

function readPlain(bytes: Buffer): EslEvent {
  const end = bytes.indexOf('\n\n');
  const encoded = bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
  if (lastValue(encoded, 'Content-Length') === undefined) return new EslEvent({ encoded });
  const headers = parseHeaders(encoded, decodeValue);
  const bodyBytes = contentLength(headers) ?? 0;
  headers.delete('Content-Length');
  if (end === -1 || bodyBytes === 0) return new EslEvent(headers);
  return new EslEvent(headers, bytes.toString('utf8', end + 2, end + 2 + bodyBytes));
}

/** The value of the last line with this name, as `parseHeaders` would have it. */
function lastValue(lines: string, name: string): string | undefined {
  const begin = `${name}:`;
  const line = `\n${begin}`;
  let at = lines.startsWith(begin) ? 0 : -1;
  // Forwards: searching backwards from the end is ten times slower in V8.
  for (let next = lines.indexOf(line); next !== -1; next = lines.indexOf(line, next + 1)) at = next + 1;
  if (at === -1) return undefined;
  const start = at + begin.length;
  const newline = lines.indexOf('\n', start);
  const end = newline === -1 ? lines.length : newline;
  const valueStart = lines.charCodeAt(start) === 0x20 ? start + 1 : start;
  return decodeValue(lines.slice(Math.min(valueStart, end), end));
}

function readJson(bytes: Buffer): EslEvent {
  const parsed = parseObject(bytes);
  const headers = new Map<string, string>();
  let body = '';
  for (const [name, value] of Object.entries(parsed)) {
    if (name === bodyKey) body = headerText(value);
    else headers.set(name, headerText(value));
  }
  headers.delete('Content-Length');
  return new EslEvent(headers, body);
}

function parseObject(bytes: Buffer): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new EslError('ESL_BAD_EVENT', { where: 'JSON', cause: cause instanceof SyntaxError ? 'SyntaxError' : cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new EslError('ESL_BAD_EVENT', { where: 'JSON' });
  }
  return parsed;
}

function headerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return arrayMark + value.map(headerText).join('|:');
  return JSON.stringify(value) ?? '';
}
