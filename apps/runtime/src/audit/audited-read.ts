import type { Actor } from '../people/actor.ts'
import type { AuditFact } from './audit-body.ts'
import type { AuditWriter } from './audit-writer.ts'

/** What an audited request needs of its context. */
export interface AuditedContext {
  actor: Actor
  audit: AuditWriter
  clock: () => Date
}

export interface AuditedOptions {
  /** For pages that are turned (a minute), and for what a screen refreshes by itself all day (an hour): one entry for a person, action and subject in that time. */
  oncePer?: keyof typeof spans
}

const spans = { minute: 60_000, hour: 3_600_000 } as const
/** By writer: each runtime tells for itself. By person, action and subject: when it was told last, and the entry. */
const told = new WeakMap<AuditWriter, Map<string, { atMs: number; entry: Promise<void> }>>()

/**
 * Runs a sensitive read and tells of it (R78): what was read is given out only once its entry stands in the audit log.
 * A read that fails tells nothing, since nothing was seen.
 * @throws what `read` throws; the database's fault when the entry cannot be written
 */
export async function auditedRead<Result>({ actor, audit, clock }: AuditedContext, fact: AuditFact, read: () => Result | Promise<Result>, { oncePer }: AuditedOptions = {}): Promise<Result> {
  const result = await read()
  await (oncePer === undefined ? audit.append(actor, fact) : appendOnce(audit, actor, fact, clock().getTime(), spans[oncePer]))
  return result
}

function appendOnce(audit: AuditWriter, actor: Actor, fact: AuditFact, nowMs: number, spanMs: number): Promise<void> {
  const entries = told.get(audit) ?? new Map<string, { atMs: number; entry: Promise<void> }>()
  told.set(audit, entries)
  const key = JSON.stringify([actor.id, actor.from, fact.action, fact.subject, spanMs])
  const last = entries.get(key)
  if (last !== undefined && nowMs - last.atMs < spanMs) return last.entry
  const entry = audit.append(actor, fact)
  for (const [old, { atMs }] of entries) if (nowMs - atMs >= spans.hour) entries.delete(old)
  entries.set(key, { atMs: nowMs, entry })
  entry.catch(() => entries.delete(key))
  return entry
}
