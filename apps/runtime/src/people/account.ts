import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import { StatedError } from '../stated-error.ts'
import type { Account } from './account-row.ts'
import { accountWhere } from './account-row.ts'
import type { Actor } from './actor.ts'
import { wrongCode } from './log-in-refusals.ts'
import { lockMs } from './log-in-limits.ts'
import type { People } from './people.ts'
import { makeRecoveryCodes, makeSecondFactor, readRecoveryCode, stepOfCode } from './second-factor.ts'
import { recoveryCodePurpose, secondFactorPurpose } from './use-second-factor.ts'

/** What people do about their own account. `here` is the log-in they do it in. */

/**
 * Changes the password; every other log-in of the person ends, and this one goes on under a new token, which is returned.
 * @throws StatedError PASSWORD_WRONG, PASSWORD_UNSUITABLE, TOO_BUSY
 */
export async function changePassword(people: People, actor: Actor, given: { current: string; next: string }, here: { address: string; userAgent: string } | undefined): Promise<string | undefined> {
  const account = await ownAccount(people, actor)
  await provePassword(people, account, actor, given.current)
  if (given.current === given.next) throw sameAgain()
  const hashed = await people.passwords.hash(given.next, account.loginName)
  const now = people.clock()
  const ended: string[] = []
  const token = await inTransaction(people.database.pool, async (client) => {
    await client.query('update person set password_hash = $2, password_set_at = $3, must_change_password = false, failed_log_ins = 0 where id = $1', [actor.id, hashed, now])
    ended.push(...(await people.logIns.end(client, { personId: actor.id })))
    const begun = here && (await people.logIns.begin(client, actor.id, here, true))
    await appendAudit(client, actor, { action: 'account.changePassword', subject: `person/${actor.id}` }, now)
    return begun
  })
  people.logIns.told(ended)
  return token
}

/** A new secret for an authenticator app. It counts only once a code of it was given; until then it is sealed and with the browser. */
export async function beginSecondFactor(people: People, actor: Actor): Promise<{ uri: string; secret: string; pending: string }> {
  const account = await ownAccount(people, actor)
  if (account.totpSecret !== null) throw alreadySecondFactor()
  const { uri, secret } = makeSecondFactor(account.loginName)
  const now = people.clock()
  await appendAudit(people.database.pool, actor, { action: 'account.beginSecondFactor', subject: `person/${actor.id}` }, now)
  return { uri, secret, pending: people.key.seal(pendingPurpose, JSON.stringify({ secret, until: now.getTime() + pendingMs }), actor.id) }
}

const pendingPurpose = 'second factor to be confirmed'
const pendingMs = 30 * 60_000

/** @param pending what beginSecondFactor gave for the browser's cookie @throws StatedError CODE_WRONG */
export async function confirmSecondFactor(people: People, actor: Actor, code: string, pending: string | undefined): Promise<{ recoveryCodes: string[] }> {
  const account = await ownAccount(people, actor)
  if (account.totpSecret !== null) throw alreadySecondFactor()
  const now = people.clock()
  const secret = readPending(people.key.open(pendingPurpose, pending ?? '', actor.id), now)
  const step = secret === undefined ? undefined : stepOfCode(secret, code, now)
  if (secret === undefined || step === undefined) throw wrongCode()
  const recoveryCodes = makeRecoveryCodes()
  await inTransaction(people.database.pool, async (client) => {
    await client.query('update person set totp_secret = $2, totp_last_step = $3 where id = $1', [actor.id, people.key.seal(secondFactorPurpose, secret, actor.id), step])
    await client.query('delete from recovery_code where person_id = $1', [actor.id])
    const hashes = recoveryCodes.map((one) => people.key.mac(recoveryCodePurpose, readRecoveryCode(one) ?? ''))
    await client.query('insert into recovery_code (person_id, code_hash) select $1, unnest($2::text[])', [actor.id, hashes])
    await appendAudit(client, actor, { action: 'account.confirmSecondFactor', subject: `person/${actor.id}` }, now)
  })
  return { recoveryCodes }
}

function readPending(opened: string | undefined, now: Date): string | undefined {
  if (opened === undefined) return undefined
  const { secret, until }: { secret: string; until: number } = JSON.parse(opened)
  return until > now.getTime() ? secret : undefined
}

/** @throws StatedError PASSWORD_WRONG */
export async function removeSecondFactor(people: People, actor: Actor, password: string): Promise<void> {
  await provePassword(people, await ownAccount(people, actor), actor, password)
  await inTransaction(people.database.pool, async (client) => {
    await dropSecondFactor(client, actor.id)
    await appendAudit(client, actor, { action: 'account.removeSecondFactor', subject: `person/${actor.id}` }, people.clock())
  })
}

/** Inside the caller's transaction. */
export async function dropSecondFactor(client: pg.ClientBase, personId: string): Promise<void> {
  await client.query('update person set totp_secret = null, totp_last_step = null where id = $1', [personId])
  await client.query('delete from recovery_code where person_id = $1', [personId])
}

/** Whoever finds an open browser must not be able to try out passwords in it: failures count as failed log-ins do, and lock the same way. */
async function provePassword(people: People, account: Account, actor: Actor, password: string): Promise<void> {
  const now = people.clock()
  const locked = account.lockedUntil !== null && account.lockedUntil > now
  if (!locked && (await people.passwords.verify(account.passwordHash, password))) return
  const ended: string[] = []
  await inTransaction(people.database.pool, async (client) => {
    const { rows } = await client.query<{ failed_log_ins: number }>('update person set failed_log_ins = failed_log_ins + 1 where id = $1 returning failed_log_ins', [account.id])
    const ms = lockMs(rows[0]?.failed_log_ins ?? 0)
    if (ms > 0) {
      await client.query('update person set locked_until = $2 where id = $1', [account.id, new Date(now.getTime() + ms)])
      ended.push(...(await people.logIns.end(client, { personId: account.id })))
    }
    await appendAudit(client, actor, { action: 'account.password-wrong', subject: `person/${account.id}`, detail: { loggedOut: ms > 0 } }, now)
  })
  people.logIns.told(ended)
  throw new StatedError('PASSWORD_WRONG', { ja: '現在のパスワードが違います。変更していません。', en: 'The present password is wrong. Nothing was changed.' })
}

async function ownAccount(people: People, actor: Actor): Promise<Account> {
  const account = await accountWhere(people.database.pool, { id: actor.id })
  if (account === undefined) throw new StatedError('NO_SUCH_PERSON', { ja: 'この利用者はいません。', en: 'There is no such person.' })
  return account
}

function sameAgain(): StatedError {
  return new StatedError('PASSWORD_UNSUITABLE', { ja: '新しいパスワードが現在のパスワードと同じです。別のものにしてください。', en: 'The new password is the present one. Choose another.' })
}

function alreadySecondFactor(): StatedError {
  return new StatedError('PERSON_REFUSED', { ja: '二段階認証はすでに設定されています。端末を替えるときは、先に解除してください。', en: 'The second factor is set already. Remove it first to change the device.' })
}
