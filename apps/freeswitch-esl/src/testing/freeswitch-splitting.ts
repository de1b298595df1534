/** What FreeSWITCH makes of quoted text, as observed; the tests hold our escaping against it. */

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', s: ' ' };

/** Splits at blanks into words, as it does with arguments of API commands and applications. */
export function splitWords(text: string): string[] {
  return split(text, ' ', Number.POSITIVE_INFINITY).map((word) => clean(word, ''));
}

/** The variables that it reads from a dial string, and what is left of that; nothing where it sees no variables. */
export function readVariables(dialString: string): { variables: Map<string, string>; rest: string } | undefined {
  const end = closingBrace(dialString);
  if (end === undefined) return undefined;
  const variables = new Map<string, string>();
  for (const pair of split(dialString.slice(1, end), ',', Number.POSITIVE_INFINITY)) {
    const [name, value] = split(clean(pair, ','), '=', 2).map((part) => clean(part, '='));
    if (name !== undefined && value !== undefined) variables.set(name, value);
  }
  return { variables, rest: dialString.slice(end + 1) };
}

/**
 * Expansion of an application's argument; `expand` stands for whatever it would fill in. Texts without `${` and
 * without an escape it knows are left alone.
 */
export function expandArgument(text: string, expand: string): string {
  if (!/\$\\*\{/.test(text) && !/\\[\\nst']/.test(text)) return text;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at];
    const next = text[at + 1];
    if (here === '\\' && next === '$') {
      at += text[at + 2] === '$' ? 2 : 1;
      out += '$';
    } else if (here === '\\' && next === "'") {
      at += 1;
    } else if (here === '\\' && next === '\\') {
      at += 1;
      out += '\\';
    } else if (here === '$' && /^\$?\{/.test(text.slice(at + 1))) {
      const close = text.indexOf('}', at);
      at = close === -1 ? text.length : close;
      out += expand;
    } else if (here === '$' && next === '$') {
      at += 1;
      out += '$';
    } else {
      out += here;
    }
  }
  return out;
}

function closingBrace(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at === 0 ? undefined : at;
  }
  return undefined;
}

/** Pieces still in their quotes. The last of `most` pieces takes the rest; an empty rest is no piece. */
function split(text: string, delimiter: string, most: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length && pieces.length < most - 1; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === "'") quoted = !quoted;
    else if (text[at] === delimiter && !quoted) {
      pieces.push(text.slice(start, at));
      while (delimiter === ' ' && text[at + 1] === ' ') at += 1;
      start = at + 1;
    }
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}

/** Takes one layer of quotes and escapes away, and blanks at either end that were neither quoted nor escaped. */
function clean(piece: string, delimiter: string): string {
  let out = '';
  let end = 0;
  let quoted = false;
  const text = piece.replace(/^ +/, '');
  for (let at = 0; at < text.length; at += 1) {
    const here = text.charAt(at);
    const next = text.charAt(at + 1);
    if (here === '\\' && next !== '' && (`'"\\${delimiter}`.includes(next) || next in unescaped)) {
      at += 1;
      out += unescaped[next] ?? next;
      end = out.length;
    } else if (here === "'" && (quoted || text.includes("'", at + 1))) {
      quoted = !quoted;
      if (quoted) end = out.length;
    } else {
      out += here;
      if (here !== ' ' || quoted) end = out.length;
    }
  }
  return end === 0 && !text.includes("'") ? out : out.slice(0, end);
}
