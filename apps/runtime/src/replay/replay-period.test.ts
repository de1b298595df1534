import { fileURLToPath } from 'node:url'
import { SimulatedWorld } from '@madoguchi/engine'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { runCall } from '../calls/run-call.ts'
import { appRouter } from '../router.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { newSessionId } from '../sessions/session-id.ts'
import type { Actor } from '../people/actor.ts'
import { type PeriodReplay, replayPeriod } from './replay-period.ts'
import type { ReplayTarget } from './replay-target.ts'

// Real sessions of the reference bundle in a real database, replayed against releases that were made from it.
let context: RuntimeContext
let release: number
const sundayEvening = Date.parse('2026-11-22T20:00:00+09:00')
const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') }
/** Keys of the after-hours menu: four callers press 1, one presses 2, one stays silent, one hangs up. */
const callers = [['1'], ['!1'], ['9', '1'], ['7', '1'], ['2'], ['-', '-', '-'], ['hang']]

async function call(press: string[], hours?: 'error'): Promise<string> {
  const { program } = await context.programs.of(release)
  const sessionId = newSessionId(new Date(), crypto.getRandomValues(Buffer.alloc(10)))
  await runCall({ sessionId, release, program, to: '0570012229', from: '09012345678', channel: 'simulated', instance: null, world: new SimulatedWorld({ press, agents: () => 0 }), startedAtMs: sundayEvening, seed: 1, hours }, context.writer)
  return sessionId
}

async function changed(message: string, change: (menu: { next: Record<string, string> }, files: Map<string, string>) => void): Promise<number> {
  const files = new Map(await context.releases.releaseFiles(release))
  const flow = JSON.parse(files.get('call/after-hours.json') ?? '{}')
  change(flow.nodes.menu, files)
  files.set('call/after-hours.json', JSON.stringify(flow))
  return (await context.releases.createRelease({ files, audio: new Map(), storedAudio: [], message, author: 'test' })).number
}

async function replay(target: ReplayTarget, limit = 5_000): Promise<PeriodReplay> {
  for await (const step of replayPeriod(context, { target, period, limit })) if (step.kind === 'result') return step.result
  throw new Error('no result')
}

beforeAll(async () => {
  context = await makeRuntimeContext()
  const { bundle } = await readBundleFolder(fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url)))
  release = (await context.releases.createRelease({ ...bundle, message: 'reference', author: 'test' })).number
  await vi.waitUntil(() => context.live.current?.number === release)
  for (const press of callers) await call(press)
  await context.writer.flush()
})

describe('a period replayed', () => {
  it('against its own release is the same to every caller', async () => {
    expect(await replay({ release })).toMatchObject({ found: 7, sessions: 7, same: 7, different: 0, unknown: 0, groups: [] })
  })

  it('against a changed menu tells who would have noticed, and how many', async () => {
    const next = await changed('keys', (menu) => void (menu.next['1'] = 'item-6-refund'))
    const result = await replay({ release: next })
    expect(result).toMatchObject({ sessions: 7, same: 3, different: 4, unknown: 0, openEnded: 0, more: { groups: 0, sessions: 0 } })
    expect(result.groups).toEqual([
      { number: '0570012229', before: expect.objectContaining({ kind: 'heard', prompt: 'g.ah.1' }), after: expect.objectContaining({ kind: 'heard', prompt: 'g.ah.6' }), count: 4, share: 4 / 7, example: expect.any(String), key: expect.any(String) },
    ])
  })

  it('against a release that leads on says that the end is not known', async () => {
    const next = await changed('to the desk', (menu, files) => {
      const main = JSON.parse(files.get('call/main.json') ?? '{}')
      main.nodes.hours.next.holiday = 'tax-desk'
      main.nodes.hours.next.closed = 'tax-desk'
      files.set('call/main.json', JSON.stringify(main))
      menu.next['2'] = 'item-2-address'
    })
    const result = await replay({ release: next })
    expect(result).toMatchObject({ different: 7, openEnded: 7 })
    expect(result.groups.map(({ after, count }) => ({ after, count }))).toEqual([{ after: { kind: 'sent', by: 'queue', target: 'tax' }, count: 7 }])
  })

  it('names in its groups what the release says, and nothing of a caller', async () => {
    const next = await changed('read back', (_menu, files) => {
      const prompts = JSON.parse(files.get('prompts/guidance.json') ?? '{}')
      prompts.prompts['g.ah.1'].text.ja = 'おかけの番号は {{ contact.from }} です。'
      files.set('prompts/guidance.json', JSON.stringify(prompts))
    })
    const result = await replay({ release: next })
    expect(result.groups).toMatchObject([{ after: { text: 'おかけの番号は {{ contact.from }} です。' }, count: 4 }])
    expect(JSON.stringify(result)).not.toContain('09012345678')
  })

  it('takes the newest and says how many there were', async () => {
    expect(await replay({ release }, 3)).toMatchObject({ found: 7, sessions: 3, same: 3 })
  })

  it('counts what no longer repeats on its own release as unknown, never as a difference', async () => {
    const [faulty, torn, emptied] = [await call(['1'], 'error'), await call(['1']), await call(['1'])]
    await context.writer.flush()
    await context.database.pool.query(`update journal_entry set operation = '{"op": "call.sing"}' where session_id = $1 and n = 1`, [torn])
    await context.database.pool.query('delete from journal_entry where session_id = $1', [emptied])
    try {
      const next = await changed('keys again', (menu) => void (menu.next['1'] = 'item-6-refund'))
      expect(await replay({ release: next })).toMatchObject({ sessions: 10, same: 3, different: 4, unknown: 3 })
    } finally {
      await context.database.pool.query('delete from session where id = any($1::uuid[])', [[faulty, torn, emptied]])
    }
  })

  it('stops when nobody waits for it any more', async () => {
    await expect(replayPeriod(context, { target: { release }, period, limit: 10, signal: AbortSignal.abort() }).next()).rejects.toThrow()
  })
})

describe('replay.run', () => {
  const actor = (role: Actor['roles'][number]): Actor => ({ id: crypto.randomUUID(), name: '監査 花子', organisation: '県', roles: [role], from: '127.0.0.1' })
  const as = (who: Actor | undefined) => appRouter.createCaller({ ...context, actor: who, clock: () => new Date('2026-11-30T00:00:00Z') })

  it('replays against the draft, and the audit log tells who asked', async () => {
    const auditor = actor('auditor')
    const result = await as(auditor).replay.run({ b: { release }, days: 30 })
    expect(result).toMatchObject({ sessions: 7, same: 7, from: '2026-10-31T00:00:00.000Z' })
    expect((await as(auditor).replay.run({ b: 'draft', days: 30 })).sessions).toBe(7)
    const { rows } = await context.database.pool.query<{ action: string; subject: string; actor: string }>('select action, subject, actor from audit_entry order by n desc limit 2')
    expect(rows).toEqual([{ action: 'replay.run', subject: 'draft', actor: auditor.id }, { action: 'replay.run', subject: `release/${release}`, actor: auditor.id }])
  })

  it('replays against the snapshot of a request that counts now', async () => {
    const [old, now] = [await changed('frozen 1', (menu) => void (menu.next['1'] = 'item-6-refund')), await changed('frozen 2', (menu) => void (menu.next['2'] = 'item-6-refund'))]
    const { pool, prisma } = context.database
    const { id } = await prisma.approvalRequest.create({ data: { state: 'open', message: '試験', author: crypto.randomUUID(), authorName: '試験', createdAt: new Date(), draftRevision: 1, baseRelease: release, needsPrefecture: true, snapshot: 2, snapshotHash: 'a'.repeat(64) } })
    for (const [snapshot, number] of [[1, old], [2, now]]) await pool.query('insert into approval_document (request_id, snapshot, path, sha) select $1, $2, path, sha from release_document where release_number = $3', [id, snapshot, number])
    expect((await as(actor('supervisor')).replay.run({ b: { request: id }, days: 30 })).groups).toMatchObject([{ before: { prompt: 'g.ah.2' }, after: { prompt: 'g.ah.6' }, count: 1 }])
  })

  it('tells its progress, the result last', async () => {
    const steps = []
    for await (const step of await as(actor('supervisor')).replay.follow({ b: { release }, days: 30 })) steps.push(step)
    expect(steps.at(0)).toEqual({ kind: 'progress', done: 1, of: 7 })
    expect(steps.at(-1)).toMatchObject({ kind: 'result', result: { sessions: 7 } })
  })

  it.each([
    ['an operator', () => as(actor('agent')).replay.run({ b: 'draft', days: 1 }), 'NOT_ALLOWED'],
    ['nobody', () => as(undefined).replay.run({ b: 'draft', days: 1 }), 'LOG_IN_FIRST'],
    ['a release that never was', () => as(actor('auditor')).replay.run({ b: { release: 999 }, days: 1 }), 'NO_SUCH_RELEASE'],
    ['a request that never was', () => as(actor('auditor')).replay.run({ b: { request: 999 }, days: 1 }), 'NO_SUCH_DOCUMENT'],
    ['ten years', () => as(actor('auditor')).replay.run({ b: 'draft', days: 3650 }), 'INPUT_INVALID'],
  ])('refuses %s', async (_name, act, code) => {
    await expect(act()).rejects.toMatchObject({ cause: { code } })
  })
})
