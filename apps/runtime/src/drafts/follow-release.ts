import type pg from 'pg'
import { mergeTexts } from '../approvals/merge-bundles.ts'
import type { Texts } from '../approvals/snapshot.ts'
import { textsOfRelease } from '../approvals/snapshot.ts'
import { draftBase, draftFiles, lockDraft, replaceDraft } from './draft-store.ts'

/**
 * After a release: the draft takes in what it brought, so that the next request is a change against it and brings nothing back that somebody
 * else changed. Where that cannot be done without deciding for a person, the draft and its base stay as they are, and the next request is
 * re-based instead. Inside the caller's transaction; draft and releases are locked.
 * @param frozen the draft's texts from which the release was made; undefined: it came from elsewhere
 * @returns whether the draft is now a change against the release
 */
export async function followRelease(client: pg.ClientBase, release: { number: number; files: Texts }, frozen: Texts | undefined, change: { by: string; at: Date }): Promise<boolean> {
  const revision = await lockDraft(client)
  const base = await textsOfRelease(client, await draftBase(client))
  const draft = await draftFiles(client)
  const files = new Map<string, string>()
  for (const path of new Set([...base.keys(), ...draft.keys(), ...release.files.keys()])) {
    const [mine, theirs] = [draft.get(path), release.files.get(path)]
    // What the draft does not change, as of its base or of the frozen snapshot, it takes as it is now.
    const untouched = mine === base.get(path) || (frozen !== undefined && mine === frozen.get(path))
    const merged = untouched ? { text: theirs } : mergeTexts((frozen ?? base).get(path), mine, theirs)
    if ('places' in merged && merged.places !== undefined) return false
    if (merged.text !== undefined) files.set(path, merged.text)
  }
  await replaceDraft(client, { number: release.number, files }, { ...change, revision })
  return true
}
