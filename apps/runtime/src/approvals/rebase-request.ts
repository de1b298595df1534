import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { namedAudio } from '../releases/named-audio.ts'
import { refuseProblems } from '../releases/refuse-problems.ts'
import { StatedError } from '../stated-error.ts'
import { nothingToPublish, refused } from './approval-refusals.ts'
import { type ApprovalRow, lockRequest, readRequest, subjectOf } from './approval-request.ts'
import { changedCitizenTexts } from './changed-citizen-texts.ts'
import { type Clash, type MergedBundle, mergeBundles } from './merge-bundles.ts'
import type { ApprovalContext } from './request-approval.ts'
import { type Texts, attachSnapshot, liveNumber, readSnapshot, sameTexts, storeSnapshot, textsOfRelease } from './snapshot.ts'

export type Resolved = Readonly<Record<string, string | null>>

/** A request held against the release that runs. */
export interface Rebase {
  live: number | null
  liveTexts: Texts
  merged: MergedBundle
}

/** How the snapshot of a request looks as a change against the release that runs. @throws StatedError APPROVAL_REFUSED (tampered) */
export async function planRebase(client: pg.ClientBase | pg.Pool, request: ApprovalRow): Promise<Rebase> {
  const live = await liveNumber(client)
  const liveTexts = await textsOfRelease(client, live)
  return { live, liveTexts, merged: mergeBundles(await textsOfRelease(client, request.baseRelease), await readSnapshot(client, request), liveTexts) }
}

/**
 * Makes a request a change against the release that runs, by a new frozen snapshot that is open for approval. Where both changed the same
 * place, the author gives the text of that document.
 * @param resolved texts of documents that clash, by path; null: the document goes
 * @throws StatedError APPROVAL_CONFLICT (data.documents: the three texts of each), NOTHING_TO_PUBLISH, BUNDLE_HAS_PROBLEMS, APPROVAL_REFUSED
 */
export async function rebaseRequest(context: ApprovalContext, actor: Actor, { id, resolved = {} }: { id: number; resolved?: Resolved | undefined }): Promise<{ id: number }> {
  const { database, gate, clock } = context
  const request = await readRequest(database.pool, id)
  if (request.state !== 'open' && request.state !== 'stale') throw refused(request.state === 'waiting' ? 'waiting' : 'closed')
  const { live, liveTexts, merged } = await planRebase(database.pool, request)
  if (request.baseRelease === live) return { id }
  const files = resolve(merged, resolved, request.author === actor.id)
  if (sameTexts(files, liveTexts)) throw nothingToPublish()
  refuseProblems(await gate(files, new Set(await namedAudio(database.pool, files))))
  return inTransaction(database.pool, async (client) => {
    const now = await lockRequest(client, id)
    if (now.state !== request.state || now.snapshot !== request.snapshot || (await liveNumber(client)) !== live) throw refused('changed')
    const detail = await refreeze(client, request, { live, liveTexts, files }, 'open')
    await appendAudit(client, actor, { action: 'approvals.rebase', subject: subjectOf(id), detail: { ...detail, resolved: Object.keys(resolved) } }, clock())
    return { id }
  })
}

/** Freezes a new snapshot of a locked request, as a change against the release that runs. An approval holds only while the state says so. Returns what to tell the audit log. */
export async function refreeze(client: pg.ClientBase, request: ApprovalRow, { live, liveTexts, files }: { live: number | null; liveTexts: Texts; files: Texts }, state: 'open' | 'waiting'): Promise<Record<string, unknown>> {
  const snapshot = request.snapshot + 1
  const frozen = await storeSnapshot(client, files)
  await attachSnapshot(client, request.id, snapshot, frozen)
  const needsPrefecture = changedCitizenTexts(liveTexts, files).length > 0
  await client.query(
    `update approval_request set state = $2, snapshot = $3, snapshot_hash = $4, base_release = $5, needs_prefecture = $6,
       decided_by = case when $2 = 'open' then null else decided_by end, decided_by_name = case when $2 = 'open' then null else decided_by_name end,
       decided_at = case when $2 = 'open' then null else decided_at end, decision = case when $2 = 'open' then null else decision end where id = $1`,
    [request.id, state, snapshot, frozen.hash, live, needsPrefecture],
  )
  return { base: { from: request.baseRelease, to: live }, snapshot, snapshotHash: frozen.hash, needsPrefecture }
}

/** Only the author writes content: an approver who resolved a conflict would approve their own words. */
function resolve({ files, clashes }: MergedBundle, resolved: Resolved, byAuthor: boolean): Texts {
  const paths = new Set(clashes.map(({ path }) => path))
  const given = Object.entries(resolved)
  if (given.some(([path]) => !paths.has(path))) throw refused('place')
  if (given.length > 0 && !byAuthor) throw refused('not-author')
  const left = clashes.filter(({ path }) => !Object.hasOwn(resolved, path))
  if (left.length > 0) throw conflict(left)
  const all = new Map(files)
  for (const [path, text] of given) {
    if (text === null) all.delete(path)
    else all.set(path, text)
  }
  return all
}

function conflict(documents: Clash[]): StatedError {
  const names = documents.map(({ path }) => path).join(', ')
  return new StatedError(
    'APPROVAL_CONFLICT',
    {
      ja: `公開中の版とこの承認依頼が、同じ箇所を別々に変更しています（${names}）。依頼は失われていません。3つの内容を見比べて、依頼した人がまとめてください。`,
      en: `The live release and this request changed the same place differently (${names}). Nothing is lost: the author of the request compares the three texts and brings them together.`,
    },
    { data: { documents } },
  )
}
