import { appendAudit } from '../audit/append-audit.ts'
import type { Account } from './account-row.ts'
import { accountWhere } from './account-row.ts'
import type { Begun, Visitor } from './log-in.ts'
import { admit, toLoginName } from './log-in.ts'
import { logInRefused } from './log-in-refusals.ts'
import type { OidcIdentity } from './open-id-connect.ts'
import type { People } from './people.ts'

/**
 * Logs in whom a provider vouches for: the account bound to issuer and subject; at the first time the account of that name, which is bound then.
 * Nobody is created by logging in. A temporary password that was never used is dropped: this person has another way now.
 * @throws StatedError LOG_IN_REFUSED
 */
export async function logInWithOidc(people: People, identity: OidcIdentity, visitor: Visitor): Promise<Begun> {
  const account = await accountOf(people, identity)
  if (account === undefined) {
    const actor = { id: 'nobody', name: '', organisation: '', roles: [], from: visitor.address }
    await appendAudit(people.database.pool, actor, { action: 'log-in.refused', subject: 'log-in', detail: { how: 'OpenID Connect', why: 'oidc-unknown', issuer: identity.issuer } }, people.clock())
    throw logInRefused('oidc-unknown')
  }
  return admit(people, account, visitor, {
    how: 'OpenID Connect',
    trusted: true,
    besides: async (client) => {
      await client.query(
        `update person set oidc_issuer = $2, oidc_subject = $3, must_change_password = false, password_hash = case when must_change_password then null else password_hash end where id = $1`,
        [account.id, identity.issuer, identity.subject],
      )
    },
  })
}

async function accountOf({ database }: People, { issuer, subject, loginName }: OidcIdentity): Promise<Account | undefined> {
  const bound = await accountWhere(database.pool, { issuer, subject })
  if (bound !== undefined || loginName === undefined) return bound
  const named = await accountWhere(database.pool, { loginName: toLoginName(loginName) })
  // An account bound to somebody else at the provider stays theirs, and nobody takes over a person of the demo.
  return named === undefined || named.oidcSubject !== null || named.demo ? undefined : named
}
