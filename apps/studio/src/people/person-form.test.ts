import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonSummary } from './people-server.ts'
import { type PersonForm, changePerson, createPerson, emptyForm, endOfDay, faultsOf, lastDay, toForm } from './person-form.ts'

const zone = 'Asia/Tokyo'
const person: PersonSummary = {
  id: 'p1', loginName: 'hanako', name: '埼玉 花子', organisation: '県税務課', organisationKind: 'prefecture', approvalReason: null, roles: ['administrator'], state: 'active',
  lockedUntil: null, lastLogInAt: null, validUntil: '2027-03-31T15:00:00.000Z', createdAt: '2026-11-01T00:00:00.000Z', secondFactor: false, oidc: false, demo: false,
}
const form = (change: Partial<PersonForm>): PersonForm => ({ ...toForm(person, zone), ...change })

/** Notes what was asked of the server, in order. */
function recorder() {
  const asked: unknown[] = []
  return {
    asked,
    create: async (input: unknown) => (asked.push(['create', input]), { temporaryPassword: 'once' }),
    update: async (input: unknown) => void asked.push(['update', input]),
    setRoles: async (id: string, roles: unknown) => void asked.push(['setRoles', id, roles]),
  }
}

test('an account that is valid until 31 March ends when 1 April begins in Japan', () => {
  expect(endOfDay('2027-03-31', zone)).toBe('2027-03-31T15:00:00.000Z')
  expect(lastDay('2027-03-31T15:00:00.000Z', zone)).toBe('2027-03-31')
  expect(endOfDay('2028-02-29', zone)).toBe('2028-02-29T15:00:00.000Z')
})

test('the day in the form is the day that was chosen, in every zone and across every change of clocks', () => {
  const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.constantFrom('Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'), (chosen, timeZone) => {
      expect(lastDay(endOfDay(chosen, timeZone), timeZone)).toBe(chosen)
    }),
  )
})

test('saving without a change asks the server nothing', async () => {
  const server = recorder()
  await changePerson(server, person, form({}), zone)
  expect(server.asked).toEqual([])
})

test('only what differs is sent; an emptied day means without end', async () => {
  const server = recorder()
  await changePerson(server, person, form({ name: '埼玉 太郎', validUntil: '' }), zone)
  expect(server.asked).toEqual([['update', { id: 'p1', name: '埼玉 太郎', validUntil: null }]])
})

test('an administrator who moves to the contractor first loses the role, a person who moves to the prefecture gets it last', async () => {
  const out = recorder()
  await changePerson(out, person, form({ organisationKind: 'contractor', roles: ['supervisor'] }), zone)
  expect(out.asked).toEqual([['setRoles', 'p1', ['supervisor']], ['update', { id: 'p1', organisationKind: 'contractor' }]])
  const supervisor: PersonSummary = { ...person, organisationKind: 'contractor', roles: ['supervisor'] }
  const into = recorder()
  await changePerson(into, supervisor, { ...toForm(supervisor, zone), organisationKind: 'prefecture', roles: ['administrator'] }, zone)
  expect(into.asked).toEqual([['update', { id: 'p1', organisationKind: 'prefecture' }], ['setRoles', 'p1', ['administrator']]])
})

test('a new account of a third organisation carries the reason of the prefecture, others carry none (R77)', async () => {
  const server = recorder()
  const wanted: PersonForm = { ...emptyForm, loginName: ' jiro ', name: '次郎', organisation: '保守会社', organisationKind: 'other', approvalReason: '保守のため', roles: ['chatbot-editor'] }
  expect(await createPerson(server, wanted, zone)).toBe('once')
  await createPerson(server, { ...wanted, organisationKind: 'contractor' }, zone)
  expect(server.asked).toEqual([
    ['create', { loginName: 'jiro', name: '次郎', organisation: '保守会社', organisationKind: 'other', approvalReason: '保守のため', roles: ['chatbot-editor'] }],
    ['create', { loginName: 'jiro', name: '次郎', organisation: '保守会社', organisationKind: 'contractor', roles: ['chatbot-editor'] }],
  ])
})

test.each([
  [{}, {}],
  [{ name: ' ' }, { name: 'nameMissing' }],
  [{ organisationKind: 'other', roles: ['agent'] }, { approvalReason: 'reasonMissing' }],
  [{ roles: [] }, { roles: 'rolesMissing' }],
  [{ roles: ['auditor', 'agent'] }, { roles: 'auditorAlone' }],
  [{ organisationKind: 'contractor' }, { roles: 'administratorElsewhere' }],
  [{ validUntil: '2026-11-22' }, { validUntil: 'dayPast' }],
  [{ validUntil: '2026-11-23' }, {}],
] satisfies [Partial<PersonForm>, object][])('%o stands in the way as %o', (change, faults) => {
  expect(faultsOf(form(change), '2026-11-23')).toEqual(faults)
})
