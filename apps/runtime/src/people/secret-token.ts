import { createHash, randomBytes } from 'node:crypto'

/** A secret that only its holder has: 256 random bits, base64url (43 characters). */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. A plain hash is enough: nobody can try out 256 bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
