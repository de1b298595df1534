/**
 * Text as it may stand in an attribute or element of FreeSWITCH's XML. Beside XML itself FreeSWITCH reads the file twice more:
 * its preprocessor fills in `$${…}` anywhere, comments included, and the dialplan fills in `${…}`, which can run a command.
 * So a dollar never passes, nor a control character: what would need one is refused instead of being repaired.
 * @throws RangeError naming what was refused, without its content
 */
export function xmlText(value: string, what: string): string {
  if (/[$\p{Cc}]/u.test(value)) throw new RangeError(`${what} holds a character that FreeSWITCH would act upon`)
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')
}

/** The text of a comment. Everything that could end it, or begin a preprocessor command (`#set`), becomes a blank. */
export function xmlComment(text: string): string {
  return `<!-- ${text.replaceAll(/[^\p{L}\p{N} .,:;()/=+~、。（）-]/gu, ' ').replaceAll('--', '- -').trim()} -->`
}

/** `<param name value/>` lines of a settings block. */
export function params(settings: Readonly<Record<string, string | number | boolean>>, indent: string): string {
  return Object.entries(settings).map(([name, value]) => `${indent}<param name="${xmlText(name, 'a parameter name')}" value="${xmlText(String(value), name)}"/>`).join('\n')
}
