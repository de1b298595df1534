import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { mayDo } from '../procedure.ts'
import { refused } from './approval-refusals.ts'
import { type ApprovalRow, isUnsettled, lockRequest, signature, subjectOf } from './approval-request.ts'
import { lockActor } from './lock-actor.ts'
import type { ApprovalContext } from './request-approval.ts'

/** Sends another person's request back with a message; also one that was approved and waits. @throws StatedError NO_SUCH_APPROVAL, APPROVAL_REFUSED */
export async function sendBackRequest(context: ApprovalContext, actor: Actor, id: number, message: string): Promise<void> {
  await end(context, actor, id, async (client, request, who, now) => {
    if (request.author === who.id) throw refused('own')
    if (!mayDo(who, 'approval.decide')) throw refused('permission')
    await client.query(`update approval_request set state = 'returned', decided_by = $2, decided_by_name = $3, decided_at = $4, decision = $5 where id = $1`, [id, who.id, signature(who), now, message])
    await appendAudit(client, who, { action: 'approvals.sendBack', subject: subjectOf(id), reason: message, detail: { was: request.state } }, now)
  })
}

/** Takes one's own request back; also one that was approved and waits. @throws StatedError NO_SUCH_APPROVAL, APPROVAL_REFUSED */
export async function withdrawRequest(context: ApprovalContext, actor: Actor, id: number): Promise<void> {
  await end(context, actor, id, async (client, request, who, now) => {
    if (request.author !== who.id) throw refused('not-author')
    await client.query(`update approval_request set state = 'withdrawn' where id = $1`, [id])
    await appendAudit(client, who, { action: 'approvals.withdraw', subject: subjectOf(id), detail: { was: request.state } }, now)
  })
}

async function end({ database, clock }: ApprovalContext, actor: Actor, id: number, act: (client: pg.PoolClient, request: ApprovalRow, who: Actor, now: Date) => Promise<void>): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    const request = await lockRequest(client, id)
    if (!isUnsettled(request)) throw refused('closed')
    const now = clock()
    await act(client, request, await lockActor(client, actor, now), now)
  })
}
