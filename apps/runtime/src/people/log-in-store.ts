import type pg from 'pg'
import type { Database } from '../database/open-database.ts'
import type { Actor } from './actor.ts'
import type { Role } from './roles.ts'
import { hashToken, makeToken } from './secret-token.ts'

/** Without a request for so long a log-in is over. */
export const idleMs = 2 * 3_600_000
/** A shift: whatever happens, the next day begins with logging in. */
export const longestMs = 12 * 3_600_000
/** A second factor is given at once or not at all. */
export const incompleteMs = 10 * 60_000
/** Not every request writes when it came. */
const seenEveryMs = 60_000

/** A log-in that is good now, and whose it is. */
export interface CurrentLogIn {
  tokenHash: string
  /** False while the second factor is owed: nothing but giving it is allowed. */
  complete: boolean
  /** Nothing but changing the password and logging out is allowed. */
  mustChangePassword: boolean
  secondFactor: boolean
  demo: boolean
  /** Whose it is, with the roles and acting period of this moment. */
  actor: Actor
}

interface Row {
  token_hash: string
  complete: boolean
  must_change_password: boolean
  second_factor: boolean
  demo: boolean
  last_seen_at: Date
  address: string
  id: string
  name: string
  organisation: string
  roles: Role[]
  acting_for: string | null
}

/** A person's roles now, and for whom they act (R74). Part of several statements; $1 is the present. */
export const rolesNow = `
  array(select role from person_role where person_id = p.id order by role) as roles,
  case when exists (select from acting_period a join person_role d on d.person_id = a.person_id and d.role = 'deputy'
                    where a.person_id = p.id and a.starts_at <= $1 and (a.ends_at is null or a.ends_at > $1))
    then coalesce((select m.name from person m join person_role r on r.person_id = m.id where r.role = 'general-manager'), '総括責任者') end as acting_for`

/** Whether an account may be used now; part of several statements. */
export const usableNow = `p.disabled_at is null and (p.valid_until is null or p.valid_until > $1)`

/** Log-ins (ログイン): browsers in which somebody has logged in. Only hashes of their cookies are stored, so a copy of the table opens nothing. */
export class LogInStore {
  readonly #database: Database
  readonly #clock: () => Date
  readonly #ended: (tokenHashes: readonly string[]) => void

  /** @param ended is told of log-ins that have just ended */
  constructor(database: Database, clock: () => Date, ended: (tokenHashes: readonly string[]) => void) {
    this.#database = database
    this.#clock = clock
    this.#ended = ended
  }

  /** The log-in that a cookie names, if it is good now. Remembers that it was used. */
  async find(token: string): Promise<CurrentLogIn | undefined> {
    const tokenHash = hashToken(token)
    const now = this.#clock()
    const row = (await this.#rows([tokenHash], now))[0]
    if (row === undefined) return undefined
    if (now.getTime() - row.last_seen_at.getTime() > seenEveryMs) {
      await this.#database.pool.query('update log_in set last_seen_at = $2 where token_hash = $1 and ended_at is null', [tokenHash, now])
    }
    return toCurrent(row)
  }

  /** Which of these are good now, without counting as use. */
  async good(tokenHashes: readonly string[]): Promise<Map<string, CurrentLogIn>> {
    return new Map((await this.#rows(tokenHashes, this.#clock())).map((row) => [row.token_hash, toCurrent(row)]))
  }

  async #rows(tokenHashes: readonly string[], now: Date): Promise<Row[]> {
    const { rows } = await this.#database.pool.query<Row>(
      `select l.token_hash, l.complete, l.last_seen_at, l.address, p.must_change_password, p.totp_secret is not null as second_factor, p.demo, p.id, p.name, p.organisation, ${rolesNow}
       from log_in l join person p on p.id = l.person_id
       where l.token_hash = any($2) and l.ended_at is null and l.expires_at > $1 and l.last_seen_at > $3 and ${usableNow}`,
      [now, tokenHashes, new Date(now.getTime() - idleMs)],
    )
    return rows
  }

  /** Begins a log-in inside the caller's transaction; returns the token for the cookie, which is told nowhere else. */
  async begin(client: pg.ClientBase, personId: string, from: { address: string; userAgent: string }, complete: boolean): Promise<string> {
    const token = makeToken()
    const now = this.#clock()
    const expires = new Date(now.getTime() + (complete ? longestMs : incompleteMs))
    await client.query(
      'insert into log_in (token_hash, person_id, created_at, last_seen_at, expires_at, complete, address, user_agent) values ($1, $2, $3, $3, $4, $5, $6, $7)',
      [hashToken(token), personId, now, expires, complete, from.address.slice(0, 100), from.userAgent.slice(0, 300)],
    )
    return token
  }

  /** Ends log-ins inside the caller's transaction: one of them, or all of a person's, except one. Call `told` with the answer after the commit. */
  async end(client: pg.ClientBase, which: { tokenHash: string } | { personId: string; except?: string | undefined }): Promise<string[]> {
    const now = this.#clock()
    const { rows } =
      'tokenHash' in which
        ? await client.query<{ token_hash: string }>('update log_in set ended_at = $2 where token_hash = $1 and ended_at is null returning token_hash', [which.tokenHash, now])
        : await client.query<{ token_hash: string }>('update log_in set ended_at = $2 where person_id = $1 and ended_at is null and token_hash is distinct from $3 returning token_hash', [which.personId, now, which.except ?? null])
    return rows.map(({ token_hash }) => token_hash)
  }

  /** After the commit: what still runs for these log-ins (subscriptions) is ended at once. */
  told(ended: readonly string[]): void {
    if (ended.length > 0) this.#ended(ended)
  }
}

function toCurrent(row: Row): CurrentLogIn {
  const { token_hash: tokenHash, complete, must_change_password: mustChangePassword, second_factor: secondFactor, demo } = row
  return { tokenHash, complete, mustChangePassword, secondFactor, demo, actor: toActor(row, row.address) }
}

/** A person as whoever does something now. */
export function toActor(row: { id: string; name: string; organisation: string; roles: Role[]; acting_for: string | null }, from: string): Actor {
  const { id, name, organisation, roles, acting_for } = row
  return { id, name, organisation, roles, ...(acting_for === null ? {} : { actingFor: acting_for }), from }
}
