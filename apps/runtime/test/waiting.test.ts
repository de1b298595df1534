import { fileURLToPath } from 'node:url'
import { type HandsetEvent, HandsetWorld, type Program, type SessionStart, SimulatedWorld, checkBundle, compileBundle, replaySession, runSession, simulate } from '@madoguchi/engine'
import type { CallFlow, Prompts, Queue } from '@madoguchi/schemas'
import type { JournalEntry, TraceEvent } from '@madoguchi/sdk'
import { FakeTimers } from '../../engine/src/fake-timers-for-test.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../src/node-types.ts'

// Waiting in a queue with the real nodes: what is told of the wait, a flow that offers a call back, and the place that is kept for one.

const folder = fileURLToPath(new URL('../../../flows/saitama-auto-tax/', import.meta.url))
const at = '2026-11-24T10:00:00+09:00'
const start: SessionStart = { to: '0570012229', from: '09012345678', startedAtMs: Date.parse(at), seed: 1 }
let files: ReadonlyMap<string, string>

beforeAll(async () => {
  files = (await readBundleFolder(folder)).bundle.files
})

function edited<Document>(all: Map<string, string>, path: string, change: (document: Document) => void): void {
  const document = JSON.parse(all.get(path) ?? 'null') as Document
  change(document)
  all.set(path, JSON.stringify(document))
}

const text = (ja: string) => ({ title: { ja }, owner: 'prefecture' as const, purpose: 'waiting' as const, text: { ja } })

/** Whoever waits is told how long it will be, and after 30 s offered a call back. */
async function compiled(queue: Partial<Queue>, offersCallback: boolean, number = 'contact.from') {
  const all = new Map(files)
  edited<Queue>(all, 'queue/tax.json', (document) => Object.assign(document, queue))
  edited<Prompts>(all, 'prompts/guidance.json', ({ prompts }) => Object.assign(prompts, { 'g.offer': text('折り返しをご希望の方は1を、このままお待ちの方は2を押してください。'), 'g.booked': text('折り返しを承りました。'), 'g.minutes': text('あと{{queue.minutes}}分ほどお待ちください。') }))
  if (offersCallback) {
    edited<CallFlow>(all, 'call/main.json', ({ nodes }) => {
      const desk = nodes['tax-desk']
      if (!desk) throw new Error('the reference bundle has another desk')
      desk.config = { queue: 'tax', waiting: { flow: 'offer', afterSeconds: 30, everySeconds: 60, times: 2, guidanceOnly: false, mayLeave: false } }
      Object.assign(desk.next, { callback: 'book' })
      nodes['book'] = { type: 'queue.request-callback', config: { queue: 'tax', number }, next: { 'callback-accepted': 'booked', 'no-number': 'cannot-connect' } }
      nodes['booked'] = { type: 'voice.play', config: { prompts: ['g.booked'], bargeIn: false }, next: { done: 'hang-up' } }
    })
    all.set('call/offer.json', JSON.stringify({
      $schema: '../../../schemas/json/call.schema.json', kind: 'call', id: 'offer', title: { ja: '待っている間' }, entry: 'ask',
      nodes: {
        ask: { type: 'voice.menu', config: { prompt: 'g.offer', choices: [{ key: '1', label: { ja: '折り返し' } }, { key: '2', label: { ja: 'このまま待つ' } }], retries: 0, timeoutSeconds: 10 }, next: { 1: 'callback', 2: 'wait', timeout: 'wait', invalid: 'wait' } },
        callback: { type: 'logic.return', config: { result: 'callback' }, next: {} },
        wait: { type: 'logic.return', config: { result: 'wait' }, next: {} },
      },
    }))
  }
  return compileBundle(all, { nodeTypes, plugins: pluginNames, audio: { has: () => true } })
}

async function program(queue: Partial<Queue>, offersCallback = false): Promise<Program> {
  const { program: made, problems } = await compiled(queue, offersCallback)
  if (!made) throw new Error(JSON.stringify(problems))
  return made
}

const spoken = (heard: readonly { text: string; atMs: number }[]) => heard.map(({ text: words, atMs }) => `${Math.round(atMs / 1000)} ${words}`)

describe('announcements while waiting', () => {
  it('tell place and wait as they are by then, and an agent answers when it is the caller’s turn', async () => {
    const { heard, outcome, trace } = await simulate(await program({ announceStatus: 'both', announceStatusAfterSeconds: 20, announceEverySeconds: 50 }), { to: start.to, at, agents: 1, waiting: 2 })
    const joined = trace.find((event) => event.kind === 'heard' && event.prompt === 'g.queue.first')?.atMs ?? 0
    expect(spoken(heard.filter(({ text: words }) => words.includes('番目')).map((one) => ({ ...one, atMs: one.atMs - joined })))).toEqual([
      expect.stringMatching(/現在、3番目です。およそ3分お待ちいただきます。$/), expect.stringMatching(/現在、2番目です。およそ2分お待ちいただきます。$/), expect.stringMatching(/現在、1番目です。およそ1分お待ちいただきます。$/),
    ])
    expect(outcome).toEqual({ kind: 'agent', target: 'tax' })
  })

  it('say that a wait is unknown, and never that there is none', async () => {
    const { heard } = await simulate(await program({ announceStatus: 'wait', maxWaitSeconds: 100 }), { to: start.to, at, agents: 0 })
    const told = heard.filter(({ text: words }) => words.includes('待ち時間の目安'))
    expect(told).toHaveLength(2)
    expect(heard.some(({ text: words }) => /0分/.test(words))).toBe(false)
  })

  it('are not repeated unchanged where that is not wanted', async () => {
    const silent = await simulate(await program({ announceStatus: 'position', announceOnlyChanges: true }), { to: start.to, at, agents: 0, waiting: 3 })
    const told = silent.heard.filter(({ text: words }) => words.includes('番目'))
    expect(told.map(({ text: words }) => words)).toEqual(['現在、4番目です。'])
  })

  it('are said in the words of the prompts where the queue names some', async () => {
    const { heard } = await simulate(await program({ announceStatus: 'both', waitPrompt: 'g.minutes' }), { to: start.to, at, agents: 1, waiting: 1 })
    expect(heard.find(({ prompt }) => prompt === 'g.minutes')?.text).toBe('あと2分ほどお待ちください。')
  })

  it('change nothing of a call that is served at once', async () => {
    const [plain, told] = await Promise.all([program({}), program({ announceStatus: 'both' })])
    const [a, b] = await Promise.all([simulate(plain, { to: start.to, at, agents: 1 }), simulate(told, { to: start.to, at, agents: 1 })])
    expect(b).toEqual(a)
  })
})

describe('a flow while waiting', () => {
  it('leads a caller who wants to be called back to an entry that keeps the place', async () => {
    const { outcome, trace, heard } = await simulate(await program({}, true), { to: start.to, from: start.from, at, agents: 0, press: ['1'] })
    expect(heard.map(({ prompt }) => prompt)).toEqual(['g.open.record', 'g.queue.first', 'g.offer', 'g.booked'])
    expect(trace.filter((event) => event.kind === 'outside')).toMatchObject([{ what: 'callback', target: '09012345678', value: 'tax', result: 'accepted' }])
    expect(outcome.kind).toBe('hangup')
  })

  it('asks for a number where it is withheld', async () => {
    const { steps } = await simulate(await program({}, true), { to: start.to, from: 'anonymous', at, agents: 0, press: ['1'] })
    expect(steps.find(({ node }) => node === 'book')?.exit).toBe('no-number')
  })

  it('goes on waiting where it stood, and comes again as often as it may', async () => {
    const { heard, steps, trace } = await simulate(await program({}, true), { to: start.to, at, agents: 0, press: ['2', '-'] })
    expect(heard.filter(({ prompt }) => prompt === 'g.offer')).toHaveLength(2)
    const first = trace.find((event) => event.kind === 'heard' && event.prompt === 'g.queue.first')
    const left = steps.findLast(({ node, exit }) => node === 'tax-desk' && exit === 'timeout')
    const after = steps.find(({ node }) => node === 'cannot-connect')
    expect(left).toBeDefined()
    expect((after?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(600_000)
  })

  it('is ended by an agent at any instant, in the middle of a prompt too', async () => {
    const { heard, steps, outcome } = await simulate(await program({}, true), { to: start.to, at, agents: 2, waiting: 0, faults: ['queue=waiting,served'] })
    expect(outcome).toEqual({ kind: 'agent', target: 'tax' })
    const offer = heard.find(({ prompt }) => prompt === 'g.offer')
    expect(offer?.seconds).toBeGreaterThan(0)
    expect(steps.map(({ node, exit }) => `${node} ${exit}`)).toEqual(expect.arrayContaining(['ask null', 'tax-desk served']))
  })

  it('leaves the place to nobody else: a caller who hangs up meanwhile has left the queue', async () => {
    const { outcome } = await simulate(await program({}, true), { to: start.to, at, agents: 0, hangUpAfterSeconds: 45 })
    expect(outcome).toEqual({ kind: 'abandoned', target: 'tax', cause: 'NORMAL_CLEARING' })
  })
})

describe('the mechanisms of a journal', () => {
  const both = { announceStatus: 'both' as const, maxWaitSeconds: 300 }

  it('a session cut at any operation goes on to the same end, with the place of the journal', async () => {
    const made = await program(both, true)
    const journal: JournalEntry[] = []
    const run = (recorded: JournalEntry[] | undefined, press: string[]) => runSession(made, start, new SimulatedWorld({ press, agents: () => 0, waiting: () => 1 }), { ...(recorded && { recorded }), sink: recorded ? {} : { began: (entry) => void journal.push(entry) } })
    const whole = await run(undefined, ['2', '1'])
    expect(whole.trace.some((event) => event.kind === 'outside')).toBe(true)
    const asked = journal.filter(({ operation }) => operation.op === 'call.ask')
    expect(asked).toHaveLength(2)
    for (let cut = 1; cut < journal.length; cut++) {
      const pressed = asked.filter(({ n }) => n < cut).length
      const again = await run(structuredClone(journal.slice(0, cut)), ['2', '1'].slice(pressed))
      expect(again.trace).toEqual(whole.trace)
    }
  })

  it('replays itself without a difference', async () => {
    const made = await program(both, true)
    const { journal, outcome } = await runSession(made, start, new SimulatedWorld({ press: ['2', '1'], agents: () => 1, waiting: () => 6 }))
    expect(await replaySession(made, { start, journal, outcome })).toMatchObject({ same: true, unknown: false })
  })

  it('a wait that was recorded without announcements is told of them in a replay', async () => {
    const { journal, outcome } = await runSession(await program({}), start, new SimulatedWorld({ agents: () => 1, waiting: () => 2 }))
    const replay = await replaySession(await program({ announceStatus: 'wait' }), { start, journal, outcome })
    expect(replay).toMatchObject({ unknown: false, same: false, after: { outcome: { kind: 'agent', target: 'tax' } } })
  })

  it('the check walks it to the end, and finds nothing but the audio that is not recorded', async () => {
    const made = await compiled({ announceStatus: 'both', maxWaitSeconds: 120 }, true, '"0312345678"')
    const { problems } = await checkBundle(made, { nodeTypes, nowMs: start.startedAtMs })
    const found = problems.filter(({ severity }) => severity !== 'info').map(({ code, pointer }) => `${code} ${pointer}`)
    // A number that is always there makes an exit of the node dead, which is told.
    expect(found.filter((one) => !one.startsWith('prompt-no-audio'))).toEqual(['dead-exit /nodes/book/next/no-number'])
  })
})

describe('on the telephone of the studio', () => {
  async function call(press: { atSeconds: number; key: string }[], queue: { agents: number; waiting: number }) {
    const made = await program({ announceStatus: 'both' }, true)
    const timers = new FakeTimers()
    const events: (HandsetEvent & { atMs: number })[] = []
    const trace: TraceEvent[] = []
    const world = new HandsetWorld({ timers, agents: () => queue.agents, waiting: () => queue.waiting, emit: (event) => events.push({ ...event, atMs: timers.now() }) })
    const session = runSession(made, start, world, { onTrace: (event) => void trace.push(event) })
    for (let second = 0; second < 400; second++) {
      for (const { key } of press.filter(({ atSeconds }) => atSeconds === second)) world.press(key)
      await timers.pass(1)
    }
    world.hangup()
    return { events, trace, result: await session }
  }

  it('an agent answers in the middle of the menu', async () => {
    const { events, result } = await call([], { agents: 2, waiting: 2 })
    expect(events.some((event) => event.kind === 'connected' && event.target === 'tax')).toBe(true)
    expect(result.outcome).toEqual({ kind: 'agent', target: 'tax' })
  })

  it('a key chooses the call back', async () => {
    const { trace } = await call([{ atSeconds: 60, key: '1' }], { agents: 0, waiting: 2 })
    expect(trace.filter((event) => event.kind === 'outside')).toMatchObject([{ what: 'callback', result: 'accepted' }])
  })
})
