import type pg from 'pg'
import type { Actor } from '../people/actor.ts'
import { type AuditFact, toAuditBody } from './audit-body.ts'

export type { AuditFact } from './audit-body.ts'

/**
 * Appends an entry to the audit log inside the transaction of the write that it tells of: both hold, or neither.
 * The last statement before the commit, since appending waits for every other transaction that has appended.
 */
export async function appendAudit(client: pg.ClientBase | pg.Pool, actor: Actor, fact: AuditFact, at: Date): Promise<void> {
  await appendBodies(client, [toAuditBody(actor, fact, at)])
}

/** Appends entries in this order, all or none; the database numbers and chains them (trigger chain_audit_entry). */
export async function appendBodies(client: pg.ClientBase | pg.Pool, bodies: readonly string[]): Promise<void> {
  await client.query('insert into audit_entry (body) select body from unnest($1::text[]) with ordinality as given (body, place) order by place', [bodies])
}
