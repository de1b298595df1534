import type { Operation } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import { faultResults } from './faults.ts'
import { SimulationRefused, parseFaults, simulate } from './simulate.ts'
import { SimulatedWorld } from './simulated-world.ts'
import { callFlow, node, toyProgram } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>
const end = node('hangup')
const at = '2026-11-24T10:00'
const program = (main: Record<string, Json>, rest: Json = {}) => toyProgram([callFlow('main', Object.keys(main)[0] ?? '', main, rest)])
const question = { a: node('ask', { prompt: 'b', keys: '14#' }, { 1: 'z', 4: 'z', '#': 'z', other: 'z' }), z: end }
const digits = { a: node('collect', { prompt: 'b', name: 'n' }, { done: 'z' }), z: end }
const run = async (main: Record<string, Json>, press: string[] = [], more: Partial<Parameters<typeof simulate>[1]> = {}) => simulate(await program(main), { to: '048-000-0000', at, press, ...more })
const exitOf = async (press: string[]) => (await run(question, press)).steps[0]?.exit

describe('--press', () => {
  it.each<[string, string | null]>([['4', '4'], ['#', '#'], ['-', 'other'], ['9', 'other'], ['!4', '4'], ['1234#', '1']])('%s at a question takes the exit %s', async (press, exit) => {
    expect(await exitOf([press])).toBe(exit)
  })

  it('that is exhausted means silence, and what is left over is ignored', async () => {
    expect(await exitOf([])).toBe('other')
    expect(await exitOf(['4', '5', 'hang'])).toBe('4')
  })

  it('`hang` hangs up when the prompt has ended', async () => {
    const { outcome, seconds, heard } = await run(question, ['hang'])
    expect(outcome).toEqual({ kind: 'abandoned', cause: 'NORMAL_CLEARING' })
    expect(seconds).toBe(3)
    expect(heard).toMatchObject([{ prompt: 'b', atMs: 0, seconds: 3 }])
  })

  it('takes the time that it takes: a key after the prompt, at once, never', async () => {
    expect((await run(question, ['4'])).seconds).toBe(3)
    const barged = await run(question, ['!4'])
    expect(barged.seconds).toBe(0.5)
    expect(barged.heard).toMatchObject([{ prompt: 'b', seconds: 0.5 }])
    expect((await run(question, ['-'])).seconds).toBe(8)
  })

  it.each<[string, string, number]>([
    ['1234#', '1234', 3],
    ['!1234#', '1234', 0.5],
    ['123456', '123456', 3],
    ['123456#', '123456', 3],
    ['1234567', '123456', 3],
    ['12', '12', 6],
    ['#', '', 3],
    ['-', '', 8],
  ])('%s at a collection gives "%s" after %d s', async (press, entered, seconds) => {
    const result = await run(digits, [press])
    expect(result.variables).toEqual({ n: entered })
    expect(result.seconds).toBe(seconds)
  })

  it('is answered by the prompts that wait for keys, and by no others', async () => {
    const flow = { s: node('say', { prompts: ['a'], bargeIn: false }, { done: 'w' }), w: node('wait', { seconds: 1 }, { done: 'a' }), ...question }
    expect((await run(flow, ['4'])).steps.map(({ exit }) => exit)).toEqual(['done', 'done', '4', null])
  })
})

describe('--fault', () => {
  const transfer = { a: node('transfer', { to: '0311' }, { answered: 'z', busy: 'z', 'no-answer': 'z', unreachable: 'z' }), z: end }
  const queue = { a: node('queue', { queue: 'desk' }, { served: 'z', timeout: 'z', full: 'z' }), z: end }
  const hours = { a: node('hours', { hours: 'office' }, { emergency: 'z', exception: 'z', holiday: 'z', closed: 'z', open: 'z', error: 'z' }), z: end }
  const first = async (flow: Record<string, Json>, faults: string[], more = {}) => (await run(flow, [], { faults, ...more })).steps[0]?.exit

  it.each(['busy', 'no-answer', 'unreachable'])('gateway=%s', async (result) => {
    expect(await first(transfer, [`gateway=${result}`])).toBe(result)
  })

  it('queue=timeout, with its announcements; queue=full; queue=abandoned', async () => {
    const { heard, seconds, steps } = await run(queue, [], { faults: ['queue=timeout'] })
    expect(steps[0]?.exit).toBe('timeout')
    expect(seconds).toBe(60)
    expect(heard.map(({ prompt, atMs }) => [prompt, atMs])).toEqual([['a', 0], ['b', 20_000], ['b', 40_000]])
    expect(await first(queue, ['queue=full'])).toBe('full')
    expect((await run(queue, [], { faults: ['queue=abandoned'] })).outcome).toEqual({ kind: 'abandoned', target: 'desk', cause: 'NORMAL_CLEARING' })
  })

  it.each(['hours', 'hours=error'])('%s is told as a fault of the hours', async (fault) => {
    expect(await first(hours, [fault])).toBe('error')
  })

  it.each(['prompt', 'prompt=missing'])('%s leaves the caller with what needs no audio', async (fault) => {
    const result = await run({ a: node('ask', { prompt: 'b', keys: '4' }, { 4: 'z', other: 'z', error: 'z' }), z: end }, ['4'], { faults: [fault] })
    expect(result.steps[0]?.exit).toBe('error')
    expect(result.heard).toEqual([])
  })

  it('database changes nothing for the caller: the release is in memory', async () => {
    expect((await run(question, ['4'], { faults: ['database'] })).steps).toEqual((await run(question, ['4'])).steps)
  })

  it('runtime leaves the fallback dialplan', async () => {
    const result = await run({ s: node('say', { prompts: ['a', 'c'], bargeIn: false }, { done: 'a' }), ...question }, [], { faults: ['runtime'] })
    expect(result).toMatchObject({ flow: 'fallback', steps: [], outcome: { kind: 'hangup' }, seconds: 3.5 })
    expect(result.heard.map(({ prompt, atMs }) => [prompt, atMs])).toEqual([['a', 0], ['c', 2000]])
  })

  it('knows every fault of the contract, each with its results', () => {
    for (const [name, { bad, also }] of Object.entries(faultResults)) {
      const written = name === 'plugin' ? 'plugin:sms' : name
      for (const result of [...bad, ...also, ...also.map((good) => `${good},${bad[0]}`)]) expect(parseFaults([`${written}=${result}`])).toEqual(new Map([[written, result]]))
    }
    expect(parseFaults(['database', 'runtime', 'gateway=busy'])).toEqual(new Map([['database', 'down'], ['runtime', 'down'], ['gateway', 'busy']]))
  })

  it.each(['fire', 'gateway', 'gateway=', 'gateway=fire', 'gateway=busy=busy', 'plugin=error', 'plugin:=error', 'plugin:sms', 'database=down', 'constructor', 'toString=x', '', '='])('refuses %j in both languages', (fault) => {
    try {
      parseFaults([fault])
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(SimulationRefused)
      expect(error).toMatchObject({ code: 'unknown-fault', ja: expect.stringContaining('gateway=busy|no-answer|unreachable'), message: expect.stringContaining('plugin:ID=error|timeout') })
    }
  })
})

describe('what means nothing is refused in both languages', () => {
  it.each([
    ['unknown-number', { to: '0999' }, '0480000000'],
    ['unreadable-instant', { at: 'tomorrow' }, '2026-11-24T10:00'],
    ['unreadable-instant', { at: '2026-02-30T10:00' }, '2026-11-24T10:00'],
    ['unreadable-press', { press: ['4', '4a'] }, '1234#'],
    ['unreadable-press', { press: [''] }, '1234#'],
    ['unreadable-press', { press: ['!'] }, '1234#'],
  ])('%s %j', async (code, request, hint) => {
    await expect(run(question, [], request)).rejects.toMatchObject({ name: 'SimulationRefused', code, ja: expect.stringContaining(hint), message: expect.stringContaining(hint) })
  })
})

describe('a simulated call', () => {
  const hours = (exits: Record<string, string>) => ({ h: node('hours', { hours: 'office' }, { emergency: 'q', exception: 'q', holiday: 'q', closed: 'q', open: 'q', ...exits }), q: node('queue', { queue: 'desk' }, { served: 'z', timeout: 'z', full: 'z' }), z: end })

  it('finds an agent in open hours, none outside, and as many as it is told', async () => {
    const exit = async (request: object) => (await run(hours({}), [], request)).steps[1]?.exit
    expect(await exit({ at: '2026-11-24T10:00' })).toBe('served')
    expect(await exit({ at: '2026-11-24T20:00' })).toBe('timeout')
    expect(await exit({ at: '2026-11-24T20:00', agents: 2 })).toBe('served')
    expect(await exit({ at: '2026-11-24T10:00', agents: 0 })).toBe('timeout')
    expect((await run({ q: node('queue', { queue: 'desk' }, { served: 'z', timeout: 'z', full: 'z' }), z: end })).outcome).toEqual({ kind: 'agent', target: 'desk' })
  })

  it('tells each decision of the hours with its reason', async () => {
    expect((await run(hours({}), [], { at: '2026-11-24T20:00' })).decisions).toEqual([
      { node: 'h', document: 'office', state: 'closed', rule: '/weekly/2', until: '2026-11-25T09:00:00+09:00', nextOpen: '2026-11-25T09:00:00+09:00' },
    ])
  })

  it('takes an instant in local time of the bundle, with an offset, or in milliseconds', async () => {
    for (const when of ['2026-11-24T20:00', '2026-11-24T11:00:00Z', Date.parse('2026-11-24T20:00:00+09:00')]) expect((await run(hours({}), [], { at: when })).decisions[0]?.state).toBe('closed')
  })

  it('has a caller, who may be anonymous', async () => {
    const flow = { a: node('set', { name: 'who', value: 'contact.from & ">" & contact.to' }, { done: 'z' }), z: end }
    expect((await run(flow)).variables).toEqual({ who: '0312345678>0480000000' })
    expect((await run(flow, [], { from: 'anonymous' })).variables).toEqual({ who: 'anonymous>0480000000' })
  })
})

describe('the simulated telephone', () => {
  const perform = (world: SimulatedWorld, operation: Operation, startedMs = 0) => world.perform(operation, { n: 0, operation, startedMs })

  it('says that the contact is gone once it is, whoever hung up', () => {
    const world = new SimulatedWorld({ press: ['hang'] })
    perform(world, { op: 'call.ask', say: [], own: 0, keys: '1', timeoutSeconds: 1 })
    expect(perform(world, { op: 'call.play', say: [{ prompt: 'a', text: 'a', seconds: 1 }] })).toMatchObject({ gone: { cause: 'NORMAL_CLEARING' } })
    const other = new SimulatedWorld()
    perform(other, { op: 'call.hangup', cause: 'USER_BUSY' })
    expect(perform(other, { op: 'call.wait', seconds: 1 }, 7)).toMatchObject({ atMs: 7, gone: {} })
  })

  it('takes the last digit for the end of a collection: a terminator behind it comes too late', () => {
    const collect: Operation = { op: 'call.collect', say: [], own: 0, minDigits: 1, maxDigits: 4, terminator: '#', timeoutSeconds: 5, digitTimeoutSeconds: 3, secret: false }
    expect(perform(new SimulatedWorld({ press: ['1234#'] }), collect)).toMatchObject({ result: { digits: '1234', terminated: false } })
    expect(perform(new SimulatedWorld({ press: ['123#'] }), collect)).toMatchObject({ result: { digits: '123', terminated: true } })
  })

  it('lets nobody wait in a queue of length 0', () => {
    expect(perform(new SimulatedWorld(), { op: 'queue.join', queue: 'q', maxWaitSeconds: 9, maxLength: 0, announceEverySeconds: 10 })).toMatchObject({ result: { result: 'full' } })
  })

  it('records a message no longer than allowed', () => {
    expect(perform(new SimulatedWorld(), { op: 'call.record', say: [], maxSeconds: 4, silenceSeconds: 2, finishKey: '#' })).toMatchObject({ atMs: 4000, result: { seconds: 4 } })
  })
})
