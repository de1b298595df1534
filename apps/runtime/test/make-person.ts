import { randomUUID } from 'node:crypto'
import { inTransaction } from '../src/database/transaction.ts'
import type { Actor } from '../src/people/actor.ts'
import { system } from '../src/people/actor.ts'
import { giveRoles, insertPerson } from '../src/people/person-store.ts'
import type { PersonRow } from '../src/people/person-store.ts'
import type { People } from '../src/people/people.ts'
import type { Role } from '../src/people/roles.ts'

export const password = 'もしもし もしもし 窓口です'

export interface TestPerson {
  id: string
  loginName: string
  name: string
}

let made = 0
const hashes = new WeakMap<People, Promise<string>>()

/** An account of the test's database, with `password` unless told otherwise. */
export async function makePerson(people: People, roles: Role[], more: Partial<PersonRow> = {}): Promise<TestPerson> {
  const loginName = more.loginName ?? `person-${++made}`
  const hash = hashes.get(people) ?? people.passwords.hash(password, loginName)
  hashes.set(people, hash)
  const row = { id: randomUUID(), loginName, name: `利用者 ${made}`, organisation: '県税務課', organisationKind: 'prefecture', approvedBy: null, passwordHash: await hash, mustChangePassword: false, demo: false, roles, ...more } as const
  const now = people.clock()
  await inTransaction(people.database.pool, async (client) => {
    await insertPerson(client, row, now)
    await giveRoles(client, row.id, roles, system, now)
  })
  return { id: row.id, loginName, name: row.name }
}

/** Somebody with these roles who stands in no table: for callers that are asked directly. */
export function makeActor(roles: Role[], more: Partial<Actor> = {}): Actor {
  return { id: randomUUID(), name: '試験 太郎', organisation: '県税務課', roles, from: 'test', ...more }
}

/** A cookie of a person with these roles who has logged in, as a header holds it. */
export async function logInCookie(people: People, roles: Role[], more: Partial<PersonRow> = {}): Promise<string> {
  const { id } = await makePerson(people, roles, more)
  const token = await inTransaction(people.database.pool, (client) => people.logIns.begin(client, id, { address: '127.0.0.1', userAgent: 'test' }, true))
  return `madoguchi_log_in=${token}`
}
