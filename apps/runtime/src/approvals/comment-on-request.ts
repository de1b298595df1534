import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { refused } from './approval-refusals.ts'
import { lockRequest, signature, subjectOf } from './approval-request.ts'
import type { ApprovalContext } from './request-approval.ts'
import { textsOfRelease, textsOfSnapshot } from './snapshot.ts'

export interface NewComment {
  /** `kind/id` or `bundle`; undefined: about the whole request */
  document?: string | undefined
  node?: string | undefined
  text: string
}

/** Says something about a request, one of its documents, or one node: of the snapshot, or of its base, since a removed node may be what is spoken of. @throws StatedError NO_SUCH_APPROVAL, APPROVAL_REFUSED (place) */
export async function commentOnRequest({ database, clock }: ApprovalContext, actor: Actor, id: number, { document, node, text }: NewComment): Promise<{ id: number }> {
  return inTransaction(database.pool, async (client) => {
    const request = await lockRequest(client, id)
    if (document === undefined ? node !== undefined : !isPlace([await textsOfSnapshot(client, id, request.snapshot), await textsOfRelease(client, request.baseRelease)], document, node)) throw refused('place')
    const now = clock()
    const { rows } = await client.query<{ id: number }>('insert into approval_comment (request_id, document, node, text, by_name, by, at) values ($1, $2, $3, $4, $5, $6, $7) returning id', [
      id, document ?? null, node ?? null, text, signature(actor), actor.id, now,
    ])
    const comment = rows[0]?.id ?? 0
    await appendAudit(client, actor, { action: 'approvals.comment', subject: subjectOf(id), reason: text, detail: { comment, ...(document === undefined ? {} : { document }), ...(node === undefined ? {} : { node }) } }, now)
    return { id: comment }
  })
}

function isPlace(sides: readonly ReadonlyMap<string, string>[], document: string, node: string | undefined): boolean {
  const texts = sides.flatMap((files) => files.get(`${document}.json`) ?? [])
  return texts.length > 0 && (node === undefined || texts.some((text) => hasNode(text, node)))
}

function hasNode(text: string, node: string): boolean {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof document !== 'object' || document === null || !('nodes' in document)) return false
    const { nodes } = document
    return typeof nodes === 'object' && nodes !== null && Object.hasOwn(nodes, node)
  } catch {
    return false
  }
}
