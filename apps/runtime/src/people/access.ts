import { appendAudit } from '../audit/append-audit.ts'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { StatedError } from '../stated-error.ts'
import { refusalOf } from './account-row.ts'
import type { Actor } from './actor.ts'
import { actorOfPerson } from './log-in.ts'
import { idleMs } from './log-in-store.ts'
import type { People } from './people.ts'
import { hashToken, makeToken } from './secret-token.ts'

/** The ways in which a person is connected now: browsers that are logged in, and tokens of the command line. */

export interface LogInSummary {
  id: string
  createdAt: string
  lastSeenAt: string
  address: string
  userAgent: string
  /** The one that asks. */
  current: boolean
}

/** Long enough to tell one's own log-ins apart, too short to be the stored hash. */
const idLength = 16

/** The person's own log-ins that are good now, newest first. */
export async function listLogIns({ database, clock }: People, actor: Actor, currentHash: string | undefined): Promise<LogInSummary[]> {
  const now = clock()
  const found = await database.prisma.logIn.findMany({
    where: { personId: actor.id, complete: true, endedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - idleMs) } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  })
  return found.map(({ tokenHash, createdAt, lastSeenAt, address, userAgent }) => ({
    id: tokenHash.slice(0, idLength),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    address,
    userAgent,
    current: tokenHash === currentHash,
  }))
}

/** Ends one of the person's own log-ins; ending one that is over already is no error. */
export async function endLogIn(people: People, actor: Actor, id: string): Promise<void> {
  const ended = await inTransaction(people.database.pool, async (client) => {
    const { rows } = await client.query<{ token_hash: string }>('select token_hash from log_in where person_id = $1 and left(token_hash, $2) = $3', [actor.id, idLength, id])
    const over = rows[0] === undefined ? [] : await people.logIns.end(client, { tokenHash: rows[0].token_hash })
    await appendAudit(client, actor, { action: 'account.endLogIn', subject: `log-in/${id}` }, people.clock())
    return over
  })
  people.logIns.told(ended)
}

export interface TokenSummary {
  id: string
  title: string
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

export async function listTokens({ database }: People, actor: Actor): Promise<TokenSummary[]> {
  const found = await database.prisma.apiToken.findMany({ where: { personId: actor.id }, orderBy: { createdAt: 'desc' }, take: 100 })
  return found.map(({ tokenHash, title, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
    id: tokenHash.slice(0, idLength),
    title,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }))
}

/** Told once: only its hash is kept. The prefix lets scanners of repositories notice one that was committed. */
const prefix = 'mdg_'

export async function makeApiToken({ database, clock }: People, actor: Actor, wanted: { title: string; days: number }): Promise<{ token: string }> {
  const token = `${prefix}${makeToken()}`
  const now = clock()
  const hash = hashToken(token)
  await inTransaction(database.pool, async (client) => {
    const expires = new Date(now.getTime() + wanted.days * 86_400_000)
    await client.query('insert into api_token (token_hash, person_id, title, created_at, expires_at) values ($1, $2, $3, $4, $5)', [hash, actor.id, wanted.title, now, expires])
    await appendAudit(client, actor, { action: 'account.makeToken', subject: `token/${hash.slice(0, idLength)}`, detail: { title: wanted.title, days: wanted.days } }, now)
  })
  return { token }
}

export async function revokeApiToken({ database, clock }: People, actor: Actor, id: string): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    await client.query('update api_token set revoked_at = $3 where person_id = $1 and left(token_hash, $4) = $2 and revoked_at is null', [actor.id, id, clock(), idLength])
    await appendAudit(client, actor, { action: 'account.revokeToken', subject: `token/${id}` }, clock())
  })
}

/**
 * Who acts with a token of the command line (MADOGUCHI_TOKEN), with the roles of this moment.
 * @throws StatedError LOG_IN_FIRST for a token that is unknown, expired or revoked, or whose owner may not log in
 */
export async function actorOfToken(database: Database, token: string, now: Date = new Date()): Promise<Actor> {
  const hash = hashToken(token)
  const found = await database.prisma.apiToken.findUnique({ where: { tokenHash: hash }, include: { person: true } })
  const good = found !== null && found.revokedAt === null && found.expiresAt > now && refusalOf(found.person, now) === undefined && !found.person.mustChangePassword
  if (!good) {
    throw new StatedError('LOG_IN_FIRST', {
      ja: 'MADOGUCHI_TOKEN のトークンは使えません（誤り、期限切れ、または取り消し済み）。画面の「アカウント」で新しく作成してください。何も変更していません。',
      en: 'The token in MADOGUCHI_TOKEN cannot be used (wrong, expired or revoked). Make a new one on the account page. Nothing was changed.',
    })
  }
  await database.pool.query('update api_token set last_used_at = $2 where token_hash = $1', [hash, now])
  return actorOfPerson(database.pool, found.personId, now, 'command line')
}
