import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { appendAudit } from '../audit/append-audit.ts'
import type { AuditFact } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import { refusalOf } from './account-row.ts'
import { dropSecondFactor } from './account.ts'
import type { Actor } from './actor.ts'
import { toLoginName } from './log-in.ts'
import { makeTemporaryPassword } from './passwords.ts'
import type { People } from './people.ts'
import type { OrganisationKind } from './person-rules.ts'
import { approveThirdOrganisation, noSuchPerson, refuseWithoutAdministrator, refused, soundRoles, toStated } from './person-rules.ts'
import type { Role } from './roles.ts'

/** A person as lists show them; nothing secret. Instants are ISO 8601. */
export interface PersonSummary {
  id: string
  loginName: string
  name: string
  organisation: string
  organisationKind: OrganisationKind
  approvalReason: string | null
  roles: Role[]
  state: 'active' | 'locked' | 'disabled' | 'expired' | 'unused'
  lockedUntil: string | null
  lastLogInAt: string | null
  validUntil: string | null
  createdAt: string
  secondFactor: boolean
  /** Whether the account is bound to an OpenID provider. */
  oidc: boolean
  demo: boolean
}

export async function listPeople({ database, clock }: People): Promise<PersonSummary[]> {
  const now = clock()
  const found = await database.prisma.person.findMany({ include: { roles: { orderBy: { role: 'asc' } } }, orderBy: [{ organisation: 'asc' }, { name: 'asc' }] })
  return found.map((person) => {
    const locked = person.lockedUntil !== null && person.lockedUntil > now
    return {
      id: person.id,
      loginName: person.loginName,
      name: person.name,
      organisation: person.organisation,
      // A check constraint of the table names the kinds, another one the roles.
      organisationKind: person.organisationKind as OrganisationKind,
      approvalReason: person.approvalReason,
      roles: person.roles.map(({ role }) => role as Role),
      state: refusalOf(person, now) ?? (locked ? 'locked' : 'active'),
      lockedUntil: locked ? (person.lockedUntil?.toISOString() ?? null) : null,
      lastLogInAt: person.lastLogInAt?.toISOString() ?? null,
      validUntil: person.validUntil?.toISOString() ?? null,
      createdAt: person.createdAt.toISOString(),
      secondFactor: person.totpSecret !== null,
      oidc: person.oidcSubject !== null,
      demo: person.demo,
    }
  })
}

export interface NewPerson {
  loginName: string
  name: string
  organisation: string
  organisationKind: OrganisationKind
  approvalReason?: string | undefined
  roles: readonly Role[]
  validUntil?: Date | undefined
}

/** Makes an account whose password must be changed at the first log-in. @throws StatedError PERSON_REFUSED */
export async function createPerson(people: People, actor: Actor, wanted: NewPerson): Promise<{ id: string; temporaryPassword: string }> {
  const now = people.clock()
  const roles = soundRoles(wanted.roles, wanted.organisationKind)
  if (wanted.validUntil !== undefined && wanted.validUntil <= now) throw refused('date-past')
  const [id, loginName, temporaryPassword] = [randomUUID(), toLoginName(wanted.loginName), makeTemporaryPassword()]
  const hashed = await people.passwords.hash(temporaryPassword, loginName)
  await inPeopleTransaction(people, async (client) => {
    const approvedBy = await approveThirdOrganisation(client, actor, wanted.organisationKind, wanted.approvalReason)
    await insertPerson(client, { ...wanted, id, loginName, approvedBy, passwordHash: hashed, mustChangePassword: true, demo: false }, now)
    await giveRoles(client, id, roles, actor, now)
    const { name, organisation, organisationKind, approvalReason, validUntil } = wanted
    const detail = { loginName, name, organisation, organisationKind, approvalReason: approvalReason ?? null, roles, validUntil: validUntil?.toISOString() ?? null }
    await appendAudit(client, actor, { action: 'people.create', subject: `person/${id}`, detail }, now)
  })
  return { id, temporaryPassword }
}

export interface PersonRow extends NewPerson {
  id: string
  approvedBy: string | null
  passwordHash: string | null
  mustChangePassword: boolean
  demo: boolean
}

/** Inside the caller's transaction. */
export async function insertPerson(client: pg.ClientBase, row: PersonRow, now: Date): Promise<void> {
  const { id, loginName, name, organisation, organisationKind, approvalReason, approvedBy, passwordHash, mustChangePassword, validUntil, demo } = row
  await client.query(
    `insert into person (id, login_name, name, organisation, organisation_kind, approval_reason, approved_by, password_hash, password_set_at, must_change_password, valid_until, demo, created_at, enabled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $9, $9)`,
    [id, loginName, name, organisation, organisationKind, organisationKind === 'other' ? (approvalReason ?? null) : null, approvedBy, passwordHash, now, mustChangePassword, validUntil ?? null, demo],
  )
}

/** Inside the caller's transaction. */
export async function giveRoles(client: pg.ClientBase, personId: string, roles: readonly Role[], actor: Actor, now: Date): Promise<void> {
  await client.query('insert into person_role (person_id, role, granted_by, granted_at) select $1, unnest($2::text[]), $3, $4', [personId, [...roles], actor.name, now])
}

export interface PersonChange {
  name?: string | undefined
  organisation?: string | undefined
  organisationKind?: OrganisationKind | undefined
  approvalReason?: string | undefined
  /** Null: without end. */
  validUntil?: Date | null | undefined
}

/** @throws StatedError PERSON_REFUSED, NO_SUCH_PERSON */
export async function updatePerson(people: People, actor: Actor, id: string, wanted: PersonChange): Promise<void> {
  await change(people, actor, id, { action: 'people.update', detail: { ...wanted, validUntil: wanted.validUntil?.toISOString() ?? wanted.validUntil } }, async (client, person) => {
    const kind = wanted.organisationKind ?? person.organisationKind
    soundRoles(person.roles, kind)
    const reason = wanted.approvalReason ?? person.approvalReason ?? undefined
    const anew = kind === 'other' && (person.organisationKind !== 'other' || (wanted.organisation ?? person.organisation) !== person.organisation || wanted.approvalReason !== undefined)
    const approvedBy = anew ? await approveThirdOrganisation(client, actor, kind, reason) : kind === 'other' ? person.approvedBy : null
    await client.query('update person set name = $2, organisation = $3, organisation_kind = $4, approval_reason = $5, approved_by = $6, valid_until = $7 where id = $1', [
      id,
      wanted.name ?? person.name,
      wanted.organisation ?? person.organisation,
      kind,
      kind === 'other' ? reason : null,
      approvedBy,
      wanted.validUntil === undefined ? person.validUntil : wanted.validUntil,
    ])
  })
}

/** Gives exactly these roles; the person's log-ins end, so that none goes on with the old ones. @throws StatedError PERSON_REFUSED, NO_SUCH_PERSON */
export async function setRoles(people: People, actor: Actor, id: string, wanted: readonly Role[]): Promise<void> {
  await change(people, actor, id, { action: 'people.setRoles', detail: { roles: [...wanted] } }, async (client, person) => {
    const roles = soundRoles(wanted, person.organisationKind)
    await client.query('delete from person_role where person_id = $1', [id])
    await giveRoles(client, id, roles, actor, people.clock())
    return { endLogIns: true, detail: { before: person.roles, roles } }
  })
}

/** @throws StatedError PERSON_REFUSED, NO_SUCH_PERSON */
export async function disablePerson(people: People, actor: Actor, id: string): Promise<void> {
  await change(people, actor, id, { action: 'people.disable' }, async (client) => {
    await client.query('update person set disabled_at = $2 where id = $1 and disabled_at is null', [id, people.clock()])
    await client.query('update api_token set revoked_at = $2 where person_id = $1 and revoked_at is null', [id, people.clock()])
    return { endLogIns: true }
  })
}

/** Also brings back an account that was stopped because nobody used it. */
export async function enablePerson(people: People, actor: Actor, id: string): Promise<void> {
  await change(people, actor, id, { action: 'people.enable' }, async (client) => {
    await client.query('update person set disabled_at = null, enabled_at = $2 where id = $1', [id, people.clock()])
  })
}

export async function unlockPerson(people: People, actor: Actor, id: string): Promise<void> {
  await change(people, actor, id, { action: 'people.unlock' }, async (client) => {
    await client.query('update person set failed_log_ins = 0, locked_until = null where id = $1', [id])
  })
}

/** A new temporary password, told once; whoever was logged in as this person, or had a token, is out. */
export async function resetPassword(people: People, actor: Actor, id: string): Promise<{ temporaryPassword: string }> {
  const temporaryPassword = makeTemporaryPassword()
  const hashed = await people.passwords.hash(temporaryPassword, '')
  await change(people, actor, id, { action: 'people.resetPassword' }, async (client) => {
    const now = people.clock()
    await client.query('update person set password_hash = $2, password_set_at = $3, must_change_password = true, failed_log_ins = 0, locked_until = null where id = $1', [id, hashed, now])
    await client.query('update api_token set revoked_at = $2 where person_id = $1 and revoked_at is null', [id, now])
    return { endLogIns: true }
  })
  return { temporaryPassword }
}

/** For who lost telephone and recovery codes. */
export async function resetSecondFactor(people: People, actor: Actor, id: string): Promise<void> {
  await change(people, actor, id, { action: 'people.resetSecondFactor' }, async (client) => {
    await dropSecondFactor(client, id)
    return { endLogIns: true }
  })
}

interface Stored {
  name: string
  organisation: string
  organisationKind: OrganisationKind
  approvalReason: string | null
  approvedBy: string | null
  validUntil: Date | null
  roles: Role[]
}

type Effect = { endLogIns?: boolean; detail?: Record<string, unknown> } | void

/** One change of another person's account: the row is locked, the rules hold after it, and the audit log tells of it. */
async function change(people: People, actor: Actor, id: string, fact: Omit<AuditFact, 'subject'>, write: (client: pg.PoolClient, person: Stored) => Promise<Effect>): Promise<void> {
  if (id === actor.id) throw refused('oneself')
  const now = people.clock()
  const ended: string[] = []
  await inPeopleTransaction(people, async (client) => {
    const { rows } = await client.query<Stored>(
      `select name, organisation, organisation_kind as "organisationKind", approval_reason as "approvalReason", approved_by as "approvedBy", valid_until as "validUntil",
         array(select role from person_role where person_id = p.id order by role) as roles from person p where id = $1 for update`,
      [id],
    )
    if (rows[0] === undefined) throw noSuchPerson()
    const effect = (await write(client, rows[0])) ?? {}
    await refuseWithoutAdministrator(client, now)
    if (effect.endLogIns) ended.push(...(await people.logIns.end(client, { personId: id })))
    await appendAudit(client, actor, { ...fact, subject: `person/${id}`, ...(effect.detail === undefined ? {} : { detail: effect.detail }) }, now)
  })
  people.logIns.told(ended)
}

/** Two administrators who disable each other at one moment would both succeed; changes of people come one after another. */
const peopleLock = 72707373

async function inPeopleTransaction(people: People, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  try {
    await inTransaction(people.database.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [peopleLock])
      await work(client)
    })
  } catch (cause) {
    throw toStated(cause)
  }
}
