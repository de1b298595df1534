import { randomUUID } from 'node:crypto'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import { system } from './actor.ts'
import { makeTemporaryPassword } from './passwords.ts'
import type { People } from './people.ts'
import { giveRoles, insertPerson } from './person-store.ts'
import type { Role } from './roles.ts'

const prefecture = { organisation: '県税務課（デモ）', organisationKind: 'prefecture' } as const
const contractor = { organisation: 'コールセンター受託者（デモ）', organisationKind: 'contractor' } as const

/** One for each role. The deputy supervises on ordinary days: the role itself gives nothing outside an acting period (R74). */
const demoPeople: ReadonlyArray<{ loginName: string; name: string; roles: Role[]; organisation: string; organisationKind: 'prefecture' | 'contractor' }> = [
  { loginName: 'demo-administrator', name: '佐藤 由美', roles: ['administrator'], ...prefecture },
  { loginName: 'demo-general-manager', name: '高橋 健一', roles: ['general-manager'], ...contractor },
  { loginName: 'demo-deputy', name: '伊藤 真理', roles: ['deputy', 'supervisor'], ...contractor },
  { loginName: 'demo-supervisor', name: '渡辺 大輔', roles: ['supervisor'], ...contractor },
  { loginName: 'demo-agent', name: '中村 葵', roles: ['agent'], ...contractor },
  { loginName: 'demo-auditor', name: '小林 誠', roles: ['auditor'], ...prefecture },
  { loginName: 'demo-chatbot-editor', name: '加藤 さくら', roles: ['chatbot-editor'], ...contractor },
]

/** Makes the people of the demo, without passwords, where there is nobody yet. Returns how many were made. */
export async function makeDemoPeople({ database, clock }: People): Promise<number> {
  const now = clock()
  return inTransaction(database.pool, async (client) => {
    await client.query('lock table person in share row exclusive mode')
    if ((await client.query('select from person limit 1')).rowCount !== 0) return 0
    for (const person of demoPeople) {
      const id = randomUUID()
      await insertPerson(client, { ...person, id, approvedBy: null, passwordHash: null, mustChangePassword: false, demo: true }, now)
      await giveRoles(client, id, person.roles, system, now)
    }
    await appendAudit(client, system, { action: 'people.create-demo', subject: 'people', detail: { people: demoPeople.length } }, now)
    return demoPeople.length
  })
}

export interface FirstPassword {
  loginName: string
  temporaryPassword: string
}

/**
 * The first administrator of a new installation, with a password that must be changed. As long as nobody else exists and it was never used,
 * each start makes a new one, so that one lost with a terminal locks nobody out. Undefined where people exist.
 */
export async function makeFirstAdministrator(people: People): Promise<FirstPassword | undefined> {
  const loginName = 'admin'
  const temporaryPassword = makeTemporaryPassword()
  const passwordHash = await people.passwords.hash(temporaryPassword, loginName)
  const now = people.clock()
  return inTransaction(people.database.pool, async (client) => {
    await client.query('lock table person in share row exclusive mode')
    const { rows } = await client.query<{ id: string; loginName: string; used: boolean }>('select id, login_name as "loginName", last_log_in_at is not null or not must_change_password as used from person limit 2')
    const [only, another] = rows
    if (another !== undefined || (only !== undefined && (only.used || only.loginName !== loginName))) return undefined
    if (only === undefined) {
      const id = randomUUID()
      await insertPerson(client, { id, loginName, name: '県担当者', organisation: '県', organisationKind: 'prefecture', roles: [], approvedBy: null, passwordHash, mustChangePassword: true, demo: false }, now)
      await giveRoles(client, id, ['administrator'], system, now)
    } else {
      await client.query('update person set password_hash = $2, password_set_at = $3, enabled_at = $3, failed_log_ins = 0, locked_until = null where id = $1', [only.id, passwordHash, now])
    }
    await appendAudit(client, system, { action: 'people.create-first', subject: `login-name/${loginName}` }, now)
    return { loginName, temporaryPassword }
  })
}
