import { EslError } from './errors.ts';
import { contentLength, type Headers, parseHeaders } from './headers.ts';

/** One message of the event socket: headers as they came (undecoded) and the bytes of the body, empty without one. */
export interface Frame {
  readonly headers: Headers;
  readonly body: Buffer;
}

export interface FrameLimits {
  /** Longest header block in bytes, without the closing empty line. Default 1 MiB (a busy channel's data is about 10 KB). */
  readonly maxHeaderBytes?: number;
  /** Longest body in bytes. Default 16 MiB (`show channels as json` with 1000 calls is about 1 MB). */
  readonly maxBodyBytes?: number;
}

const newline = 0x0a;
const emptyLine = Buffer.from('\n\n');
const noBody = Buffer.alloc(0);

/**
 * Cuts the byte stream of an event socket into frames.
 *
 * The parser is in one of two places: in a header block, whose end is the first empty line, or in a body, whose length
 * the headers gave. Bytes that do not complete what it waits for are kept as a list of chunks and joined once, when
 * they do; only new bytes are searched, with one flag remembering that the last byte was a newline. So the work is
 * linear in the bytes however they are cut, and an empty line that straddles two chunks is found (searching only the
 * newest chunk loses events; re-joining on each chunk is quadratic).
 *
 * Newlines before a header block are skipped. Frames are handed over one by one, so that those before a broken one
 * arrive however the stream was cut. After an error the stream has no known frame border any more: every further
 * `push` throws the same error.
 */
export class FrameParser {
  readonly #maxHeaderBytes: number;
  readonly #maxBodyBytes: number;
  #chunks: Buffer[] = [];
  #kept = 0;
  #endsWithNewline = false;
  #headers: Headers | undefined;
  #bodyBytes = 0;
  #broken: EslError | undefined;

  constructor(limits: FrameLimits = {}) {
    this.#maxHeaderBytes = limits.maxHeaderBytes ?? 1024 * 1024;
    this.#maxBodyBytes = limits.maxBodyBytes ?? 16 * 1024 * 1024;
  }

  /** Takes the next bytes. Throws `ESL_HEADER_TOO_LARGE`, `ESL_BODY_TOO_LARGE` or `ESL_BAD_CONTENT_LENGTH`. */
  push(chunk: Buffer, onFrame: (frame: Frame) => void): void {
    if (this.#broken !== undefined) throw this.#broken;
    let at = 0;
    while (at < chunk.length) {
      at = this.#headers === undefined ? this.#readHeaders(chunk, at) : this.#readBody(chunk, at);
      this.#emitWhenComplete(onFrame);
    }
  }

  #emitWhenComplete(onFrame: (frame: Frame) => void): void {
    const headers = this.#headers;
    if (headers === undefined || this.#kept < this.#bodyBytes) return;
    const body = this.#take();
    this.#headers = undefined;
    onFrame({ headers, body });
  }

  /** Returns the position after what it used up. */
  #readHeaders(chunk: Buffer, from: number): number {
    let start = from;
    if (this.#kept === 0) {
      while (start < chunk.length && chunk[start] === newline) start += 1;
      if (start === chunk.length) return start;
    }
    if (this.#endsWithNewline && chunk[start] === newline) {
      this.#keep(chunk.subarray(start, start + 1));
      this.#finishHeaders();
      return start + 1;
    }
    const found = chunk.indexOf(emptyLine, start);
    const end = found === -1 ? chunk.length : found + 2;
    this.#keep(chunk.subarray(start, end));
    this.#endsWithNewline = chunk[end - 1] === newline;
    if (found !== -1) this.#finishHeaders();
    // One newline of the closing pair may already be in here, hence the one byte of grace.
    else if (this.#kept > this.#maxHeaderBytes + 1) this.#fail('ESL_HEADER_TOO_LARGE');
    return end;
  }

  #finishHeaders(): void {
    if (this.#kept - 2 > this.#maxHeaderBytes) this.#fail('ESL_HEADER_TOO_LARGE');
    this.#endsWithNewline = false;
    const headers = parseHeaders(this.#take().toString('utf8'));
    const bytes = contentLength(headers);
    if (bytes === undefined) return this.#fail('ESL_BAD_CONTENT_LENGTH');
    if (bytes > this.#maxBodyBytes) return this.#fail('ESL_BODY_TOO_LARGE');
    this.#headers = headers;
    this.#bodyBytes = bytes;
  }

  #readBody(chunk: Buffer, from: number): number {
    const end = Math.min(chunk.length, from + this.#bodyBytes - this.#kept);
    this.#keep(chunk.subarray(from, end));
    return end;
  }

  #keep(part: Buffer): void {
    this.#chunks.push(part);
    this.#kept += part.length;
  }

  #take(): Buffer {
    const [only] = this.#chunks;
    const joined = this.#chunks.length > 1 ? Buffer.concat(this.#chunks, this.#kept) : (only ?? noBody);
    this.#chunks = [];
    this.#kept = 0;
    return joined;
  }

  #fail(code: 'ESL_HEADER_TOO_LARGE' | 'ESL_BODY_TOO_LARGE' | 'ESL_BAD_CONTENT_LENGTH'): never {
    this.#chunks = [];
    this.#kept = 0;
    this.#broken = new EslError(code);
    throw this.#broken;
  }
}
