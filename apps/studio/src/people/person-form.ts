import { makeLocalClock } from '@madoguchi/engine'
import type { Role } from '@madoguchi/runtime/router'
import type { OrganisationKind, PeopleServer, PersonSummary } from './people-server.ts'

/** What the form holds; `validUntil` is the last day of the account as a date field has it, or empty. */
export interface PersonForm {
  loginName: string
  name: string
  organisation: string
  organisationKind: OrganisationKind
  approvalReason: string
  roles: readonly Role[]
  validUntil: string
}

export const emptyForm: PersonForm = { loginName: '', name: '', organisation: '', organisationKind: 'contractor', approvalReason: '', roles: [], validUntil: '' }

export function toForm(person: PersonSummary, timeZone: string): PersonForm {
  const { loginName, name, organisation, organisationKind, approvalReason, roles, validUntil } = person
  return { loginName, name, organisation, organisationKind, approvalReason: approvalReason ?? '', roles, validUntil: validUntil === null ? '' : lastDay(validUntil, timeZone) }
}

export type Fault = 'loginNameMissing' | 'nameMissing' | 'organisationMissing' | 'reasonMissing' | 'rolesMissing' | 'auditorAlone' | 'administratorElsewhere' | 'dayPast'

/** What stands in the way, by field. The server refuses the same; this says it before asking. `today` is the date in the contact center. */
export function faultsOf(form: PersonForm, today: string): Partial<Record<keyof PersonForm, Fault>> {
  const faults: Partial<Record<keyof PersonForm, Fault>> = {}
  if (form.loginName.trim() === '') faults.loginName = 'loginNameMissing'
  if (form.name.trim() === '') faults.name = 'nameMissing'
  if (form.organisation.trim() === '') faults.organisation = 'organisationMissing'
  if (form.organisationKind === 'other' && form.approvalReason.trim() === '') faults.approvalReason = 'reasonMissing'
  if (form.roles.length === 0) faults.roles = 'rolesMissing'
  else if (form.roles.includes('auditor') && form.roles.length > 1) faults.roles = 'auditorAlone'
  else if (form.roles.includes('administrator') && form.organisationKind !== 'prefecture') faults.roles = 'administratorElsewhere'
  if (form.validUntil !== '' && form.validUntil < today) faults.validUntil = 'dayPast'
  return faults
}

/** The end of a day as an instant: the first moment at which the account no longer works. */
export function endOfDay(day: string, timeZone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return new Date(makeLocalClock(timeZone).epochOf(`${next}T00:00`)).toISOString()
}

/** The last day on which something holds that ends at an instant. */
export function lastDay(until: string, timeZone: string): string {
  return makeLocalClock(timeZone).isoOf(Date.parse(until) - 1).slice(0, 10)
}

/** Makes an account. @returns the password for the first log-in */
export async function createPerson(server: Pick<PeopleServer, 'create'>, form: PersonForm, timeZone: string): Promise<string> {
  const { temporaryPassword } = await server.create({
    loginName: form.loginName.trim(),
    ...factsOf(form),
    roles: [...form.roles],
    ...(form.validUntil === '' ? {} : { validUntil: endOfDay(form.validUntil, timeZone) }),
  })
  return temporaryPassword
}

/**
 * Saves what differs, and only that. Only people of the prefecture are administrators, so a role that needs the new organisation is given after
 * the organisation was changed, and one that the new organisation forbids is taken before.
 */
export async function changePerson(server: Pick<PeopleServer, 'update' | 'setRoles'>, before: PersonSummary, form: PersonForm, timeZone: string): Promise<void> {
  const facts = async () => {
    const change = changedFacts(before, form, timeZone)
    if (Object.keys(change).length > 0) await server.update({ id: before.id, ...change })
  }
  const roles = async () => {
    if (rolesDiffer(before.roles, form.roles)) await server.setRoles(before.id, form.roles)
  }
  const steps = form.roles.includes('administrator') ? [facts, roles] : [roles, facts]
  for (const step of steps) await step()
}

export function rolesDiffer(before: readonly Role[], after: readonly Role[]): boolean {
  return before.length !== after.length || before.some((role) => !after.includes(role))
}

function factsOf({ name, organisation, organisationKind, approvalReason }: PersonForm) {
  return { name: name.trim(), organisation: organisation.trim(), organisationKind, ...(organisationKind === 'other' ? { approvalReason: approvalReason.trim() } : {}) }
}

function changedFacts(before: PersonSummary, form: PersonForm, timeZone: string) {
  const old = toForm(before, timeZone)
  const [was, is] = [factsOf(old), factsOf(form)]
  const changed = Object.fromEntries(Object.entries(is).filter(([key, value]) => value !== (was as Record<string, string | undefined>)[key]))
  return { ...changed, ...(form.validUntil === old.validUntil ? {} : { validUntil: form.validUntil === '' ? null : endOfDay(form.validUntil, timeZone) }) }
}
