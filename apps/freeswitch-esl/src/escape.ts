import { badArgument, checkName, checkText } from './argument.ts';

// FreeSWITCH takes a text apart several times, and each time strips one layer of quoting:
//   1. `execute` expands ${variables} and ${functions(...)} in the argument     -> literalArgument
//   2. a list of arguments is split at blanks (play_and_get_digits, originate)  -> escapeArgument
//   3. {a=b,c=d} before a dial string is split at `,` and then at `=`           -> channelVariables
// One function undoes one layer, so they compose in the order in which FreeSWITCH reads them:
//   api:     `${escapeArgument(channelVariables(v) + 'user/1001')} &park()`
//   execute: channelVariables(v) + 'user/1001'  (execute itself adds layer 1)

/**
 * One word of a blank-separated argument list: blanks, `'` and `\` come out of FreeSWITCH's splitting as they went in,
 * and an empty value stays a word of its own. Refuses CR, LF and NUL (`ESL_BAD_ARGUMENT`).
 */
export function escapeArgument(value: string): string {
  return escapeOneLayer(checkText(value, 'argument'), '');
}

/**
 * `{name=value,...}` as it stands before a dial string; `''` without variables. Commas, `=`, `'`, `\`, blanks and `[ ]`
 * arrive as they are, an empty value is set to empty. Refused (`ESL_BAD_ARGUMENT`) is what FreeSWITCH has no escape
 * for: braces, which it counts before it looks at quotes, and `:_:`, which splits a dial string wherever it stands.
 * Send such values base64url-encoded.
 */
export function channelVariables(variables: Readonly<Record<string, string | number | boolean>>): string {
  const pairs = Object.entries(variables).map(([name, value]) => {
    checkName(name, 'variable name');
    const text = checkText(String(value), `variable ${name}`);
    if (/[{}]|:_:/.test(text)) throw badArgument(`variable ${name}`);
    return escapeOneLayer(`${name}=${escapeOneLayer(text, '=')}`, ',');
  });
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/**
 * The argument of an application such that FreeSWITCH's expansion gives back exactly this text: no `${variable}` is
 * filled in and no `${function(...)}` runs, which could otherwise be a command of the caller's choice.
 * A text that begins like scoped variables (`%[`, or `%` and one character and `[`) has no literal form and is refused.
 */
export function literalArgument(value: string): string {
  checkText(value, 'argument');
  if (/^%.?\[/u.test(value)) throw badArgument('argument');
  // FreeSWITCH leaves a text alone that holds neither, so an escape would then stay in it as a visible `\`.
  if (!value.includes('\\') && !value.includes('${')) return value;
  // Every `$`, not only the one before `{`: a text that is expanded also loses one `$` of each `$$`.
  return value.replace(/[\\$]/g, '\\$&');
}

/** These expand their argument once more by themselves; `export` and `set_profile_var` do not (measured on 1.10.12). */
const expandsTwice: ReadonlySet<string> = new Set(['set', 'multiset', 'push', 'unshift']);

/** `literalArgument` as often as FreeSWITCH expands the argument of this application, whose name it reads in any case. */
export function literalArgumentFor(application: string, value: string): string {
  const once = literalArgument(value);
  return expandsTwice.has(application.toLowerCase()) ? literalArgument(once) : once;
}

/** The inverse of one splitting: `\` before what splitting would take away. Blanks become `\s`: bare ones are trimmed. */
function escapeOneLayer(value: string, delimiter: '' | ',' | '='): string {
  if (value === '') return "''";
  const escaped = value.replace(/[\\']/g, '\\$&').replaceAll(' ', '\\s');
  return delimiter === '' ? escaped : escaped.replaceAll(delimiter, `\\${delimiter}`);
}
