import type pg from 'pg'
import { lockDraft } from '../drafts/draft-store.ts'
import { followRelease } from '../drafts/follow-release.ts'
import { createRelease, lockReleases } from '../releases/create-release.ts'
import { namedAudio } from '../releases/named-audio.ts'
import type { ApprovalRow } from './approval-request.ts'
import { readSnapshot, textsOfSnapshot } from './snapshot.ts'

/** The release that runs; nobody else makes one, or changes the draft, until the transaction ends. */
export async function lockLive(client: pg.ClientBase): Promise<number | null> {
  await lockDraft(client)
  return lockReleases(client)
}

/**
 * Makes an approved request the next release. Inside the caller's transaction, with the request, the draft and the releases locked, and the
 * base of the request live.
 * @throws StatedError APPROVAL_REFUSED (tampered), AUDIO_MISSING
 */
export async function releaseRequest(client: pg.ClientBase, request: ApprovalRow, about: { productVersion: string; now: Date }): Promise<number> {
  const { id, message, author, authorName, decidedBy, decidedByName } = request
  if (decidedBy === null || decidedByName === null) throw new Error(`request ${id} is not approved`)
  const files = await readSnapshot(client, request)
  const storedAudio = await namedAudio(client, files)
  const { number } = await createRelease(client, { ...about, files, audio: new Map(), storedAudio, message, author: authorName, authorId: author, approver: decidedByName, approverId: decidedBy })
  await client.query(`update approval_request set state = 'released', release_number = $2 where id = $1`, [id, number])
  const frozen = request.draftRevision === null ? undefined : await textsOfSnapshot(client, id, 1)
  await followRelease(client, { number, files }, frozen, { by: authorName, at: about.now })
  return number
}
