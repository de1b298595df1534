import type pg from 'pg'
import type { Actor } from '../people/actor.ts'
import { rolesNow, toActor, usableNow } from '../people/log-in-store.ts'
import type { Role } from '../people/roles.ts'
import { refused } from './approval-refusals.ts'

/**
 * The person as they stand in the database at this moment, whatever was known when the request came in; nobody takes their roles, ends their
 * acting period or disables them until the transaction ends.
 * @throws StatedError APPROVAL_REFUSED (account) for an account that is gone, disabled or expired
 */
export async function lockActor(client: pg.ClientBase, actor: Actor, now: Date): Promise<Actor> {
  await client.query('select from person where id::text = $1 for share', [actor.id])
  await client.query('select from person_role where person_id::text = $1 for share', [actor.id])
  await client.query('select from acting_period where person_id::text = $1 for share', [actor.id])
  const { rows } = await client.query<{ id: string; name: string; organisation: string; roles: Role[]; acting_for: string | null }>(
    `select p.id, p.name, p.organisation, ${rolesNow} from person p where p.id::text = $2 and ${usableNow}`,
    [now, actor.id],
  )
  if (rows[0] === undefined) throw refused('account')
  return toActor(rows[0], actor.from)
}
