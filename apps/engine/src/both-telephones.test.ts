import type { Answer, Operation, Utterance, World } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeTimers } from './fake-timers-for-test.ts'
import { faultPoints, faultResults } from './faults.ts'
import { type HandsetEvent, HandsetWorld } from './handset-world.ts'
import { runSession } from './session.ts'
import { type Press, SimulatedWorld } from './simulated-world.ts'
import { callFlow, node, start, toyProgram } from './toy-bundle-for-test.ts'

const neverAborted = new AbortController().signal
const spoken = (seconds: number, prompt = 'p'): Utterance => ({ prompt, text: prompt, seconds })
const seconds = fc.integer({ min: 0, max: 6000 }).map((ms) => ms / 1000)
const utterances = fc.array(seconds.map((length) => spoken(length)), { maxLength: 3 })
const whole = fc.integer({ min: 1, max: 20 })
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.constant<Operation>({ op: 'call.answer' }),
  utterances.map((say): Operation => ({ op: 'call.play', say })),
  fc.record({ say: utterances, timeoutSeconds: whole }).map((rest): Operation => ({ op: 'call.ask', own: 0, keys: '123', ...rest })),
  fc.record({ say: utterances, timeoutSeconds: whole, digitTimeoutSeconds: whole }).map((rest): Operation => ({ op: 'call.collect', own: 0, minDigits: 1, maxDigits: 6, terminator: '#', secret: false, ...rest })),
  fc.record({ say: utterances, maxSeconds: whole }).map((rest): Operation => ({ op: 'call.record', silenceSeconds: 2, finishKey: '#', ...rest })),
  whole.map((timeoutSeconds): Operation => ({ op: 'call.transfer', to: '0311', timeoutSeconds, purpose: 'transfer' })),
  whole.map((timeoutSeconds): Operation => ({ op: 'call.transfer', to: '0311', also: ['seat:1001', 'agent:a'], ringing: 'in-turn', timeoutSeconds, purpose: 'transfer' })),
  whole.map((length): Operation => ({ op: 'call.wait', seconds: length })),
  fc.constantFrom('start', 'pause', 'resume', 'stop').map((act): Operation => ({ op: 'call.recording', act })),
  fc.record({ repeat: utterances, maxSeconds: whole }).map((rest): Operation => ({ op: 'call.hold', ...rest })),
  whole.map((maxSeconds): Operation => ({ op: 'call.hold', repeat: [], slot: '701', maxSeconds })),
  fc.constant<Operation>({ op: 'call.retrieve', slot: '701' }),
  fc.constant<Operation>({ op: 'call.conference', room: 'a', maxMembers: 3 }),
  fc.constant<Operation>({ op: 'queue.look', queue: 'desk', limits: { waiting: 2 } }),
  whole.map((timeoutSeconds): Operation => ({ op: 'http.request', method: 'GET', url: 'https://example.lg.jp/', headers: [], timeoutSeconds, retries: 1, sample: { a: 1 } })),
  fc.constant<Operation>({ op: 'messages.send', by: 'sms', to: '09000000000', subject: '', text: 't' }),
  fc.constant<Operation>({ op: 'records.create', record: 'task', title: 't', number: '', fields: {}, dueMinutes: 0 }),
  fc.constant<Operation>({ op: 'desk.show', title: 't', fields: {} }),
  whole.map((timeoutSeconds): Operation => ({ op: 'service.ask', plugin: 'acme', service: 's', input: {}, timeoutSeconds, samples: ['first', 'second'] })),
  fc.record({ maxWaitSeconds: fc.integer({ min: 1, max: 40 }), maxLength: fc.nat({ max: 2 }), announceEverySeconds: fc.integer({ min: 5, max: 15 }), leaveKey: fc.constantFrom('9', undefined) }).map(({ leaveKey, ...rest }): Operation => ({ op: 'queue.join', queue: 'desk', announceFirst: spoken(1), announceAgain: spoken(1), ...rest, ...(leaveKey !== undefined && { leaveKey }) })),
)
/** No key comes early and none too many: what is pressed ahead belongs to a later question only on a telephone. */
const press: fc.Arbitrary<Press> = fc.oneof(fc.constantFrom('-', '1', '!2', '9'), fc.stringMatching(/^!?[0-9]{1,5}#?$/), fc.constant('hang'))
/** Every result of every fault that a world can meet; those of hours and chance, of database and runtime, are none of the world's. */
const everyFault: [string, string][] = Object.entries(faultResults)
  .filter(([name]) => !['hours', 'chance', 'database', 'runtime'].includes(name))
  .flatMap(([name, { bad, also }]) => [...bad, ...also].map((result): [string, string] => [name === 'plugin' ? 'plugin:acme' : name, result]))
const faults = fc.uniqueArray(fc.tuple(fc.constantFrom(...everyFault), fc.constantFrom('', ',ok')), { maxLength: 2, selector: ([[name]]) => name })
  .map((chosen) => chosen.map(([[name, result], then]): [string, string] => [name, `${result}${then}`]))

/** Does on a handset what `--press` describes: keys when the prompt has ended or at once, and talks for a minute. */
class ScriptedCaller {
  readonly timers = new FakeTimers()
  readonly world: HandsetWorld
  readonly #press: Press[]
  #speechSeconds = 0

  constructor(script: readonly Press[], agents: number, faulty: ReadonlyMap<string, string>) {
    this.#press = [...script]
    this.world = new HandsetWorld({ emit: (event) => this.#hear(event), timers: this.timers, agents: () => agents, faults: faulty })
  }

  #hear(event: HandsetEvent): void {
    if (event.kind === 'speaking' && event.say.length > 0) this.#speechSeconds = event.say.reduce((sum, one) => sum + one.seconds, 0)
    else if (event.kind === 'speaking') this.#speechSeconds = 0
    else if (event.kind === 'listening') this.#answer(event)
    else if (event.kind === 'connected') this.#in(60, () => this.world.skip())
  }

  #answer({ for: what, timeoutSeconds }: Extract<HandsetEvent, { kind: 'listening' }>): void {
    const speech = this.#speechSeconds
    if (what === 'message') return this.#in(speech + Math.min(10, timeoutSeconds), () => timeoutSeconds > 10 && this.world.press('#'))
    const next = this.#press.shift() ?? '-'
    if (next === 'hang') return this.#in(speech, () => this.world.hangup())
    if (next === '-') return
    const keys = what === 'key' ? next.replace('!', '').slice(0, 1) : next.replace('!', '')
    this.#in(next.startsWith('!') ? Math.min(0.5, speech) : speech, () => [...keys].forEach((key) => this.world.press(key)))
  }

  #in(after: number, act: () => void): void {
    this.timers.after(after * 1000, act)
  }
}

const named = new Set(['recording', 'message', 'record'])

/** Without what differs by nature: the name of a recording, a message or a record, and the last digits of a sum of seconds. */
function comparable({ atMs, result, gone, fault }: Answer): unknown {
  const rounded = (part: object | undefined) => part && Object.fromEntries(Object.entries(part).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 1000) : named.has(key) ? value !== null : value]))
  return { atMs, gone: rounded(gone), fault, result: rounded(result as object | undefined) }
}

async function answersOn(world: World, operations: readonly Operation[], timers?: FakeTimers): Promise<unknown[]> {
  const answers: unknown[] = []
  let startedMs = 0
  for (const [n, one] of operations.entries()) {
    const pending = Promise.resolve(world.perform(one, { n, operation: one, startedMs }, neverAborted))
    await timers?.run()
    const answer = await pending
    answers.push(comparable(answer))
    startedMs = answer.atMs
    if (answer.gone) break
  }
  return answers
}

describe('a caller who does the same on both telephones', () => {
  it('gets the same answers at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 8 }), fc.array(press, { maxLength: 8 }), fc.nat({ max: 1 }), faults, async (operations, script, agents, faulty) => {
        const caller = new ScriptedCaller(script, agents, new Map(faulty))
        const simulated = await answersOn(new SimulatedWorld({ press: script, agents: () => agents, faults: new Map(faulty) }), operations)
        expect(await answersOn(caller.world, operations, caller.timers)).toEqual(simulated)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('meets every fault alike, at every operation that can meet it', async () => {
    const operations = fc.sample(operation, { numRuns: 300, seed: 7 }).map((one): [string, Operation] => [JSON.stringify([one.op, 'slot' in one, 'leaveKey' in one]), one])
    for (const [, one] of new Map(operations)) {
      for (const [name, result] of everyFault.filter(([point]) => faultPoints(one).includes(point))) {
        const fault = new Map([[name, result]])
        const caller = new ScriptedCaller([], 1, fault)
        const simulated = await answersOn(new SimulatedWorld({ faults: fault }), [one, { op: 'call.wait', seconds: 2 }])
        expect([one.op, name, result, await answersOn(caller.world, [one, { op: 'call.wait', seconds: 2 }], caller.timers)]).toEqual([one.op, name, result, simulated])
      }
    }
  })

  it('hears the same call of the same flow', async () => {
    const program = await toyProgram([
      callFlow('main', 'a', {
        a: node('answer', {}, { done: 'b' }), b: node('say', { prompts: ['a'] }, { done: 'c' }), c: node('ask', { prompt: 'b', keys: '12' }, { 1: 'd', 2: 'e', other: 'c' }),
        d: node('collect', { prompt: 'c', name: 'n' }, { done: 'e' }), e: node('queue', { queue: 'desk' }, { served: 'f', timeout: 'f', full: 'f' }), f: node('hangup'),
      }),
    ])
    const script = ['-', '!1', '42#']
    const simulated = await runSession(program, start, new SimulatedWorld({ press: script, agents: () => 1 }))
    const caller = new ScriptedCaller(script, 1, new Map())
    const running = runSession(program, start, caller.world)
    await caller.timers.run()
    expect((await running).trace).toEqual(simulated.trace)
  })
})
