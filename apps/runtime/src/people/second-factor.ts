import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** Authenticator apps know six digits, 30 seconds and SHA-1 (RFC 6238) best; some ignore any other wish. */
const form = { issuer: 'Madoguchi', algorithm: 'SHA1', digits: 6, period: 30 } as const

/** A new secret (base32, 160 bits) and the address that an authenticator app scans. Works without any network. */
export function makeSecondFactor(loginName: string): { uri: string; secret: string } {
  const secret = new Secret({ size: 20 })
  return { uri: new TOTP({ ...form, label: loginName, secret }).toString(), secret: secret.base32 }
}

/**
 * The time step whose code was given: the present one, or one before or after since clocks differ. Undefined for a wrong code.
 * The caller lets each step count once, so that a code read over a shoulder is worth nothing (RFC 6238 §5.2).
 */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const delta = new TOTP({ ...form, secret: Secret.fromBase32(secret) }).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / form.period) + delta
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** Ten codes of 50 bits, each good once in place of the second factor: for the day when the telephone is lost. */
export function makeRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: 10 }, () => `${group()}-${group()}`)
}

/** A recovery code as its hash is made of; undefined for what cannot be one. */
export function readRecoveryCode(text: string): string | undefined {
  const code = text.toLowerCase().replaceAll(/[\s-]/g, '')
  return code.length === 10 && [...code].every((letter) => letters.includes(letter)) ? code : undefined
}
