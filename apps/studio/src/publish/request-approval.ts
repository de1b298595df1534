import type { Problem } from '@madoguchi/schemas'
import { type Failure, toFailure } from '../app/failure.ts'
import { client } from '../app/server.ts'
import { autosave, draft } from '../draft/draft.ts'
import { saveStateOf } from '../draft/draft-store.ts'

export type Requested = { ok: true; id: number } | { ok: false; reason: 'not-saved' } | { ok: false; reason: 'refused'; failure: Failure; problems: Problem[] }

/**
 * Saves what is open, then has the server check the draft and freeze it as a request for approval. Exactly the draft this page shows, or nothing.
 * @param effectiveAt ISO 8601; left out: it takes effect when it is approved
 */
export async function requestApproval(message: string, effectiveAt?: string): Promise<Requested> {
  await autosave.flush()
  if (saveStateOf(draft.getState().files) !== 'saved') return { ok: false, reason: 'not-saved' }
  try {
    const { id } = await client.approvals.request.mutate({ message, draftRevision: draft.getState().revision, ...(effectiveAt === undefined ? {} : { effectiveAt }) })
    return { ok: true, id }
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
