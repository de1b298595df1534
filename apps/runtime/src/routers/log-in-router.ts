import Type from 'typebox'
import { appendAudit } from '../audit/append-audit.ts'
import { inTransaction } from '../database/transaction.ts'
import { refusalOf } from '../people/account-row.ts'
import type { Begun, Next } from '../people/log-in.ts'
import { logInAsDemo, logInWithCode, logInWithPassword } from '../people/log-in.ts'
import { logInRefused } from '../people/log-in-refusals.ts'
import type { Visit } from '../people/visit.ts'
import { permissions, roles } from '../people/roles.ts'
import type { Permission, Role } from '../people/roles.ts'
import { input, logInFirst, mayDo, openProcedure, procedureWhileOwing, router } from '../procedure.ts'
import type { RequestContext } from '../runtime-context.ts'
import { personId } from './person-id.ts'

const closed = { additionalProperties: false } as const

/** A person of the demo, as the log-in page offers them. */
export interface DemoPerson {
  id: string
  name: string
  role: Role
  organisation: string
}

/** Who has logged in in this browser. While a new password is owed there are no permissions. */
export interface Me {
  id: string
  name: string
  organisation: string
  roles: readonly Role[]
  actingFor: string | null
  permissions: Permission[]
  mustChangePassword: boolean
  secondFactor: boolean
  demo: boolean
}

/** Logging in and out. */
export const logInRouter = router({
  options: openProcedure.query(async ({ ctx }): Promise<{ demo: DemoPerson[]; oidc: { title: { ja: string; en: string } } | null }> => {
    const { oidc } = ctx.people
    return { demo: ctx.visit?.demoAllowed === true ? await demoPeople(ctx) : [], oidc: oidc === undefined ? null : { title: { ja: oidc.title.ja, en: oidc.title.en ?? oidc.title.ja } } }
  }),

  withPassword: openProcedure
    .input(input(Type.Object({ loginName: Type.String({ minLength: 1, maxLength: 200 }), password: Type.String({ minLength: 1, maxLength: 1_000 }) }, closed)))
    .mutation(async ({ ctx, input: given }) => {
      const visit = visitOf(ctx)
      return keep(visit, await logInWithPassword(ctx.people, given, visit))
    }),

  secondFactor: openProcedure.input(input(Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, closed))).mutation(async ({ ctx, input: { code } }) => {
    const visit = visitOf(ctx)
    if (ctx.logIn === undefined || ctx.logIn.complete) throw logInFirst()
    return keep(visit, await logInWithCode(ctx.people, ctx.logIn, code, visit))
  }),

  asDemo: openProcedure.input(input(Type.Object({ personId }, closed))).mutation(async ({ ctx, input: { personId: id } }) => {
    const visit = visitOf(ctx)
    if (!visit.demoAllowed) throw logInRefused('not-demo')
    return keep(visit, await logInAsDemo(ctx.people, id, visit))
  }),

  me: openProcedure.query(({ ctx }): { person: Me | null } => {
    const { logIn } = ctx
    if (logIn?.complete !== true) return { person: null }
    const { actor, mustChangePassword, secondFactor, demo } = logIn
    const { id, name, organisation, roles: held, actingFor } = actor
    const allowed = mustChangePassword ? [] : permissions.filter((permission) => mayDo(actor, permission))
    return { person: { id, name, organisation, roles: held, actingFor: actingFor ?? null, permissions: allowed, mustChangePassword, secondFactor, demo } }
  }),

  out: procedureWhileOwing.mutation(async ({ ctx }) => {
    const { people, logIn, actor } = ctx
    const ended = await inTransaction(people.database.pool, async (client) => {
      const over = logIn === undefined ? [] : await people.logIns.end(client, { tokenHash: logIn.tokenHash })
      await appendAudit(client, actor, { action: 'logIn.out', subject: `person/${actor.id}` }, people.clock())
      return over
    })
    people.logIns.told(ended)
    ctx.visit?.forget()
    return {}
  }),
})

function keep(visit: Visit, begun: Begun): { next: Next } {
  visit.keep(begun)
  return { next: begun.next }
}

/** Logging in gives a cookie, so there is somebody to give it to. */
function visitOf({ visit }: RequestContext): Visit {
  if (visit === undefined) throw logInFirst()
  return visit
}

async function demoPeople({ people }: RequestContext): Promise<DemoPerson[]> {
  const found = await people.database.prisma.person.findMany({ where: { demo: true }, include: { roles: true } })
  const now = people.clock()
  return found
    .filter((person) => refusalOf(person, now) === undefined)
    .flatMap(({ id, name, organisation, roles: held }) => {
      // The first in the order of the roles: what the person is there to show.
      const role = roles.find((one) => held.some((row) => row.role === one))
      return role === undefined ? [] : [{ id, name, role, organisation }]
    })
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
}
