import { makePerson } from '../../../test/make-person.ts'
import { makeRuntimeContext } from '../../../test/make-runtime-context.ts'
import { actorOfPerson } from '../../people/log-in.ts'
import type { Actor } from '../../people/actor.ts'
import type { Role } from '../../people/roles.ts'
import { appRouter } from '../../router.ts'
import type { RuntimeContext } from '../../runtime-context.ts'

/** An installation with the small bundle as release 1 in which people ask for approval. What may be published is another test's subject. */
export async function makeApprovalWorld(options: { clock?: () => Date; gate?: RuntimeContext['gate'] } = {}) {
  const made = await makeRuntimeContext(options.clock === undefined ? {} : { clock: options.clock })
  const context = { ...made, gate: options.gate ?? (async () => []) }
  const { database, drafts } = context

  /** An account with these roles, as whoever acts now. */
  const person = async (...roles: Role[]): Promise<Actor & { id: string }> => {
    const { id } = await makePerson(context.people, roles)
    return actorOfPerson(database.pool, id, context.clock(), '127.0.0.1')
  }
  /** Changes one document of the draft as JSON; returns the draft's revision. */
  const edit = async (path: string, change: (document: ReturnType<typeof JSON.parse>) => unknown, by = '編集者'): Promise<number> => {
    const found = (await drafts.overview()).documents.find((document) => document.path === path)
    const before = found === undefined ? {} : JSON.parse((await drafts.load(path)).content)
    return (await drafts.save({ path, content: JSON.stringify(change(before)), baseRevision: found?.revision ?? null, by })).revision
  }
  let edits = 0
  /** Changes something that no citizen hears. */
  const editLines = () => edit('numbers/lines.json', (lines) => ({ ...lines, description: `変更 ${++edits}` }))
  const as = (actor: Actor) => appRouter.createCaller({ ...context, actor })
  const entries = async (subject: string): Promise<string[]> => {
    await context.audit.flush()
    const { rows } = await database.pool.query<{ action: string }>('select action from audit_entry where subject = $1 order by n', [subject])
    return rows.map(({ action }) => action)
  }
  const releases = async () => (await context.releases.list({ limit: 200 })).length
  return { context, person, edit, editLines, as, entries, releases }
}

export type ApprovalWorld = Awaited<ReturnType<typeof makeApprovalWorld>>

/** The stated error inside what a procedure threw. */
export const refusedWith = (code: string, why?: string) => ({ cause: { code, ...(why === undefined ? {} : { data: { why } }) } })
