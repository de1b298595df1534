const escapedRun = /(?:%[0-9a-fA-F]{2})+/g;

/**
 * Undoes the URL-encoding of FreeSWITCH's plain events. Never throws: what is not valid UTF-8 after decoding
 * stays as the `%XX` it was, because a caller can put any bytes into a SIP header and thereby into an event.
 * FreeSWITCH leaves a `%` alone that stands before two capital hex digits, so such a value cannot be told from an
 * encoded one; `text/event-json` has no such doubt.
 */
export function urlDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(escapedRun, decodePieces);
  }
}

/** Decodes the characters of a run that are whole and keeps the bytes that are not. */
function decodePieces(run: string): string {
  let decoded = '';
  let at = 0;
  while (at < run.length) {
    const end = at + 3 * sequenceLength(Number.parseInt(run.slice(at + 1, at + 3), 16));
    const character = end <= run.length ? decodeCharacter(run.slice(at, end)) : undefined;
    decoded += character ?? run.slice(at, at + 3);
    at = character === undefined ? at + 3 : end;
  }
  return decoded;
}

function decodeCharacter(escaped: string): string | undefined {
  // Checked first because exceptions are slow, and a hostile value can hold thousands of broken sequences.
  if (!/^%[0-9a-fA-F]{2}(?:%[89abAB][0-9a-fA-F])*$/.test(escaped)) return undefined;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** How many bytes the UTF-8 character has that begins with this byte; 1 where no character can begin. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  if (lead >= 0xc0) return 2;
  return 1;
}
