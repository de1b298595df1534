/**
 * Check digits that a number entered by telephone can be tested with. Weighted modulus 11 is left out on purpose: its common form
 * (weights 2 to 7) is the check digit of the individual number (個人番号), which must never be asked for here (R34).
 */
export type Checksum = keyof typeof checksums

/** Whether the last digit fits the digits before it. `digits` holds 0–9 only. */
export const checksums = {
  none: () => true,
  /** ISO/IEC 7812-1 annex B: from the right, every second digit doubled, its digits added. */
  luhn: (digits: string) => weightedSum(digits, (digit, place) => (place % 2 === 1 ? digit : crossSum(digit * 2))) % 10 === 0,
  /** JIS X 0501 (JAN) and the payment slips that use it: from the right, weights 1, 3, 1, 3 … */
  'modulus10-weight31': (digits: string) => weightedSum(digits, (digit, place) => (place % 2 === 1 ? digit : digit * 3)) % 10 === 0,
} as const satisfies Record<string, (digits: string) => boolean>

/** Adds what `weigh` makes of each digit; places count from the right, from 1 (the check digit itself). */
function weightedSum(digits: string, weigh: (digit: number, place: number) => number): number {
  return [...digits].reduce((sum, digit, index) => sum + weigh(Number(digit), digits.length - index), 0)
}

function crossSum(value: number): number {
  return value > 9 ? value - 9 : value
}
