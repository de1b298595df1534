/**
 * A caller's number as lists show it: enough to recognise, too little to call (R78). The first two and the last four digits stay;
 * a number too short to hide anything that way is hidden whole.
 */
export function maskedNumber(number: string): string {
  const digits = number.replaceAll(/[^0-9+]/g, '')
  return digits.length < 8 ? '*'.repeat(digits.length) : `${digits.slice(0, 2)}${'*'.repeat(digits.length - 6)}${digits.slice(-4)}`
}
