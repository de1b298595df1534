import type { Account } from './account-row.ts'
import { logInRefused } from './log-in-refusals.ts'
import type { People } from './people.ts'
import { readRecoveryCode, stepOfCode } from './second-factor.ts'

/** What seals the secret of a second factor, and what makes the hash of a recovery code. */
export const secondFactorPurpose = 'second factor'
export const recoveryCodePurpose = 'recovery code'

/**
 * Uses up a code of the second factor, or a recovery code; undefined for a wrong or used one. Using it up is one statement, so of two browsers
 * with the same code one gets in.
 */
export async function useSecondFactor({ database, key, clock }: People, account: Account, code: string): Promise<'code' | 'recovery code' | undefined> {
  if (account.totpSecret === null) return undefined
  const secret = key.open(secondFactorPurpose, account.totpSecret, account.id)
  const recovery = readRecoveryCode(code)
  if (recovery !== undefined) {
    const hash = key.mac(recoveryCodePurpose, recovery)
    const { rowCount } = await database.pool.query('update recovery_code set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null', [account.id, hash, clock()])
    return rowCount === 1 ? 'recovery code' : undefined
  }
  // The key of the installation was changed or lost: no code can ever be right again.
  if (secret === undefined) throw logInRefused('second-factor-unreadable')
  const step = stepOfCode(secret, code.replaceAll(' ', ''), clock())
  if (step === undefined) return undefined
  const { rowCount } = await database.pool.query('update person set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2)', [account.id, step])
  return rowCount === 1 ? 'code' : undefined
}
