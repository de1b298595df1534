import { appendAudit } from '../audit/append-audit.ts'
import type { Database } from '../database/open-database.ts'
import { actorOfToken } from '../people/access.ts'
import type { Actor } from '../people/actor.ts'
import type { Permission } from '../people/roles.ts'
import { mayDo } from '../procedure.ts'
import { StatedError } from '../stated-error.ts'

/** Whoever may start commands on the machine of the installation may read its files anyway; what they did is told under this name. */
const operator: Actor = { id: 'operator', name: 'operator', organisation: '', roles: [], from: 'command line' }

/** The token of the person for whom commands act. Before anything is opened or read. @throws StatedError LOG_IN_FIRST without one */
export function givenToken(): string {
  const token = process.env['MADOGUCHI_TOKEN']
  if (token !== undefined && token !== '') return token
  throw new StatedError('LOG_IN_FIRST', {
    ja: 'だれとして実行するか分かりません。画面の「アカウント」で作ったトークンを環境変数 MADOGUCHI_TOKEN に設定してください。何も変更していません。',
    en: 'Nobody is known to act. Make a token on the account page and set it as MADOGUCHI_TOKEN. Nothing was changed.',
  })
}

/** The person of a token, if their roles allow this now. A refusal is audited. @throws StatedError LOG_IN_FIRST, NOT_ALLOWED */
export async function commandActor(database: Database, token: string, command: string, permission: Permission): Promise<Actor> {
  const actor = await actorOfToken(database, token)
  if (mayDo(actor, permission)) return actor
  await appendAudit(database.pool, actor, { action: 'permission.refused', subject: command, detail: { permission } }, new Date())
  throw new StatedError('NOT_ALLOWED', {
    ja: `トークンの持ち主（${actor.name}）には、この操作をする権限がありません（${permission}）。何も変更していません。`,
    en: `The owner of the token (${actor.name}) may not do this (${permission}). Nothing was changed.`,
  })
}

/** As commandActor; the operator of the machine where no token is set. */
export async function commandActorOrOperator(database: Database, command: string, permission: Permission): Promise<Actor> {
  const token = process.env['MADOGUCHI_TOKEN']
  return token === undefined || token === '' ? operator : commandActor(database, token, command, permission)
}
