export type Headers = ReadonlyMap<string, string>;

/**
 * Reads a block of `Name: value` lines. The name ends at the first `:`, one blank after it is dropped, and everything
 * else up to the line end is the value, further `: ` included. Lines without `:` are left out. The last of two equal
 * names wins. Values go through `decode`; by default they stay as they came, as only some kinds of frame encode them.
 */
export function parseHeaders(block: string, decode: (value: string) => string = asItCame): Map<string, string> {
  const headers = new Map<string, string>();
  let start = 0;
  let colon = -1;
  while (start < block.length) {
    const newline = block.indexOf('\n', start);
    const end = newline === -1 ? block.length : newline;
    // Searched anew only when passed, or many lines without a colon would each scan up to the next one.
    if (colon < start) colon = block.indexOf(':', start);
    if (colon === -1) break;
    if (colon < end) {
      const valueStart = block.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1;
      headers.set(block.slice(start, colon), decode(block.slice(Math.min(valueStart, end), end)));
    }
    start = end + 1;
  }
  return headers;
}

function asItCame(value: string): string {
  return value;
}

/** The value of a `Content-Length` header in bytes; 0 without one, `undefined` when it is no plain number. */
export function contentLength(headers: Headers): number | undefined {
  const text = headers.get('Content-Length')?.trim();
  if (text === undefined) return 0;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
