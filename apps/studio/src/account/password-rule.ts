/** The rule of the server, so that this page can say what is missing while a password is typed. Length decides, not composition (NIST SP 800-63B). */
export const shortestPassword = 12
export const longestPassword = 256

export type PasswordFault = 'tooShort' | 'tooLong' | 'tooSimple' | 'same' | 'differs'

/** What is still wrong with a new password, first things first. Length counts characters as people see them, so an emoji is one. */
export function passwordFault(next: string, repeated: string, current?: string): PasswordFault | undefined {
  const { length } = [...next]
  if (length < shortestPassword) return 'tooShort'
  if (length > longestPassword) return 'tooLong'
  if (new Set(next).size <= 2) return 'tooSimple'
  if (next === current) return 'same'
  return next === repeated ? undefined : 'differs'
}

/** How many characters are still missing; 0 when there are enough. */
export function missingCharacters(next: string): number {
  return Math.max(0, shortestPassword - [...next].length)
}
