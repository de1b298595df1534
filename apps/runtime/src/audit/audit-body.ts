import { createHash } from 'node:crypto'
import { canonicalJson } from '@madoguchi/engine'
import Type from 'typebox'
import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'
import type { Actor } from '../people/actor.ts'

/** One thing done, or one sensitive thing read. Holds no secret and no whole telephone number. */
export interface AuditFact {
  /** What was done, e.g. `releases.publish`: the path of the procedure or the name of the job. */
  action: string
  /** What it was done to, e.g. `release/12` or `call/main`. */
  subject: string
  /** Why, in the person's own words, where one was asked for. */
  reason?: string
  detail?: Record<string, unknown>
}

/** What every entry tells, or the database refuses it (trigger chain_audit_entry). */
const AuditHead = Type.Object({ who: Type.Object({ id: Type.String() }), at: Type.String(), action: Type.String(), subject: Type.String() })

/** What an entry of ours tells: who, for whom, when, from where, what, why. Further members are kept and shown. */
const AuditBody = Type.Object({
  who: Type.Object({
    id: Type.String(),
    name: Type.String(),
    organisation: Type.String(),
    roles: Type.Array(Type.String()),
    actingFor: Type.Optional(Type.String()),
  }),
  at: Type.String(),
  from: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  reason: Type.Optional(Type.String()),
  detail: Type.Optional(Type.Unknown()),
})
export type AuditBody = Static<typeof AuditBody>

/** UTF-8 bytes of one body that the database takes (check constraint audit_entry_body_size). */
export const largestBody = 32_768
const largestDetail = 8_192
const longest = { name: 200, action: 100, subject: 300, reason: 2_000, from: 200 } as const

/**
 * The text of an entry, as the chain keeps it (RFC 8785). It always fits: an act that has happened must not go untold because its
 * description is long. A detail that is too large is told by its size and SHA-256, longer texts end in `…`.
 */
export function toAuditBody(actor: Actor, { action, subject, reason, detail }: AuditFact, at: Date): string {
  const { id, name, organisation, roles, actingFor, from } = actor
  return canonicalJson({
    who: {
      id: shorten(id, longest.name),
      name: shorten(name, longest.name),
      organisation: shorten(organisation, longest.name),
      roles: [...roles],
      ...(actingFor === undefined ? {} : { actingFor: shorten(actingFor, longest.name) }),
    },
    at: at.toISOString(),
    from: shorten(from, longest.from),
    action: shorten(action, longest.action),
    subject: shorten(subject, longest.subject),
    ...(reason === undefined ? {} : { reason: shorten(reason, longest.reason) }),
    ...(detail === undefined ? {} : { detail: toDetail(detail) }),
  })
}

/** Reads a stored body. @returns undefined for a text that no version of ours wrote */
export const readAuditBody = (text: string): AuditBody | undefined => read(AuditBody, text)

/** Reads what the columns of an entry were taken from. @returns undefined for a text that the database would not have taken */
export const readAuditHead = (text: string): Static<typeof AuditHead> | undefined => read(AuditHead, text)

function read<Schema extends TSchema>(schema: Schema, text: string): Static<Schema> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return Value.Check(schema, body) ? body : undefined
  } catch {
    return undefined
  }
}

function toDetail(detail: Record<string, unknown>): unknown {
  // Through JSON first: dates become texts, undefined members go, as everywhere else.
  const told: unknown = JSON.parse(JSON.stringify(detail), (_key, value: unknown) => (typeof value === 'string' ? storable(value) : isRecord(value) ? storableKeys(value) : value))
  const text = canonicalJson(told)
  const bytes = Buffer.byteLength(text)
  return bytes <= largestDetail ? told : { leftOut: 'too large', bytes, sha256: createHash('sha256').update(text).digest('hex') }
}

function shorten(text: string, length: number): string {
  const kept = storable(text)
  return kept.length <= length ? kept : `${storable(kept.slice(0, length - 1))}…`
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const storableKeys = (record: Record<string, unknown>) => Object.fromEntries(Object.entries(record).map(([key, value]) => [storable(key), value]))

/** PostgreSQL keeps neither NUL nor half a surrogate pair; JSON from a browser may hold both. */
function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
}
