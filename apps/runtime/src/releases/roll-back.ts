import type pg from 'pg'
import { refused } from '../approvals/approval-refusals.ts'
import { signature } from '../approvals/approval-request.ts'
import { lockActor } from '../approvals/lock-actor.ts'
import { lockLive } from '../approvals/release-request.ts'
import { sameTexts, textsOfRelease } from '../approvals/snapshot.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { mayDo } from '../procedure.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { StatedError } from '../stated-error.ts'
import { createRelease } from './create-release.ts'
import { sha256 } from './hashes.ts'
import { noSuchRelease } from './release-store.ts'

/**
 * Brings the content of an older release back, as a new release with its texts and its audio. It needs nobody else: what comes back was
 * approved when it was made, and a roll-back is for the minute in which something is wrong. The draft is left alone; where it was a change
 * against the release that went, it is one against the new one, so that the work in it can be mended and asked for again.
 * @throws StatedError NO_SUCH_RELEASE, NOTHING_TO_PUBLISH, APPROVAL_REFUSED (account, permission, tampered), AUDIO_MISSING
 */
export async function rollBack({ database, clock, productVersion }: Pick<RuntimeContext, 'database' | 'clock' | 'productVersion'>, actor: Actor, { number, message }: { number: number; message: string }): Promise<{ release: number }> {
  return inTransaction(database.pool, async (client) => {
    const now = clock()
    const who = await lockActor(client, actor, now)
    if (!mayDo(who, 'release.roll-back')) throw refused('permission')
    const live = await lockLive(client)
    const files = await soundTexts(client, number)
    if (sameTexts(files, await textsOfRelease(client, live))) throw sameAsLive(number)
    const { rows } = await client.query<{ sha256: string }>('select sha256 from release_audio where release_number = $1', [number])
    const made = { files, audio: new Map(), storedAudio: rows.map(({ sha256: sha }) => sha), message, author: signature(who), authorId: who.id, rollbackOf: number, productVersion, now }
    const { number: release } = await createRelease(client, made)
    await client.query('update draft set base_release = $1 where base_release = $2', [release, live])
    await appendAudit(client, who, { action: 'releases.rollBack', subject: `release/${release}`, reason: message, detail: { from: live, rollbackOf: number } }, now)
    return { release }
  })
}

/** @throws StatedError NO_SUCH_RELEASE, APPROVAL_REFUSED (tampered) for texts that are not what was released */
async function soundTexts(client: pg.ClientBase, number: number): Promise<Map<string, string>> {
  const { rows } = await client.query<{ path: string; sha: string; text: string }>('select path, sha, text from release_document join document_version using (sha) where release_number = $1', [number])
  if (rows.length === 0) throw noSuchRelease(number)
  if (rows.some(({ sha, text }) => sha256(text) !== sha)) throw refused('tampered')
  return new Map(rows.map(({ path, text }) => [path, text]))
}

function sameAsLive(number: number): StatedError {
  return new StatedError('NOTHING_TO_PUBLISH', { ja: `第${number}版の内容は、公開中の版と同じです。戻すものがありません。`, en: `The content of release ${number} is the one that is live. There is nothing to bring back.` })
}
