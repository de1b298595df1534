import type pg from 'pg'

/** An account as log-in sees it. Holds secrets: it never leaves the runtime. */
export interface Account {
  id: string
  loginName: string
  name: string
  passwordHash: string | null
  mustChangePassword: boolean
  failedLogIns: number
  lockedUntil: Date | null
  totpSecret: string | null
  oidcIssuer: string | null
  oidcSubject: string | null
  validUntil: Date | null
  disabledAt: Date | null
  enabledAt: Date
  lastLogInAt: Date | null
  demo: boolean
}

/** An account nobody used for so long is refused until an administrator enables it: people leave without telling. */
export const unusedDays = 45

const columns = `id, login_name as "loginName", name, password_hash as "passwordHash", must_change_password as "mustChangePassword", failed_log_ins as "failedLogIns",
  locked_until as "lockedUntil", totp_secret as "totpSecret", oidc_issuer as "oidcIssuer", oidc_subject as "oidcSubject", valid_until as "validUntil", disabled_at as "disabledAt",
  enabled_at as "enabledAt", last_log_in_at as "lastLogInAt", demo`

export type AccountKey = { id: string } | { loginName: string } | { issuer: string; subject: string }

/** The one account of that id, name or subject of an OpenID provider. */
export async function accountWhere(client: pg.ClientBase | pg.Pool, key: AccountKey): Promise<Account | undefined> {
  const [where, values] = 'id' in key ? ['id = $1', [key.id]] : 'loginName' in key ? ['login_name = $1', [key.loginName]] : ['oidc_issuer = $1 and oidc_subject = $2', [key.issuer, key.subject]]
  const { rows } = await client.query<Account>(`select ${columns} from person where ${where}`, values)
  return rows[0]
}

export type AccountRefusal = 'disabled' | 'expired' | 'unused'

/** Why an account may not log in now, however well its owner proves who they are. */
export function refusalOf(account: Pick<Account, 'disabledAt' | 'validUntil' | 'enabledAt' | 'lastLogInAt' | 'demo'>, now: Date): AccountRefusal | undefined {
  if (account.disabledAt !== null) return 'disabled'
  if (account.validUntil !== null && account.validUntil <= now) return 'expired'
  const last = Math.max(account.enabledAt.getTime(), account.lastLogInAt?.getTime() ?? 0)
  return !account.demo && now.getTime() - last > unusedDays * 86_400_000 ? 'unused' : undefined
}
