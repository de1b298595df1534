import Type from 'typebox'
import { createPerson, disablePerson, enablePerson, listPeople, resetPassword, resetSecondFactor, setRoles, unlockPerson, updatePerson } from '../people/person-store.ts'
import { organisationKinds } from '../people/person-rules.ts'
import { roles as allRoles } from '../people/roles.ts'
import { input, procedureFor, router } from '../procedure.ts'
import { instant, personId } from './person-id.ts'

const closed = { additionalProperties: false } as const
const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const approvalReason = Type.Optional(Type.String({ maxLength: 1_000 }))
const organisationKind = Type.Enum([...organisationKinds])
const roles = Type.Array(Type.Enum([...allRoles]), { minItems: 1, maxItems: allRoles.length })
const onePerson = input(Type.Object({ id: personId }, closed))
/** As the database takes it: small letters, or what is read as such. */
const loginName = Type.String({ pattern: '^\\s*[A-Za-z0-9][A-Za-z0-9._@-]{0,99}\\s*$' })

/** Accounts of other people. Whoever leaves is disabled, never removed, so that what they did stays told. */
export const peopleRouter = router({
  list: procedureFor('people.read').query(({ ctx }) => listPeople(ctx.people)),

  create: procedureFor('people.manage')
    .input(input(Type.Object({ loginName, name, organisation: name, organisationKind, approvalReason, roles, validUntil: Type.Optional(instant) }, closed)))
    .mutation(({ ctx, input: { validUntil, ...wanted } }) => createPerson(ctx.people, ctx.actor, { ...wanted, validUntil: validUntil === undefined ? undefined : new Date(validUntil) })),

  update: procedureFor('people.manage')
    .input(
      input(
        Type.Object(
          { id: personId, name: Type.Optional(name), organisation: Type.Optional(name), organisationKind: Type.Optional(organisationKind), approvalReason, validUntil: Type.Optional(Type.Union([instant, Type.Null()])) },
          closed,
        ),
      ),
    )
    .mutation(async ({ ctx, input: { id, validUntil, ...wanted } }) => {
      await updatePerson(ctx.people, ctx.actor, id, { ...wanted, validUntil: typeof validUntil === 'string' ? new Date(validUntil) : validUntil })
      return {}
    }),

  setRoles: procedureFor('people.manage').input(input(Type.Object({ id: personId, roles }, closed))).mutation(async ({ ctx, input: { id, roles: wanted } }) => {
    await setRoles(ctx.people, ctx.actor, id, wanted)
    return {}
  }),

  disable: procedureFor('people.manage').input(onePerson).mutation(async ({ ctx, input: { id } }) => {
    await disablePerson(ctx.people, ctx.actor, id)
    return {}
  }),

  enable: procedureFor('people.manage').input(onePerson).mutation(async ({ ctx, input: { id } }) => {
    await enablePerson(ctx.people, ctx.actor, id)
    return {}
  }),

  unlock: procedureFor('people.manage').input(onePerson).mutation(async ({ ctx, input: { id } }) => {
    await unlockPerson(ctx.people, ctx.actor, id)
    return {}
  }),

  resetPassword: procedureFor('people.manage').input(onePerson).mutation(({ ctx, input: { id } }) => resetPassword(ctx.people, ctx.actor, id)),

  resetSecondFactor: procedureFor('people.manage').input(onePerson).mutation(async ({ ctx, input: { id } }) => {
    await resetSecondFactor(ctx.people, ctx.actor, id)
    return {}
  }),
})
