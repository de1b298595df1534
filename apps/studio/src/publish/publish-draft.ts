import type { Problem } from '@madoguchi/schemas'
import { type Failure, toFailure } from '../app/failure.ts'
import { rememberPerson } from '../app/person.ts'
import { client } from '../app/server.ts'
import { autosave, draft } from '../draft/draft.ts'
import { saveStateOf } from '../draft/draft-store.ts'

export type Published = { ok: true; number: number } | { ok: false; reason: 'not-saved' } | { ok: false; reason: 'refused'; failure: Failure; problems: Problem[] }

/** Saves what is open, then has the server check the draft and make it the next release. Exactly the draft this page shows, or nothing. */
export async function publishDraft(message: string, author: string): Promise<Published> {
  rememberPerson(author)
  await autosave.flush()
  if (saveStateOf(draft.getState().files) !== 'saved') return { ok: false, reason: 'not-saved' }
  try {
    const { number } = await client.releases.publish.mutate({ message, author, draftRevision: draft.getState().revision })
    void autosave.refresh()
    return { ok: true, number }
  } catch (error) {
    const failure = toFailure(error)
    if (failure.code === 'DRAFT_CHANGED') void autosave.refresh()
    return { ok: false, reason: 'refused', failure, problems: failure.code === 'BUNDLE_HAS_PROBLEMS' ? problemsIn(failure.data) : [] }
  }
}

function problemsIn(data: unknown): Problem[] {
  const list = Array.isArray(data) ? data : typeof data === 'object' && data !== null && 'problems' in data && Array.isArray(data.problems) ? data.problems : []
  return list as Problem[]
}
