import { createHash } from 'node:crypto'

/** What the first entry continues. */
export const beforeFirst = '0'.repeat(64)

/**
 * The hash of an entry, as the database's trigger computes it: SHA-256 (hex) over four lines. Number and previous hash have one form each and
 * the body comes last, so no two entries share a text; the name in front keeps this hash apart from any other and lets a later form have its own.
 */
export function auditHash(n: number | string, previousHash: string, body: string): string {
  return createHash('sha256').update(`madoguchi audit 1\n${n}\n${previousHash}\n${body}`).digest('hex')
}
