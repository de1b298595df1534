import type { BundleFiles } from '../bundles/bundle-files.ts'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { storeAudio } from '../releases/create-release.ts'
import { draftBase, lockDraft, replaceDraft } from './draft-store.ts'

/** Makes the draft equal to a bundle from outside, with its audio; its base stays the release it was made from. All of it or nothing. */
export async function importToDraft(database: Database, { files, audio }: BundleFiles, by: string): Promise<{ revision: number }> {
  return inTransaction(database.pool, async (client) => {
    const revision = await lockDraft(client)
    await storeAudio(client, audio)
    return { revision: await replaceDraft(client, { number: await draftBase(client), files }, { by, at: new Date(), revision }) }
  })
}
