import type { Problem } from '@madoguchi/schemas'
import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import type { BundleFiles } from '../bundles/bundle-files.ts'
import { inTransaction } from '../database/transaction.ts'
import { draftBase, draftChanged, draftFiles, lockDraft } from '../drafts/draft-store.ts'
import type { Actor } from '../people/actor.ts'
import { storeAudio } from '../releases/create-release.ts'
import { namedAudio } from '../releases/named-audio.ts'
import { refuseProblems } from '../releases/refuse-problems.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { nothingToPublish, refused } from './approval-refusals.ts'
import { signature, subjectOf } from './approval-request.ts'
import { changedCitizenTexts } from './changed-citizen-texts.ts'
import { type Texts, attachSnapshot, liveNumber, sameTexts, storeSnapshot, textsOfRelease } from './snapshot.ts'

/** What making and deciding requests needs of a runtime, or of the command line. */
export type ApprovalContext = Pick<RuntimeContext, 'database' | 'gate' | 'clock' | 'productVersion'>

export interface Wish {
  message: string
  /** When it shall take effect; undefined: as soon as it is approved. */
  effectiveAt?: Date | undefined
}

/**
 * Freezes the draft as the person saw it and asks for approval. Later edits belong to the next request. The check runs outside the
 * transactions, so nobody's autosave waits for it; what was checked is what is frozen.
 * @param wish.draftRevision the revision that the person looked at; another one refuses, so that nobody asks for what they have not seen
 * @throws StatedError DRAFT_CHANGED, NOTHING_TO_PUBLISH, BUNDLE_HAS_PROBLEMS (data: the problems), APPROVAL_REFUSED (date-past)
 */
export async function requestApproval(context: ApprovalContext, actor: Actor, wish: Wish & { draftRevision: number }): Promise<{ id: number }> {
  const { database, gate } = context
  refusePast(wish, context.clock())
  const draft = await inTransaction(database.pool, async (client) => {
    if ((await lockDraft(client)) !== wish.draftRevision) throw draftChanged()
    return { files: await draftFiles(client), base: await draftBase(client) }
  })
  await refuseUnchanged(database.pool, draft)
  refuseProblems(await gate(draft.files, new Set(await namedAudio(database.pool, draft.files))))
  return open(context, actor, { ...wish, ...draft, audio: new Map() })
}

/**
 * Asks for approval of a bundle from outside, as a change against the release that runs. The draft, with the work of others in it, stays as
 * it is. Problems of the folder itself are the caller's to refuse.
 * @returns the id, and the findings that refuse nothing
 * @throws StatedError NOTHING_TO_PUBLISH, BUNDLE_HAS_PROBLEMS (data: the problems), APPROVAL_REFUSED (date-past)
 */
export async function requestApprovalOfFolder(context: ApprovalContext, actor: Actor, bundle: BundleFiles, wish: Wish): Promise<{ id: number; problems: Problem[] }> {
  refusePast(wish, context.clock())
  const base = await liveNumber(context.database.pool)
  await refuseUnchanged(context.database.pool, { files: bundle.files, base })
  const problems = await context.gate(bundle.files, new Set(bundle.audio.keys()))
  refuseProblems(problems)
  return { ...(await open(context, actor, { ...wish, ...bundle, base, draftRevision: null })), problems }
}

interface NewRequest extends Wish {
  files: Texts
  audio: BundleFiles['audio']
  base: number | null
  draftRevision: number | null
}

async function open({ database, clock }: ApprovalContext, actor: Actor, wanted: NewRequest): Promise<{ id: number }> {
  const { message, effectiveAt = null, files, base, draftRevision } = wanted
  const touched = changedCitizenTexts(await textsOfRelease(database.pool, base), files)
  return inTransaction(database.pool, async (client) => {
    const now = clock()
    await storeAudio(client, wanted.audio)
    const frozen = await storeSnapshot(client, files)
    const { rows } = await client.query<{ id: number }>(
      `insert into approval_request (state, message, author, author_name, created_at, draft_revision, base_release, snapshot_hash, effective_at, needs_prefecture)
       values ('open', $1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [message, actor.id, signature(actor), now, draftRevision, base, frozen.hash, effectiveAt, touched.length > 0],
    )
    const id = rows[0]?.id ?? 0
    await attachSnapshot(client, id, 1, frozen)
    const detail = { base, draftRevision, snapshotHash: frozen.hash, effectiveAt, needsPrefecture: touched.length > 0, citizenTexts: touched.length }
    await appendAudit(client, actor, { action: 'approvals.request', subject: subjectOf(id), reason: message, detail }, now)
    return { id }
  })
}

function refusePast({ effectiveAt }: Wish, now: Date): void {
  if (effectiveAt !== undefined && effectiveAt <= now) throw refused('date-past')
}

/** @throws StatedError NOTHING_TO_PUBLISH for what is already there: at its base, or live */
async function refuseUnchanged(client: pg.ClientBase | pg.Pool, { files, base }: { files: Texts; base: number | null }): Promise<void> {
  const live = await liveNumber(client)
  for (const number of new Set([base, live])) if (sameTexts(files, await textsOfRelease(client, number))) throw nothingToPublish()
}
