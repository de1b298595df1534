import type pg from 'pg'
import { type Actor } from '../people/actor.ts'
import { mayDo } from '../procedure.ts'
import { type WhyNot, noSuchApproval } from './approval-refusals.ts'

/*
 * An approval request is a wish for a release: a frozen snapshot, a message, perhaps a time.
 *
 *   open ── approve ──▶ released                        (no time, or one that has come)
 *     │  ── approve ──▶ waiting ── its time ──▶ released
 *     │                    └── another release changed the same documents ──▶ stale ── re-base ──▶ open
 *     └── send back ──▶ returned       (also from waiting and stale)
 *     └── withdraw ──▶ withdrawn       (also from waiting and stale)
 *
 * Its base is the release that the snapshot is a change against. It becomes a release only while its base runs; a re-base freezes a new
 * snapshot on the release that runs. Locks are taken in one order: request, person, draft, releases, audit log.
 */
export const approvalStates = ['open', 'returned', 'withdrawn', 'waiting', 'released', 'stale'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** A request as it is stored. */
export interface ApprovalRow {
  id: number
  state: ApprovalState
  message: string
  author: string
  authorName: string
  createdAt: Date
  /** The draft's revision that was frozen; null: it came from a folder. */
  draftRevision: number | null
  baseRelease: number | null
  snapshot: number
  snapshotHash: string
  effectiveAt: Date | null
  needsPrefecture: boolean
  decidedBy: string | null
  decidedByName: string | null
  decidedAt: Date | null
  decision: string | null
  releaseNumber: number | null
}

const columns = `id, state, message, author, author_name as "authorName", created_at as "createdAt", draft_revision as "draftRevision", base_release as "baseRelease", snapshot,
  snapshot_hash as "snapshotHash", effective_at as "effectiveAt", needs_prefecture as "needsPrefecture", decided_by as "decidedBy", decided_by_name as "decidedByName",
  decided_at as "decidedAt", decision, release_number as "releaseNumber"`

/** @throws StatedError NO_SUCH_APPROVAL */
export async function readRequest(client: pg.ClientBase | pg.Pool, id: number): Promise<ApprovalRow> {
  const { rows } = await client.query<ApprovalRow>(`select ${columns} from approval_request where id = $1`, [id])
  if (rows[0] === undefined) throw noSuchApproval(id)
  return rows[0]
}

/** As readRequest; nobody else changes the request until the transaction ends. */
export async function lockRequest(client: pg.ClientBase, id: number): Promise<ApprovalRow> {
  const { rows } = await client.query<ApprovalRow>(`select ${columns} from approval_request where id = $1 for update`, [id])
  if (rows[0] === undefined) throw noSuchApproval(id)
  return rows[0]
}

/** Newest first. */
export async function readRequests(pool: pg.Pool, page: { states?: readonly ApprovalState[] | undefined; before?: number | undefined; limit: number }): Promise<(ApprovalRow & { commentCount: number })[]> {
  const { rows } = await pool.query<ApprovalRow & { commentCount: number }>(
    `select ${columns}, (select count(*)::int from approval_comment c where c.request_id = r.id) as "commentCount" from approval_request r
     where ($1::text[] is null or state = any($1)) and ($2::int is null or id < $2) order by id desc limit $3`,
    [page.states ?? null, page.before ?? null, page.limit],
  )
  return rows
}

/** Somebody may still do something about it. */
export function isUnsettled({ state }: ApprovalRow): boolean {
  return state === 'open' || state === 'waiting' || state === 'stale'
}

/**
 * What keeps a person from approving a request now; undefined: nothing. Asked by the screen, by the procedure, and again inside the
 * transaction with the person's roles of that moment.
 * @param live the release that runs
 */
export function whyNotApprove(request: ApprovalRow, actor: Actor, live: number | null): WhyNot | undefined {
  if (request.state === 'waiting') return 'waiting'
  if (!isUnsettled(request)) return 'closed'
  if (request.author === actor.id) return 'own'
  if (!mayDo(actor, 'approval.decide')) return 'permission'
  if (request.needsPrefecture && !mayDo(actor, 'approval.prefecture')) return 'prefecture'
  // A stale request lost its approval because another release came between.
  return request.state === 'stale' || request.baseRelease !== live ? 'rebase' : undefined
}

/** How a person stands in requests and releases: what a deputy does is marked as such (R74). */
export function signature({ name, actingFor }: Actor): string {
  return actingFor === undefined ? name : `${name}（代替）`
}

/** How a request is named in the audit log. */
export const subjectOf = (id: number): string => `approval-request/${id}`
