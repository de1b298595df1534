/** What was typed that is no key sequence, and where. */
export interface PressFault {
  text: string
}

/**
 * Reads keys as `madoguchi simulate --press` has them (cli.md): `4`, `1234#`, `-` silence, `!4` at once, `hang`, separated by commas.
 * Full-width digits and the Japanese comma are taken as people type them. Empty text means no key at all.
 */
export function readPresses(text: string): { presses: string[]; faults: PressFault[] } {
  const parts = text.normalize('NFKC').replaceAll('、', ',').replaceAll(/[‐−–—ー]/g, '-').split(/[,\s]+/).filter((part) => part !== '')
  const good = (part: string) => /^(!?[0-9*#]+|-|hang)$/.test(part)
  return { presses: parts.filter(good), faults: parts.filter((part) => !good(part)).map((part) => ({ text: part })) }
}
