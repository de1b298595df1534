import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTone } from '../../test/make-bundle.ts'
import { logInCookie } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { appRouter } from '../router.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { makeServer } from '../server/make-server.ts'
import { mutationFixtures } from './testing/mutation-fixtures.ts'
import { verifyAudit } from './verify-audit.ts'

// Generated over the router: every procedure that changes something is really called, over HTTP and against a real database.
const mutations = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => (typeOf(procedure) === 'mutation' ? [path] : [])).toSorted()

function typeOf(procedure: unknown): unknown {
  return typeof procedure === 'function' && '_def' in procedure && typeof procedure._def === 'object' && procedure._def !== null && 'type' in procedure._def ? procedure._def.type : undefined
}

let context: RuntimeContext
let server: FastifyInstance
beforeAll(async () => {
  // What may be published is another test's subject.
  context = { ...(await makeRuntimeContext({ demo: true })), gate: async () => [] }
  server = await makeServer(context)
})
afterAll(async () => {
  await server.close()
})

async function entriesAfter(n: number) {
  await context.audit.flush()
  const { rows } = await context.database.pool.query<{ n: number; actor: string; action: string }>('select n::int, actor, action from audit_entry where n > $1 order by n', [n])
  return rows
}

test('the router has mutations, and the table names no procedure that is gone', () => {
  expect(mutations.length).toBeGreaterThan(5)
  expect(Object.keys(mutationFixtures).filter((path) => !mutations.includes(path))).toEqual([])
})

describe.each(mutations)('%s', (path) => {
  test('has a fixture, succeeds, and is told in the audit log under the name of who did it', async () => {
    const fixture = mutationFixtures[path]
    if (fixture === undefined) throw new Error(`${path} changes something, but mutation-fixtures.ts has no call for it: add one, so that nobody forgets its audit entry`)
    const { browser, input, told } = await fixture({ context, server })
    const before = (await entriesAfter(0)).at(-1)?.n ?? 0
    const answer = await browser.mutate(path, input)
    expect([answer.status, answer.code], answer.response.body).toEqual([200, undefined])
    const entries = await entriesAfter(before)
    expect(entries.map(({ actor }) => actor), `${path} wrote no audit entry under the name of who did it: call appendAudit in its transaction`).toContain(told)
  })
})

/** `audio (POST)` of the tree that Fastify prints, without the procedures, which are asked one by one above. */
const writingRoutes = () =>
  [...server.printRoutes({ commonPrefix: false }).matchAll(/(\S+) \(([A-Z, ]+)\)/g)]
    .filter(([, , methods]) => /POST|PUT|PATCH|DELETE/.test(methods ?? ''))
    // The tree writes the first slash of a path where it branches, which depends on the other routes.
    .map(([, path]) => path?.replace(/^\//, ''))
    .filter((path) => !path?.startsWith('trpc'))

test('the one route that writes beside the procedures is told as well; a further one needs its own lines here', async () => {
  await server.ready()
  expect(writingRoutes()).toEqual(['audio'])
  const before = (await entriesAfter(0)).at(-1)?.n ?? 0
  const cookie = await logInCookie(context.people, ['supervisor'])
  const headers = { host: 'localhost', origin: 'http://localhost', 'content-type': 'audio/wav', cookie }
  expect((await server.inject({ method: 'POST', url: '/audio', headers, payload: Buffer.from(makeTone(800)) })).statusCode).toBe(200)
  expect((await entriesAfter(before)).map(({ action }) => action)).toContain('audio.upload')
})

test('all that was written stands in one sound chain', async () => {
  expect(await verifyAudit(context.database)).toMatchObject({ ok: true })
})
