import type pg from 'pg'
import type { BothLanguages } from '@madoguchi/schemas'
import { type Anchor, newestAnchor } from './anchor-file.ts'
import { type AnchorInWords, anchorInWords, verdictInWords } from './verdict-in-words.ts'
import { type AuditVerdict, verifyAudit } from './verify-audit.ts'

/** Anchors with the file in which they stand. */
export interface FoundAnchors {
  path: string
  anchors: readonly Anchor[]
}

/** A verification with what it was held against, and both told in words. */
export interface AuditProof extends AuditVerdict {
  anchor: AnchorInWords | null
  said: BothLanguages
  againstSaid: BothLanguages
}

/**
 * Verifies the log and the releases against a hash given by hand, else against every anchor that was found; the newest of them is the one that is named.
 * @param given 64 hexadecimal digits
 */
export async function proveAudit(database: { pool: pg.Pool }, files: readonly FoundAnchors[], given?: string): Promise<AuditProof> {
  const all = files.flatMap(({ path, anchors }) => anchors.map((anchor) => ({ ...anchor, file: path })))
  const known = given === undefined ? all : all.filter(({ hash }) => hash === given)
  const newest = newestAnchor(known)
  const named = all.find((anchor) => anchor.hash === newest?.hash && anchor.date === newest.date)
  const anchor: AnchorInWords | undefined = named ? { hash: named.hash, date: named.date, entries: named.entries, file: named.file } : given === undefined ? undefined : { hash: given }
  const verdict = await verifyAudit(database, { anchors: known, ...(given === undefined ? {} : { anchor: given }) })
  return { ...verdict, anchor: anchor ?? null, said: verdictInWords(verdict, anchor), againstSaid: anchorInWords(anchor) }
}

/**
 * Whether the role that the runtime works in can itself alter the log (one role for everything: a DATABASE_URL without DATABASE_OWNER_URL).
 * Then triggers and hashes show a change, but nothing in the database forbids the owner to switch the triggers off.
 */
export async function isAppendOnly(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ free: boolean }>(
    `select has_table_privilege(current_user, c.oid, 'update, delete, truncate') or pg_has_role(current_user, c.relowner, 'member') as free
     from pg_class c where c.oid = 'audit_entry'::regclass`,
  )
  return rows[0]?.free === false
}
