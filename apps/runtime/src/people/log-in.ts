import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import { StatedError } from '../stated-error.ts'
import type { Account } from './account-row.ts'
import { accountWhere, refusalOf } from './account-row.ts'
import type { Actor } from './actor.ts'
import { knownBrowser, withPerson } from './known-browser.ts'
import type { CurrentLogIn } from './log-in-store.ts'
import { rolesNow, toActor } from './log-in-store.ts'
import { logInFailed, logInLimited, logInLocked, logInRefused, wrongCode } from './log-in-refusals.ts'
import { lockMs } from './log-in-limits.ts'
import type { People } from './people.ts'
import type { Role } from './roles.ts'
import { useSecondFactor } from './use-second-factor.ts'

/*
 * Logging in. nobody → (password, OpenID Connect, demo click) → incomplete, where a second factor is owed → (code) → complete.
 * Every step gives the browser a new token; every result is audited without anything that was typed.
 */

/** Who stands at the door: a browser, as the request tells. */
export interface Visitor {
  address: string
  userAgent: string
  /** The cookie of browsers in which somebody has logged in before. */
  known: string | undefined
  /** The log-in that the browser already has; it ends when a new one begins. */
  tokenHash: string | undefined
}

export type Next = 'done' | 'second-factor' | 'change-password'

/** A log-in that has begun: the cookies to set, and what the person does next. */
export interface Begun {
  next: Next
  token: string
  known: string | undefined
}

/** Where nobody is known yet, the audit log names nobody: a name typed into the wrong field may be a password. */
const nobody = (from: string): Actor => ({ id: 'nobody', name: '', organisation: '', roles: [], from })

/** @throws StatedError LOG_IN_FAILED, LOG_IN_REFUSED, LOG_IN_LIMITED, TOO_BUSY */
export async function logInWithPassword(people: People, given: { loginName: string; password: string }, visitor: Visitor): Promise<Begun> {
  const loginName = toLoginName(given.loginName)
  const browser = trustedBrowser(people, visitor, loginName)
  const nowMs = people.clock().getTime()
  if (browser === undefined && !people.limits.addressMay(visitor.address, nowMs)) throw logInLimited()
  const account = await accountWhere(people.database.pool, { loginName })
  const lockedUntil = account === undefined ? people.limits.nameLockedUntil(loginName, nowMs) : account.lockedUntil?.getTime()
  if (browser === undefined && lockedUntil !== undefined && lockedUntil > nowMs) {
    if (people.limits.countFailure(visitor.address, undefined, nowMs)) await auditLimited(people, visitor)
    throw logInLocked(lockedUntil - nowMs)
  }
  if (!(await people.passwords.verify(account?.passwordHash ?? null, given.password))) {
    await fail(people, account ?? loginName, visitor, browser, 'password')
    throw logInFailed()
  }
  if (account === undefined) throw logInFailed()
  return admit(people, account, visitor, { how: 'password', trusted: browser !== undefined })
}

/** The code of an authenticator app, or a recovery code, for a log-in that owes it. @throws StatedError CODE_WRONG, LOG_IN_FIRST, LOG_IN_LIMITED */
export async function logInWithCode(people: People, logIn: CurrentLogIn, code: string, visitor: Visitor): Promise<Begun> {
  const nowMs = people.clock().getTime()
  const account = await accountWhere(people.database.pool, { id: logIn.actor.id })
  if (account === undefined) throw logInFailed()
  const browser = trustedBrowser(people, visitor, account.loginName)
  if (browser === undefined && !people.limits.addressMay(visitor.address, nowMs)) throw logInLimited()
  const lockedMs = (account.lockedUntil?.getTime() ?? 0) - nowMs
  if (browser === undefined && lockedMs > 0) throw logInLocked(lockedMs)
  const used = await useSecondFactor(people, account, code)
  if (used === undefined) {
    await fail(people, account, visitor, browser, 'second factor')
    throw wrongCode()
  }
  return admit(people, account, visitor, { how: used, trusted: browser !== undefined, complete: true })
}

/** One click, for people of the demo; whether this request may do so is the caller's to know. @throws StatedError LOG_IN_REFUSED */
export async function logInAsDemo(people: People, personId: string, visitor: Visitor): Promise<Begun> {
  const account = await accountWhere(people.database.pool, { id: personId })
  if (account?.demo !== true) throw logInRefused('not-demo')
  return admit(people, account, visitor, { how: 'demo', trusted: true })
}

interface Admission {
  how: 'password' | 'demo' | 'OpenID Connect' | 'code' | 'recovery code'
  /** The lock of the account does not stand in the way. */
  trusted: boolean
  /** The second factor was given. */
  complete?: boolean
  /** Further writes of the same transaction. */
  besides?: (client: pg.PoolClient) => Promise<void>
}

/** Lets a person in whom something has proven, unless the account may not be used. @throws StatedError LOG_IN_REFUSED */
export async function admit(people: People, account: Account, visitor: Visitor, { how, trusted, complete, besides }: Admission): Promise<Begun> {
  const now = people.clock()
  const refusal = refusalOf(account, now)
  if (refusal !== undefined) {
    await appendAudit(people.database.pool, nobody(visitor.address), { action: 'log-in.refused', subject: `person/${account.id}`, detail: { how, why: refusal } }, now)
    throw logInRefused(refusal)
  }
  const done = complete === true || account.totpSecret === null
  const ended: string[] = []
  const token = await inTransaction(people.database.pool, async (client) => {
    await refuseLocked(client, account.id, now, trusted)
    await besides?.(client)
    if (visitor.tokenHash !== undefined) ended.push(...(await people.logIns.end(client, { tokenHash: visitor.tokenHash })))
    const begun = await people.logIns.begin(client, account.id, visitor, done)
    if (done) await client.query('update person set failed_log_ins = 0, locked_until = null, last_log_in_at = $2 where id = $1', [account.id, now])
    await appendAudit(client, await actorOfPerson(client, account.id, now, visitor.address), { action: done ? 'log-in.success' : 'log-in.first-factor', subject: `person/${account.id}`, detail: { how } }, now)
    return begun
  })
  people.logIns.told(ended)
  const next = !done ? 'second-factor' : account.mustChangePassword && how !== 'OpenID Connect' ? 'change-password' : 'done'
  return { next, token, known: done ? withPerson(people.key, visitor.known, account.loginName) : undefined }
}

/** Many guesses at one time all saw an open account; the lock that the first of them made holds for the rest as well. */
async function refuseLocked(client: pg.PoolClient, id: string, now: Date, trusted: boolean): Promise<void> {
  const { rows } = await client.query<{ locked_until: Date | null }>('select locked_until from person where id = $1 for update', [id])
  const lockedMs = (rows[0]?.locked_until?.getTime() ?? 0) - now.getTime()
  if (lockedMs > 0 && !trusted) throw logInLocked(lockedMs)
}

/** Counts a failure against account, address and browser, and audits it. */
export async function fail(people: People, account: Account | string, visitor: Visitor, browser: string | undefined, what: string): Promise<void> {
  const now = people.clock()
  const limited = people.limits.countFailure(visitor.address, browser, now.getTime())
  if (typeof account === 'string') {
    people.limits.countFailureOfName(account, now.getTime())
    await appendAudit(people.database.pool, nobody(visitor.address), { action: 'log-in.failure', subject: 'log-in', detail: { what } }, now)
  } else {
    await inTransaction(people.database.pool, async (client) => {
      const { rows } = await client.query<{ failed_log_ins: number }>('update person set failed_log_ins = failed_log_ins + 1 where id = $1 returning failed_log_ins', [account.id])
      const failures = rows[0]?.failed_log_ins ?? 0
      const locked = lockMs(failures)
      if (locked > 0) await client.query('update person set locked_until = $2 where id = $1', [account.id, new Date(now.getTime() + locked)])
      await appendAudit(client, nobody(visitor.address), { action: 'log-in.failure', subject: `person/${account.id}`, detail: { what, failures, lockedSeconds: locked / 1000 } }, now)
    })
  }
  if (limited) await auditLimited(people, visitor)
}

async function auditLimited(people: People, visitor: Visitor): Promise<void> {
  await appendAudit(people.database.pool, nobody(visitor.address), { action: 'log-in.limited', subject: 'log-in' }, people.clock())
}

function trustedBrowser(people: People, visitor: Visitor, loginName: string): string | undefined {
  const browser = knownBrowser(people.key, visitor.known, loginName)
  return browser !== undefined && people.limits.browserMay(browser, people.clock().getTime()) ? browser : undefined
}

/** Names are compared as they are stored: in small letters, typed with whatever keyboard. */
export function toLoginName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** A person as whoever acts now. @throws StatedError NO_SUCH_PERSON */
export async function actorOfPerson(client: pg.ClientBase | pg.Pool, id: string, now: Date, from: string): Promise<Actor> {
  const { rows } = await client.query<{ id: string; name: string; organisation: string; roles: Role[]; acting_for: string | null }>(
    `select p.id, p.name, p.organisation, ${rolesNow} from person p where p.id = $2`,
    [now, id],
  )
  if (rows[0] === undefined) throw new StatedError('NO_SUCH_PERSON', { ja: 'この利用者はいません。', en: 'There is no such person.' })
  return toActor(rows[0], from)
}
