import type { Role } from '@madoguchi/runtime/router'
import { type Answers, client } from '../app/server.ts'

/** A person as the list has them. Instants are ISO 8601. */
export type PersonSummary = Answers['people']['list'][number]
/** When a deputy acts for the general manager (R74). */
export type ActingPeriod = Answers['acting']['list'][number]
export type OrganisationKind = PersonSummary['organisationKind']

export interface PersonFacts {
  name: string
  organisation: string
  organisationKind: OrganisationKind
  approvalReason?: string
}

/** Accounts, their roles, and who acts for the general manager. */
export interface PeopleServer {
  list(): Promise<readonly PersonSummary[]>
  create(person: PersonFacts & { loginName: string; roles: Role[]; validUntil?: string }): Promise<{ temporaryPassword: string }>
  update(change: { id: string; validUntil?: string | null } & Partial<PersonFacts>): Promise<void>
  setRoles(id: string, roles: readonly Role[]): Promise<void>
  disable(id: string): Promise<void>
  enable(id: string): Promise<void>
  unlock(id: string): Promise<void>
  resetPassword(id: string): Promise<{ temporaryPassword: string }>
  resetSecondFactor(id: string): Promise<void>
  acting(): Promise<ActingPeriod | null>
  actingPeriods(): Promise<readonly ActingPeriod[]>
  startActing(period: { personId: string; reason: string; until?: string }): Promise<void>
  endActing(id: number): Promise<void>
}

/** The runtime that served this page. The router's inputs lose the names of roles and kinds on their way into types, hence `never`; the server checks them. */
export const peopleServer: PeopleServer = {
  list: () => client.people.list.query(),
  create: (person) => client.people.create.mutate(person),
  update: async (change) => void (await client.people.update.mutate(change)),
  setRoles: async (id, roles) => void (await client.people.setRoles.mutate({ id, roles: [...roles] })),
  disable: async (id) => void (await client.people.disable.mutate({ id })),
  enable: async (id) => void (await client.people.enable.mutate({ id })),
  unlock: async (id) => void (await client.people.unlock.mutate({ id })),
  resetPassword: (id) => client.people.resetPassword.mutate({ id }),
  resetSecondFactor: async (id) => void (await client.people.resetSecondFactor.mutate({ id })),
  acting: () => client.acting.current.query(),
  actingPeriods: () => client.acting.list.query(),
  startActing: async (period) => void (await client.acting.start.mutate(period)),
  endActing: async (id) => void (await client.acting.end.mutate({ id })),
}
