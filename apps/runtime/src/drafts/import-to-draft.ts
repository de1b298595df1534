import type pg from 'pg'
import { textsOfRelease } from '../approvals/snapshot.ts'
import { appendAudit } from '../audit/append-audit.ts'
import type { BundleFiles } from '../bundles/bundle-files.ts'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../people/actor.ts'
import { storeAudio } from '../releases/create-release.ts'
import { StatedError } from '../stated-error.ts'
import { draftBase, draftFiles, lockDraft, replaceDraft } from './draft-store.ts'

/**
 * Makes the draft equal to a bundle from outside, with its audio; its base stays the release it was made from. All of it or nothing. What it
 * replaces stays among the draft's revisions.
 * @param how.replace also where other people have changed the draft and not published it yet
 * @throws StatedError DRAFT_WORK_OF_OTHERS (data.documents: path and who saved it last)
 */
export async function importToDraft(database: Database, actor: Actor, { files, audio }: BundleFiles, how: { replace: boolean; now: Date }): Promise<{ revision: number }> {
  return inTransaction(database.pool, async (client) => {
    const before = await lockDraft(client)
    const base = await draftBase(client)
    const others = await workOfOthers(client, actor, files, base)
    if (others.length > 0 && !how.replace) throw draftWorkOfOthers(others)
    await storeAudio(client, audio)
    const revision = await replaceDraft(client, { number: base, files }, { by: actor.name, at: how.now, revision: before })
    const detail = { documents: files.size, audio: audio.size, draftRevision: { from: before, to: revision }, replaced: others.map(({ path }) => path) }
    await appendAudit(client, actor, { action: 'drafts.import', subject: 'draft', detail }, how.now)
    return { revision }
  })
}

interface OthersWork {
  path: string
  by: string
}

/** Documents that somebody else changed, or took out, since the draft's base, and that the bundle would make something else. */
async function workOfOthers(client: pg.ClientBase, actor: Actor, files: ReadonlyMap<string, string>, base: number | null): Promise<OthersWork[]> {
  const [draft, released] = [await draftFiles(client), await textsOfRelease(client, base)]
  const { rows } = await client.query<OthersWork>('select distinct on (path) path, saved_by as by from draft_revision order by path, revision desc')
  return rows.filter(({ path, by }) => by !== actor.name && draft.get(path) !== released.get(path) && draft.get(path) !== files.get(path))
}

function draftWorkOfOthers(documents: OthersWork[]): StatedError {
  const names = documents.slice(0, 10).map(({ path, by }) => `${path}: ${by}`).join(', ')
  return new StatedError(
    'DRAFT_WORK_OF_OTHERS',
    {
      ja: `下書きに、ほかの人のまだ公開していない変更が ${documents.length} 件あります（${names}）。取り込むと置き換わるため、何も変更していません。公開または破棄してもらうか、--replace を付けて実行してください。`,
      en: `The draft holds ${documents.length} unpublished change(s) of other people (${names}), which the import would replace. Nothing was changed. Have them published or discarded, or use --replace.`,
    },
    { data: { documents } },
  )
}
