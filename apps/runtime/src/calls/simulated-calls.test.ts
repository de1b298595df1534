import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, vi } from 'vitest'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import type { HandsetMessage } from './simulated-calls.ts'

// A call to the live release without FreeSWITCH: what the studio's telephone does, on a real database.
let context: RuntimeContext
const closedHours = { to: '0570012229', from: '0312345678', at: '2026-11-22T20:00', agents: 0, faults: [] }

beforeAll(async () => {
  context = await makeRuntimeContext()
  const { bundle } = await readBundleFolder(fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url)))
  const { number } = await context.releases.createRelease({ ...bundle, message: 'reference', author: 'test' })
  await vi.waitUntil(() => context.live.current?.number === number)
})

/** Reads what the handset is told until `until` comes. */
async function listen(sessionId: string, until: (message: HandsetMessage) => boolean, after = 0): Promise<{ seq: number; messages: HandsetMessage[] }> {
  const messages: HandsetMessage[] = []
  for await (const { seq, message } of context.calls.messages(sessionId, after, AbortSignal.timeout(10_000))) {
    messages.push(message)
    if (until(message)) return { seq, messages }
  }
  throw new Error(`never came: ${JSON.stringify(messages.map(({ kind }) => kind))}`)
}

const speaks = (prompt: string) => (message: HandsetMessage) => message.kind === 'speaking' && message.say.some((utterance) => utterance.prompt === prompt)

it('speaks, takes a key in the middle of the announcement, and ends as the flow says; all of it is stored', async () => {
  const { sessionId } = await context.calls.dial(closedHours)
  await listen(sessionId, speaks('g.ah.menu'))
  context.calls.press(sessionId, '2')
  await listen(sessionId, speaks('g.ah.2'))
  context.calls.skip(sessionId)
  await listen(sessionId, speaks('g.ah.end'))
  context.calls.skip(sessionId)
  await listen(sessionId, ({ kind }) => kind === 'closed')
  await context.writer.flush()
  const stored = await context.sessions.trace(sessionId, { limit: 100 })
  expect(stored.filter(({ kind }) => kind === 'step').map(({ body }) => (body as { node: string }).node)).toEqual(['hours', 'to-after-hours', 'answer', 'hours-and-web', 'menu', 'item-2-address', 'goodbye', 'hang-up'])
  const [session] = await context.sessions.list({ limit: 1 })
  expect(session).toMatchObject({ id: sessionId, dialledLine: '0570012229', callerNumber: '0312345678', channel: 'simulated', outcome: { kind: 'hangup' } })
})

it('a reader that comes again goes on where it was and misses nothing', async () => {
  const { sessionId } = await context.calls.dial(closedHours)
  const { seq, messages } = await listen(sessionId, speaks('g.ah.menu'))
  context.calls.hangup(sessionId)
  const rest = await listen(sessionId, ({ kind }) => kind === 'closed', seq)
  const all = await listen(sessionId, ({ kind }) => kind === 'closed')
  expect(all.messages).toEqual([...messages, ...rest.messages])
})

it('a caller who hangs up is told as abandoned, a withheld number is stored as none', async () => {
  const { sessionId } = await context.calls.dial({ ...closedHours, from: 'anonymous' })
  await listen(sessionId, speaks('g.ah.menu'))
  context.calls.hangup(sessionId)
  await listen(sessionId, ({ kind }) => kind === 'closed')
  await context.writer.flush()
  expect((await context.sessions.list({ limit: 1 }))[0]).toMatchObject({ id: sessionId, callerNumber: null, outcome: { kind: 'abandoned' } })
})

it('a call in progress stays on its release; the next one hears the change', async () => {
  const { sessionId: standing, release: old } = await context.calls.dial(closedHours)
  const files = await context.releases.releaseFiles(old)
  const flow = JSON.parse(files.get('call/after-hours.json') ?? '{}')
  flow.nodes.menu.next['1'] = 'item-6-refund'
  const release = await context.releases.createRelease({ files: new Map([...files, ['call/after-hours.json', JSON.stringify(flow)]]), audio: new Map(), storedAudio: [], message: 'key 1', author: 'test' })
  await expect.poll(() => context.live.current?.number).toBe(release.number)
  const next = await context.calls.dial(closedHours)
  expect(next.release).toBe(release.number)
  for (const [session, item] of [[standing, 'g.ah.1'], [next.sessionId, 'g.ah.6']] as const) {
    await listen(session, speaks('g.ah.menu'))
    context.calls.press(session, '1')
    await listen(session, speaks(item))
    context.calls.hangup(session)
  }
})

it.each([
  [{ to: '999' }, 'unknown-number'],
])('a number without a flow ends the call and says why: %j', async (change, code) => {
  const { sessionId } = await context.calls.dial({ ...closedHours, ...change })
  const { messages } = await listen(sessionId, ({ kind }) => kind === 'closed' || kind === 'speaking')
  expect(JSON.stringify(messages)).toContain(code)
  context.calls.hangup(sessionId)
})

it.each([[{ at: 'yesterday-ish' }], [{ faults: ['moon=full'] }]])('%j is refused in both languages', async (change) => {
  await expect(context.calls.dial({ ...closedHours, ...change })).rejects.toMatchObject({ code: 'INPUT_INVALID', said: { ja: expect.any(String), en: expect.any(String) } })
})

it('sessions that a killed runtime left open are closed at their last event', async () => {
  const { sessionId } = await context.calls.dial(closedHours)
  await listen(sessionId, speaks('g.ah.menu'))
  await context.writer.flush()
  expect(await context.sessions.closeLost()).toBeGreaterThan(0)
  expect((await context.sessions.list({ limit: 1 }))[0]).toMatchObject({ id: sessionId, endedAt: expect.any(String), outcome: { kind: 'error', cause: 'runtime-lost' } })
  context.calls.hangup(sessionId)
})
