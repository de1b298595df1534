import { beforeAll, describe, expect, test } from 'vitest'
import { makeActor } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import type { Actor } from '../people/actor.ts'
import { permissions, roles } from '../people/roles.ts'
import type { Permission, Role } from '../people/roles.ts'
import type { ProcedureMeta } from '../procedure.ts'
import { appRouter } from '../router.ts'
import type { RequestContext, RuntimeContext } from '../runtime-context.ts'
import { StatedError } from '../stated-error.ts'

/*
 * Every procedure × every role, each cell really called. The table below is written a second time on purpose, from the requirements: a change of
 * roles.ts has to be meant twice.
 */
const A = 'administrator'
const G = 'general-manager'
const S = 'supervisor'
const O = 'agent'
const U = 'auditor'
const C = 'chatbot-editor'

const expected: Record<Permission, readonly Role[]> = {
  'draft.read': [A, G, S, U, C],
  'draft.edit': [A, G, S, C],
  'release.read': [A, G, S, O, U, C],
  'release.compare': [A, G, S, U],
  'approval.request': [A, G, S, C],
  'approval.read': [A, G, S, U, C],
  'approval.comment': [A, G, S],
  'approval.decide': [A, G],
  'approval.prefecture': [A],
  'release.roll-back': [A, G],
  'session.read': [A, G, S, U],
  'session.personal': [G, S],
  'call.try': [A, G, S],
  'records.read': [G, S, O, U],
  'records.work': [G, S, O],
  'people.read': [A, G, U],
  'people.manage': [A],
  'plugin.read': [A, G, U],
  'acting.manage': [A, G],
  'audit.read': [A, U],
  'audit.export': [U],
}

interface Declared {
  path: string
  type: 'query' | 'mutation' | 'subscription'
  permission: ProcedureMeta['permission'] | undefined
}

/** At run time the record is flat: `drafts.save` → procedure. Its type still shows the routers that it was made of. */
const flat = Object.entries(appRouter._def.procedures) as unknown as Array<[string, { _def: { type: Declared['type']; meta?: unknown } }]>
const procedures: Declared[] = flat.map(([path, { _def }]) => ({ path, type: _def.type, permission: permissionIn(_def.meta) }))

function permissionIn(meta: unknown): Declared['permission'] {
  if (typeof meta !== 'object' || meta === null || !('permission' in meta)) return undefined
  const { permission } = meta
  return permission === 'oneself' || permission === 'anybody' ? permission : permissions.find((one) => one === permission)
}

const columns: Array<{ who: string; actor: Actor | undefined; holds: Role | undefined }> = [
  { who: 'nobody', actor: undefined, holds: undefined },
  ...roles.map((role) => ({ who: role, actor: makeActor([role]), holds: role === 'deputy' ? undefined : role })),
  { who: 'deputy who acts', actor: makeActor(['deputy'], { actingFor: '総括 花子' }), holds: G },
]

let context: RuntimeContext
beforeAll(async () => {
  context = await makeRuntimeContext()
})

/** The code of what the call was refused with; `answered` where it was not. Without input: what is allowed stops at its input. */
async function call(path: string, actor: Actor | undefined): Promise<string> {
  const request: RequestContext = { ...context, actor }
  // A path as text is no member that the types know.
  let target: ReturnType<typeof JSON.parse> = appRouter.createCaller(request)
  for (const name of path.split('.')) target = target[name]
  try {
    const answer = await target(undefined)
    await answer?.[Symbol.asyncIterator]?.().return?.()
    return 'answered'
  } catch (fault) {
    const cause = fault instanceof Error ? fault.cause : undefined
    return cause instanceof StatedError ? cause.code : 'fault'
  }
}

function cellOf(permission: Declared['permission'], { actor, holds }: (typeof columns)[number]): 'allowed' | 'NOT_ALLOWED' | 'LOG_IN_FIRST' {
  if (permission === 'anybody') return 'allowed'
  if (actor === undefined) return 'LOG_IN_FIRST'
  if (permission === 'oneself') return 'allowed'
  return permission !== undefined && holds !== undefined && expected[permission].includes(holds) ? 'allowed' : 'NOT_ALLOWED'
}

test('every procedure declares who may call it', () => {
  expect(procedures.length).toBeGreaterThan(40)
  expect(procedures.filter(({ permission }) => permission === undefined)).toEqual([])
})

test('open to people who have not logged in is logging in, and nothing else', () => {
  expect(procedures.filter(({ permission }) => permission === 'anybody').map(({ path }) => path).sort()).toEqual(['logIn.asDemo', 'logIn.me', 'logIn.options', 'logIn.secondFactor', 'logIn.withPassword'])
})

describe.each(columns)('$who', (column) => {
  test.each(procedures)('$path', async ({ path, permission }) => {
    const code = await call(path, column.actor)
    const cell = cellOf(permission, column)
    if (cell === 'allowed') expect(['NOT_ALLOWED', 'LOG_IN_FIRST', 'CHANGE_PASSWORD_FIRST', 'fault']).not.toContain(code)
    else expect(code).toBe(cell)
  })
})

test('an auditor writes nothing except about themselves (R73), an agent only what flows left to do, a deputy who does not act nothing', () => {
  for (const held of [U, O] as const) {
    const writes = procedures.filter(({ type, permission }) => type === 'mutation' && permission !== 'oneself' && permission !== 'anybody' && permission !== undefined && expected[permission].includes(held))
    expect(writes.map(({ path }) => path)).toEqual(held === O ? ['records.setDone'] : [])
  }
  expect(Object.values(expected).flat()).not.toContain('deputy')
})

test('a chatbot editor sees neither calls nor callers (R62)', () => {
  for (const permission of ['session.read', 'session.personal', 'call.try', 'people.read', 'audit.read'] as const) expect(expected[permission]).not.toContain(C)
})

test('a refusal is in the audit log with who, what and which permission', async () => {
  const actor = makeActor([O])
  await call('people.list', actor)
  const { rows } = await context.database.pool.query<{ body: string }>('select body from audit_entry where actor = $1', [actor.id])
  expect(rows.map(({ body }) => JSON.parse(body))).toMatchObject([{ action: 'permission.refused', subject: 'people.list', detail: { permission: 'people.read' }, who: { roles: [O] }, from: 'test' }])
})
