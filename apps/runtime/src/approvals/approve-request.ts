import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { releaseChannel } from '../releases/create-release.ts'
import { rebaseNeeded, refused } from './approval-refusals.ts'
import { type ApprovalRow, lockRequest, signature, subjectOf, whyNotApprove } from './approval-request.ts'
import { lockActor } from './lock-actor.ts'
import { lockLive, releaseRequest } from './release-request.ts'
import type { ApprovalContext } from './request-approval.ts'
import { readSnapshot } from './snapshot.ts'

export interface Approval {
  id: number
  message?: string | undefined
  /** The snapshot that the person looked at; another one refuses. */
  snapshot?: number | undefined
}

/**
 * Approves another person's request: it becomes the next release, or waits for its time. Everything is asked again under locks, of the
 * database as it is at that moment: the state of the request, who the approver is and may do, the release that runs, and every text of the
 * snapshot.
 * @returns the number of the release; null: it waits
 * @throws StatedError NO_SUCH_APPROVAL, APPROVAL_REFUSED, APPROVAL_REBASE_NEEDED, AUDIO_MISSING
 */
export async function approveRequest({ database, clock, productVersion }: ApprovalContext, actor: Actor, approval: Approval): Promise<{ release: number | null }> {
  return inTransaction(database.pool, async (client) => {
    const request = await lockRequest(client, approval.id)
    const now = clock()
    const approver = await lockActor(client, actor, now)
    const live = await lockLive(client)
    refuseApproval(request, approver, live)
    if (approval.snapshot !== undefined && approval.snapshot !== request.snapshot) throw refused('changed')
    await readSnapshot(client, request)
    const waits = request.effectiveAt !== null && request.effectiveAt > now
    const decided: ApprovalRow = { ...request, state: waits ? 'waiting' : 'open', decidedBy: approver.id, decidedByName: signature(approver), decidedAt: now, decision: approval.message ?? null }
    await client.query('update approval_request set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, decision = $6 where id = $1', [
      request.id, decided.state, decided.decidedBy, decided.decidedByName, now, decided.decision,
    ])
    const release = waits ? null : await releaseRequest(client, decided, { productVersion, now })
    // Every runtime sets its clock for what waits.
    if (waits) await client.query('select pg_notify($1, $2)', [releaseChannel, ''])
    const detail = { release, waitsUntil: waits ? request.effectiveAt : null, base: request.baseRelease, snapshot: request.snapshot, snapshotHash: request.snapshotHash, author: request.author }
    await appendAudit(client, approver, { action: 'approvals.approve', subject: subjectOf(request.id), ...(approval.message === undefined ? {} : { reason: approval.message }), detail }, now)
    return { release }
  })
}

/** @throws StatedError APPROVAL_REFUSED, APPROVAL_REBASE_NEEDED */
export function refuseApproval(request: ApprovalRow, actor: Actor, live: number | null): void {
  const why = whyNotApprove(request, actor, live)
  if (why === 'rebase') throw rebaseNeeded(request.baseRelease, live)
  if (why !== undefined) throw refused(why)
}
