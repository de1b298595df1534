import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import type { BundleFiles } from '../bundles/bundle-files.ts'
import { lockDraft, replaceDraft } from '../drafts/draft-store.ts'
import { createRelease } from './create-release.ts'
import type { CreatedRelease } from './create-release.ts'

/**
 * On the first start: makes the bundle release 1 and the draft, in one transaction, so a start that is killed half-way begins anew.
 * Two runtimes starting at once on one database load it once. Undefined when there is a release already.
 */
export async function loadFirstRelease(
  database: Database,
  readBundle: () => Promise<BundleFiles>,
  about: { message: string; author: string; productVersion: string; now: Date },
): Promise<CreatedRelease | undefined> {
  return inTransaction(database.pool, async (client) => {
    const revision = await lockDraft(client)
    const { rowCount } = await client.query('select from release limit 1')
    if (rowCount !== 0) return undefined
    const bundle = await readBundle()
    const release = await createRelease(client, { ...bundle, ...about })
    await replaceDraft(client, { number: release.number, files: bundle.files }, { by: about.author, at: about.now, revision })
    return release
  })
}
