import Type from 'typebox'
import { toExport } from '../audit/audit-export.ts'
import { type AuditProof, isAppendOnly, proveAudit } from '../audit/audit-proof.ts'
import { AuditFilter, exportEntries, getEntry, lastEntry, listEntries, searchChoices } from '../audit/audit-search.ts'
import { auditedRead } from '../audit/audited-read.ts'
import { input, procedureFor, router } from '../procedure.ts'
import type { RuntimeContext } from '../runtime-context.ts'

const closed = { additionalProperties: false } as const
const n = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
/** About 10 MB of text; more is fetched page by page, each page told in the log. */
const largestPage = 20_000

/** The audit log for auditors: search, proof, export. All of it is reading, so an auditor has no procedure that writes (R73); each look is told in the log itself. */
export const auditRouter = router({
  list: procedureFor('audit.read')
    .input(input(Type.Object({ ...AuditFilter, before: Type.Optional(n), limit: Type.Integer({ minimum: 1, maximum: 200 }) }, closed)))
    .query(({ ctx, input: page }) => auditedRead(ctx, { action: 'audit.list', subject: 'audit' }, () => listEntries(ctx.database.pool, page), { oncePer: 'minute' })),

  get: procedureFor('audit.read')
    .input(input(Type.Object({ n }, closed)))
    .query(({ ctx, input: wanted }) => auditedRead(ctx, { action: 'audit.get', subject: `audit/${wanted.n}` }, () => getEntry(ctx.database.pool, wanted.n), { oncePer: 'minute' })),

  choices: procedureFor('audit.read').query(({ ctx }) => searchChoices(ctx.database.pool)),

  /** Recomputes everything, held against the anchors that this runtime knows. Whoever asks while it runs gets the same answer. */
  verify: procedureFor('audit.read').query(async ({ ctx }) => {
    const proof = await prove(ctx)
    const { ok, entries, releases } = proof
    return auditedRead(ctx, { action: 'audit.verify', subject: 'audit', detail: { ok, entries, releases } }, () => proof, { oncePer: 'minute' })
  }),

  /** Entries from number `after` on, oldest first, until `upTo`: the first page answers both for the next. */
  export: procedureFor('audit.export')
    .input(
      input(
        Type.Object(
          { ...AuditFilter, format: Type.Union([Type.Literal('csv'), Type.Literal('jsonl')]), language: Type.Union([Type.Literal('ja'), Type.Literal('en')]), reason, after: Type.Optional(Type.Integer({ minimum: 0 })), upTo: Type.Optional(n) },
          closed,
        ),
      ),
    )
    .query(async ({ ctx, input: { format, language, reason: why, after = 0, upTo: asked, ...filter } }) => {
      const upTo = asked ?? (await lastEntry(ctx.database.pool))
      const entries = await exportEntries(ctx.database.pool, { ...filter, after, upTo, limit: largestPage })
      const [first, last] = [entries.at(0), entries.at(-1)]
      const detail = { format, filter, entries: entries.length, ...(first && last ? { from: Number(first.n), until: Number(last.n) } : {}) }
      const text = toExport(format, entries, { language, timeZone: await timeZoneOf(ctx), first: after === 0 })
      const next = entries.length === largestPage && last !== undefined ? Number(last.n) : null
      return auditedRead(ctx, { action: 'audit.export', subject: 'audit', reason: why, detail }, () => ({ text, entries: entries.length, upTo, next }))
    }),

  /** Where anchors are kept, the newest of each place, and whether the database itself forbids a change to the role that the runtime works in. */
  anchors: procedureFor('audit.read').query(async ({ ctx }) => {
    const places = ctx.anchors.places().map(({ anchors, ...place }) => ({ ...place, count: anchors.length, newest: anchors.slice(-shownAnchors).toReversed() }))
    return { places, appendOnly: await isAppendOnly(ctx.database.pool) }
  }),
})

const shownAnchors = 60
const running = new WeakMap<object, Promise<AuditProof>>()

/** A long log takes seconds of processor time: one verification at a time, whoever asks. */
function prove({ database, anchors }: RuntimeContext): Promise<AuditProof> {
  const present = running.get(database)
  if (present !== undefined) return present
  const proof = proveAudit(database, anchors.places()).finally(() => running.delete(database))
  running.set(database, proof)
  return proof
}

/** The clock of the contact center, as the live release has it. */
async function timeZoneOf({ programs }: RuntimeContext): Promise<string> {
  return programs.live().then(({ program }) => program.timeZone, () => 'Asia/Tokyo')
}
