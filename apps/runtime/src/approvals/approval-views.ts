import type { BothLanguages } from '@madoguchi/schemas'
import type { Actor } from '../people/actor.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { whyNotSaid } from './approval-refusals.ts'
import { type ApprovalRow, type ApprovalState, isUnsettled, readRequest, readRequests, whyNotApprove } from './approval-request.ts'
import { type CitizenPlace, changedCitizenTexts } from './changed-citizen-texts.ts'
import { mergeBundles } from './merge-bundles.ts'
import { liveNumber, textsOfRelease, textsOfSnapshot } from './snapshot.ts'

type Context = Pick<RuntimeContext, 'database'>

/** A request as lists show it. Instants are ISO 8601 in UTC; people are told by the name that they had then, and by id. */
export interface ApprovalSummary {
  id: number
  state: ApprovalState
  message: string
  author: string
  authorName: string
  createdAt: string
  /** Null: it came from a folder. */
  draftRevision: number | null
  /** Null: there was no release yet. */
  baseRelease: number | null
  /** Which of its snapshots counts; `approve` takes it, so that nobody approves another one than they saw. */
  snapshot: number
  /** Null: as soon as it is approved. */
  effectiveAt: string | null
  needsPrefecture: boolean
  decidedBy: string | null
  decidedByName: string | null
  decidedAt: string | null
  decision: string | null
  releaseNumber: number | null
  commentCount: number
}

export interface ApprovalComment {
  id: number
  document: string | null
  node: string | null
  text: string
  byName: string
  by: string
  at: string
}

/** A request as its page shows it, to the one who asks. */
export interface ApprovalDetails extends ApprovalSummary {
  comments: ApprovalComment[]
  /** Whether the one who asks may approve it now, and if not, why. */
  decidable: { ok: boolean; why: BothLanguages | null }
  live: number | null
  /** Whether it must be re-based before it can be approved, and whether that goes by itself. */
  rebase: 'not-needed' | 'clean' | 'conflicts'
  /** `kind/id`, or `bundle` */
  changedDocuments: string[]
  /** The changed texts for which the prefecture must approve. */
  citizenTexts: CitizenPlace[]
}

/** Newest first. */
export async function listApprovals({ database }: Context, page: Parameters<typeof readRequests>[1]): Promise<ApprovalSummary[]> {
  return (await readRequests(database.pool, page)).map((row) => toSummary(row, row.commentCount))
}

/** @throws StatedError NO_SUCH_APPROVAL */
export async function approvalDetails({ database }: Context, actor: Actor, id: number): Promise<ApprovalDetails> {
  const request = await readRequest(database.pool, id)
  const live = await liveNumber(database.pool)
  const [base, files] = await Promise.all([textsOfRelease(database.pool, request.baseRelease), textsOfSnapshot(database.pool, id, request.snapshot)])
  const found = await database.prisma.approvalComment.findMany({ where: { requestId: id }, orderBy: { id: 'asc' } })
  const comments = found.map(({ id: comment, document, node, text, byName, by, at }) => ({ id: comment, document, node, text, byName, by, at: at.toISOString() }))
  const why = whyNotApprove(request, actor, live)
  const moved = isUnsettled(request) && request.baseRelease !== live
  const clashes = moved ? mergeBundles(base, files, await textsOfRelease(database.pool, live)).clashes.length : 0
  return {
    ...toSummary(request, comments.length),
    comments,
    decidable: { ok: why === undefined, why: why === undefined ? null : whyNotSaid(why, request.baseRelease, live) },
    live,
    rebase: !moved ? 'not-needed' : clashes > 0 ? 'conflicts' : 'clean',
    changedDocuments: [...new Set([...base.keys(), ...files.keys()])].filter((path) => base.get(path) !== files.get(path)).map((path) => path.replace(/\.json$/, '')).toSorted(),
    citizenTexts: changedCitizenTexts(base, files),
  }
}

/** The frozen texts and those that they are a change against, by path. @throws StatedError NO_SUCH_APPROVAL */
export async function approvalFiles({ database }: Context, id: number): Promise<{ base: Record<string, string>; files: Record<string, string> }> {
  const { baseRelease, snapshot } = await readRequest(database.pool, id)
  const [base, files] = await Promise.all([textsOfRelease(database.pool, baseRelease), textsOfSnapshot(database.pool, id, snapshot)])
  return { base: Object.fromEntries(base), files: Object.fromEntries(files) }
}

function toSummary(row: ApprovalRow, commentCount: number): ApprovalSummary {
  const { id, state, message, author, authorName, draftRevision, baseRelease, snapshot, needsPrefecture, decidedBy, decidedByName, decision, releaseNumber } = row
  return {
    id, state, message, author, authorName, draftRevision, baseRelease, snapshot, needsPrefecture, decidedBy, decidedByName, decision, releaseNumber, commentCount,
    createdAt: row.createdAt.toISOString(),
    effectiveAt: row.effectiveAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }
}
