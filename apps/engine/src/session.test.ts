import { type Answer, ContactGone, NodeError, type Operation, type TraceEvent, type World } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import { type SessionOptions, type SessionResult, type SessionStart, runSession } from './session.ts'
import { type Press, SimulatedWorld, type SimulatedWorldOptions } from './simulated-world.ts'
import { callFlow, node, start, toyProgram } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>
const end = node('hangup')

interface Call extends SimulatedWorldOptions {
  start?: Partial<SessionStart>
  bundle?: Json
  world?: World
  options?: SessionOptions
}

/** Runs a call on these flows; the first node of `main` is its entry. */
async function call(main: Record<string, Json>, { start: begin, bundle, world, options, ...telephone }: Call = {}, rest: Json = {}, more: Json[] = []): Promise<SessionResult> {
  const program = await toyProgram([callFlow('main', Object.keys(main)[0] ?? '', main, rest), ...more], bundle)
  return runSession(program, { ...start, ...begin }, world ?? new SimulatedWorld(telephone), options)
}

const steps = ({ trace }: SessionResult) => trace.flatMap((event) => (event.kind === 'step' ? [`${event.flow}/${event.node}${event.exit === null ? '' : `:${event.exit}`}`] : []))
const faults = ({ trace }: SessionResult) => trace.flatMap((event) => (event.kind === 'fault' ? [`${event.node} ${event.code} ${event.handledBy}`] : []))
const heard = ({ trace }: SessionResult) => trace.flatMap((event) => (event.kind === 'heard' ? [event.prompt] : []))
const last = <T>(items: readonly T[]) => items[items.length - 1]
/** A telephone on which some operations come out otherwise. */
const telephone = (press: readonly Press[], otherwise: (operation: Operation, startedMs: number) => Answer | undefined): World => {
  const usual = new SimulatedWorld({ press })
  return { perform: (operation, entry) => otherwise(operation, entry.startedMs) ?? usual.perform(operation, entry) }
}

describe('a session goes from node to node', () => {
  it('by the exits that nodes leave by, until one ends it', async () => {
    const result = await call({ a: node('answer', {}, { done: 'b' }), b: node('ask', { prompt: 'a', keys: '12' }, { 1: 'c', 2: 'd', other: 'd' }), c: node('say', { prompts: ['b'] }, { done: 'd' }), d: end }, { press: ['1'] })
    expect(steps(result)).toEqual(['main/a:done', 'main/b:1', 'main/c:done', 'main/d'])
    expect(result.outcome).toEqual({ kind: 'hangup', cause: 'NORMAL_CLEARING' })
    expect(last(result.trace)).toEqual({ kind: 'outcome', atMs: 5000, outcome: result.outcome })
    expect(result.elapsedMs).toBe(5000)
  })

  it('finds its line whatever way the number is written', async () => {
    for (const to of ['0480000000', '048-000-0000', '０４８−０００−００００'.replaceAll('−', '-')]) expect((await call({ a: end }, { start: { to } })).outcome.kind).toBe('hangup')
  })

  it('speaks what is queued into the next question, and before the end', async () => {
    const result = await call({ a: node('say', { prompts: ['a'] }, { done: 'b' }), b: node('ask', { prompt: 'b', keys: '1' }, { 1: 'c', other: 'c' }), c: node('say', { prompts: ['c'] }, { done: 'd' }), d: node('end') }, { press: ['1'] })
    expect(result.journal.map(({ operation }) => [operation.op, 'say' in operation ? operation.say.map(({ prompt }) => prompt) : []])).toEqual([['call.ask', ['a', 'b']], ['call.play', ['c']]])
    expect(heard(result)).toEqual(['a', 'b', 'c'])
  })

  it('skips a node by the exit it names, without running it', async () => {
    const result = await call({ a: node('fail', { how: 'crash' }, { done: 'b' }, { skip: 'done' }), b: end })
    expect(steps(result)).toEqual(['main/a:done', 'main/b'])
    expect(faults(result)).toEqual([])
  })

  it('counts the visits of a node in each run of its flow, and forgets them when told', async () => {
    const inner = callFlow('inner', 'x', { x: node('loop', { times: 3 }, { again: 'x', enough: 'r' }), r: node('return', { result: 'done' }) })
    const result = await call({ a: node('run', { flow: 'inner', results: ['done'] }, { done: 'b' }), b: node('loop', { times: 2 }, { again: 'a', enough: 'c' }), c: end }, {}, {}, [inner])
    const visits = result.trace.flatMap((event) => (event.kind === 'step' && event.node === 'x' ? [event.visit] : []))
    expect(visits).toEqual([1, 2, 3, 1, 2, 3])
  })

  it('starts its clock when the contact arrives, and moves it by answers alone', async () => {
    const result = await call({ a: node('wait', { seconds: 90 }, { done: 'b' }), b: node('set', { name: 'at', value: '$now()' }, { done: 'c' }), c: end })
    expect(result.variables).toEqual({ at: '2026-11-24T01:01:30.000Z' })
  })

  it('draws the same numbers for the same seed', async () => {
    const drawn = async (seed: number) => (await call({ a: node('set', { name: 'n', value: '[$random(), $random()]' }, { done: 'b' }), b: node('set', { name: 'm', value: '$random()' }, { done: 'c' }), c: end }, { start: { seed } })).variables
    expect(await drawn(1)).toEqual(await drawn(1))
    expect(await drawn(1)).not.toEqual(await drawn(2))
  })

  it('gives a node only what it needs', async () => {
    expect(faults(await call({ a: node('greedy', {}, { done: 'b' }), b: end }))).toEqual(['a node-failed safe-default'])
  })
})

describe('flows that run each other', () => {
  const inner = callFlow('inner', 'x', { x: node('answer', {}, { done: 'r' }), r: node('return', { result: 'good' }) })

  it('come back by the exit that is returned', async () => {
    const result = await call({ a: node('run', { flow: 'inner', results: ['good'] }, { good: 'b' }), b: end }, {}, {}, [inner])
    expect(steps(result)).toEqual(['main/a', 'inner/x:done', 'inner/r', 'main/a:good', 'main/b'])
    expect(result.trace.flatMap((event) => (event.kind === 'step' && event.node === 'a' ? [event.visit] : []))).toEqual([1, 1])
  })

  it('come back from where they went to as well', async () => {
    const first = callFlow('first', 'g', { g: node('go', { flow: 'inner' }) })
    const result = await call({ a: node('run', { flow: 'first', results: ['good'] }, { good: 'b' }), b: end }, {}, {}, [first, inner])
    expect(steps(result)).toEqual(['main/a', 'first/g', 'inner/x:done', 'inner/r', 'main/a:good', 'main/b'])
  })

  it('do not come back from where they went to otherwise', async () => {
    const result = await call({ a: node('go', { flow: 'inner' }) }, {}, {}, [inner])
    expect(faults(result)).toEqual(['r nothing-to-return-to safe-default'])
  })

  it('lay a result that the caller has no exit for at the door of the caller', async () => {
    const odd = callFlow('odd', 'r', { r: node('return', { result: 'unheard-of' }, { error: 'inside' }), inside: end })
    const result = await call({ a: node('run', { flow: 'odd', results: ['good'] }, { good: 'b', error: 'c' }), b: end, c: end }, {}, {}, [odd])
    expect(faults(result)).toEqual(['a unconnected-exit error-exit'])
    expect(steps(result)).toEqual(['main/a', 'odd/r', 'main/a:error', 'main/c'])
  })

  it('go only so deep', async () => {
    const deep = callFlow('deep', 'a', { a: node('run', { flow: 'deep', results: ['x'] }, { x: 'b' }), b: end })
    const result = await call({ a: node('run', { flow: 'deep', results: ['x'] }, { x: 'b' }), b: end }, {}, {}, [deep])
    expect(faults(result)).toEqual(['a too-deep safe-default'])
  })

  it('that are not there are a fault', async () => {
    const program = await toyProgram([callFlow('main', 'a', { a: node('go', { flow: 'main' }) })])
    const without = { ...program, flows: new Map([...program.flows].map(([id, flow]) => [id, { ...flow }])) }
    without.flows.delete('main')
    const { outcome } = await runSession(without, start, new SimulatedWorld())
    expect(outcome).toEqual({ kind: 'error', cause: 'unknown-number' })
  })
})

describe('a fault', () => {
  it.each([['fault', 'toy-fault'], ['crash', 'node-failed'], ['text', 'node-failed'], ['unknown-exit', 'unconnected-exit']])('of a node (%s) takes its error exit first', async (how, code) => {
    const result = await call({ a: node('fail', { how }, { done: 'b', error: 'c' }), b: end, c: end }, {}, { onError: 'b' })
    expect(faults(result)).toEqual([`a ${code} error-exit`])
    expect(steps(result)).toEqual(['main/a:error', 'main/c'])
  })

  it('takes onError next, and only once in a flow', async () => {
    const result = await call({ a: node('fail', { how: 'fault' }, { done: 'b' }), b: end, c: node('answer', {}, { done: 'd' }), d: node('fail', { how: 'crash' }, { done: 'b' }) }, {}, { onError: 'c' })
    expect(faults(result)).toEqual(['a toy-fault on-error', 'd node-failed safe-default'])
    expect(steps(result)).toEqual(['main/a', 'main/c:done', 'main/d'])
    expect(result.outcome).toEqual({ kind: 'error', cause: 'node-failed' })
  })

  it('in a flow that another runs takes the onError of that flow', async () => {
    const inner = callFlow('inner', 'x', { x: node('fail', { how: 'fault' }, { done: 'y' }), y: node('return', { result: 'sad' }) }, { onError: 'y' })
    const result = await call({ a: node('run', { flow: 'inner', results: ['sad'] }, { sad: 'b' }), b: end }, {}, { onError: 'b' }, [inner])
    expect(faults(result)).toEqual(['x toy-fault on-error'])
    expect(last(steps(result))).toBe('main/b')
  })

  it('without a way out apologises and hangs up', async () => {
    const result = await call({ a: node('fail', { how: 'fault' }, { done: 'b' }), b: end })
    expect(result.journal.map(({ operation }) => operation.op)).toEqual(['call.answer', 'call.play', 'call.hangup'])
    expect(heard(result)).toEqual(['sorry'])
    expect(result.outcome).toEqual({ kind: 'error', cause: 'toy-fault' })
  })

  const failover = { safeDefault: { prompt: 'sorry', failover: true } }
  const broken = { a: node('fail', { how: 'fault' }, { done: 'b' }), b: end }

  it('leads to the failover number where the bundle says so', async () => {
    const result = await call(broken, { bundle: failover })
    expect(result.journal.map(({ operation }) => operation)).toContainEqual(expect.objectContaining({ op: 'call.transfer', to: '048-000-0001', purpose: 'failover' }))
    expect(heard(result)).toEqual(['spare'])
    expect(result.outcome).toEqual({ kind: 'failover', target: '048-000-0001' })
  })

  it('tells that the service rests where the failover number cannot be reached', async () => {
    const result = await call(broken, { bundle: failover, faults: new Map([['gateway', 'busy']]) })
    expect(heard(result)).toEqual(['spare', 'out'])
    expect(result.outcome).toEqual({ kind: 'error', cause: 'toy-fault' })
  })

  it('connects nobody outside reception hours (R17)', async () => {
    const exits = { emergency: 'b', exception: 'b', holiday: 'b', closed: 'b', open: 'b' }
    const flow = { a: node('hours', { hours: 'office' }, exits), b: node('fail', { how: 'fault' }, { done: 'c' }), c: end }
    const night = await call(flow, { bundle: failover, start: { startedAtMs: Date.parse('2026-11-24T20:00:00+09:00') } })
    expect(heard(night)).toEqual(['sorry'])
    expect(heard(await call(flow, { bundle: failover }))).toEqual(['spare'])
  })

  it('inside the safe default still ends the call', async () => {
    const world = telephone([], ({ op }, atMs) => (op === 'call.hangup' ? undefined : { atMs, fault: { code: 'telephony', message: 'lost', retryable: true } }))
    const result = await call(broken, { world, bundle: failover })
    expect(result.journal.map(({ operation }) => operation.op)).toEqual(['call.answer', 'call.play', 'call.transfer', 'call.play', 'call.hangup'])
    expect(result.outcome).toEqual({ kind: 'error', cause: 'toy-fault' })
  })

  it('that the world throws is one like those it answers, and is in the journal', async () => {
    const world = telephone([], ({ op }) => {
      if (op === 'call.answer') throw new NodeError('telephony', 'no channel', { retryable: true })
      return undefined
    })
    const result = await call({ a: node('answer', {}, { done: 'b', error: 'b' }), b: end }, { world })
    expect(faults(result)).toEqual(['a telephony error-exit'])
    expect(result.journal[0]?.answer).toEqual({ atMs: 0, fault: { code: 'telephony', message: 'no channel', retryable: true } })
  })

  it('that a broken world throws ends the call as any other', async () => {
    const world: World = { perform: async () => Promise.reject(new Error('socket closed')) }
    expect((await call({ a: node('answer', {}, { done: 'b' }), b: end }, { world })).outcome).toEqual({ kind: 'error', cause: 'node-failed' })
  })

  it('of the hours is never "closed"', async () => {
    const exits = { emergency: 'b', exception: 'b', holiday: 'b', closed: 'b', open: 'b' }
    const result = await call({ a: node('hours', { hours: 'office' }, { ...exits, error: 'c' }), b: end, c: end }, { start: { hours: 'error' } })
    expect(steps(result)).toEqual(['main/a:error', 'main/c'])
    expect(faults(result)).toEqual(['a hours-error error-exit'])
  })

  it('comes of an exit that leads nowhere', async () => {
    const program = await toyProgram([callFlow('main', 'a', { a: node('answer', {}, {}) })])
    expect(faults(await runSession(program, start, new SimulatedWorld()))).toEqual(['a unconnected-exit safe-default'])
  })

  it('comes of an unknown number, politely', async () => {
    const result = await call({ a: end }, { start: { to: '0999' } })
    expect(result.outcome).toEqual({ kind: 'error', cause: 'unknown-number' })
    expect(heard(result)).toEqual(['sorry'])
  })

  it('comes of audio that is missing', async () => {
    const result = await call({ a: node('say', { prompts: ['a'], bargeIn: false }, { done: 'b', error: 'b' }), b: end }, { faults: new Map([['prompt', 'missing']]) })
    expect(faults(result)).toEqual(['a prompt-missing error-exit'])
    expect(heard(result)).toEqual([])
  })
})

describe('a flow that turns for ever', () => {
  it.each([
    ['by its exits', { a: node('fail', { how: 'no' }, { done: 'a' }) }, {}],
    ['by its error exits', { a: node('fail', { how: 'fault' }, { done: 'a', error: 'a' }) }, {}],
    ['by onError and back', { a: node('go', { flow: 'main' }) }, {}],
  ])('%s is stopped', async (_, flow, rest) => {
    const result = await call(flow, {}, rest)
    expect(faults(result).at(-1)).toMatch(/endless-loop safe-default$/)
    expect(result.outcome).toEqual({ kind: 'error', cause: 'endless-loop' })
  })

  it('after the contact has gone is stopped', async () => {
    const result = await call({ a: node('ask', { prompt: 'a', keys: '1' }, { 1: 'b', other: 'b' }), b: end, c: node('fail', { how: 'no' }, { done: 'c' }) }, { press: ['hang'] }, { onHangup: 'c' })
    expect(faults(result)).toEqual([' endless-loop none'])
  })

  it('asking the contact each time goes on while it lasts', async () => {
    const result = await call({ a: node('ask', { prompt: 'a', keys: '1' }, { 1: 'a', other: 'a' }) }, { press: [...Array.from({ length: 1500 }, () => '1'), 'hang'] })
    expect(result.outcome.kind).toBe('abandoned')
    expect(faults(result)).toEqual([])
  })
})

describe('when the contact is gone', () => {
  const question = node('ask', { prompt: 'a', keys: '1' }, { 1: 'b', other: 'b' })

  it('the session ends, and tells what was heard until then', async () => {
    const world = telephone([], ({ op }, atMs) => (op === 'call.ask' ? { atMs: atMs + 1500, gone: { cause: 'ORIGINATOR_CANCEL', heardSeconds: 1.5 } } : undefined))
    const result = await call({ a: question, b: end }, { world })
    expect(result.outcome).toEqual({ kind: 'abandoned', cause: 'ORIGINATOR_CANCEL' })
    expect(result.trace).toContainEqual(expect.objectContaining({ kind: 'heard', prompt: 'a', seconds: 1.5 }))
    expect(steps(result)).toEqual(['main/a'])
  })

  it('onHangup may note something, and knows that the contact is gone', async () => {
    const result = await call({ a: question, b: end, c: node('fail', { how: 'unless-gone' }, { done: 'd' }), d: node('set', { name: 'left', value: '"early"' }, { done: 'e' }), e: node('end') }, { press: ['hang'] }, { onHangup: 'c' })
    expect(steps(result)).toEqual(['main/a', 'main/c:done', 'main/d:done', 'main/e'])
    expect(result.variables).toEqual({ left: 'early' })
    expect(result.outcome.kind).toBe('abandoned')
  })

  it('nothing more is said to it', async () => {
    const result = await call({ a: question, b: end, c: node('say', { prompts: ['b'], bargeIn: false }, { done: 'b' }) }, { press: ['hang'] }, { onHangup: 'c', onError: 'b' })
    expect(heard(result)).toEqual(['a'])
    expect(steps(result)).toEqual(['main/a', 'main/c'])
  })

  it('a fault of onHangup is told and disturbs nobody', async () => {
    for (const how of ['fault', 'crash']) {
      const result = await call({ a: question, b: end, c: node('fail', { how }, { done: 'b' }) }, { press: ['hang'] }, { onHangup: 'c', onError: 'b' })
      expect(faults(result)).toEqual([`c ${how === 'fault' ? 'toy-fault' : 'node-failed'} none`])
      expect(result.outcome.kind).toBe('abandoned')
    }
  })

  it('during the apology the outcome stays an error', async () => {
    const world = telephone([], ({ op }, atMs) => (op === 'call.play' ? { atMs, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 0 } } : undefined))
    expect((await call({ a: node('fail', { how: 'fault' }, { done: 'b' }), b: end }, { world })).outcome).toEqual({ kind: 'error', cause: 'toy-fault' })
  })

  it('a node that throws ContactGone for it is believed', async () => {
    const world: World = { perform: () => { throw new ContactGone('LOSE_RACE') } }
    expect((await call({ a: question, b: end }, { world })).outcome).toEqual({ kind: 'abandoned', cause: 'LOSE_RACE' })
  })
})

describe('the outcome is the most decisive thing that happened', () => {
  const transfer = node('transfer', { to: '0311' }, { answered: 'b', busy: 'b', 'no-answer': 'b', unreachable: 'b' })
  const queue = node('queue', { queue: 'desk' }, { served: 'b', timeout: 'b', full: 'b' })

  it.each<[string, Record<string, Json>, Call, Json]>([
    ['a conversation, not the hang-up after it', { a: queue, b: end }, {}, { kind: 'agent', target: 'desk' }],
    ['a transfer', { a: transfer, b: end }, {}, { kind: 'transfer', target: '0311' }],
    ['the hang-up after a transfer that failed', { a: transfer, b: end }, { faults: new Map([['gateway', 'busy']]) }, { kind: 'hangup', cause: 'NORMAL_CLEARING' }],
    ['a message', { a: node('record', { prompt: 'a' }, { done: 'b' }), b: end }, {}, { kind: 'voicemail', target: 'simulated-1' }],
    ['a conversation, though a fault came after it', { a: queue, b: node('fail', { how: 'fault' }, { done: 'c' }), c: end }, {}, { kind: 'agent', target: 'desk' }],
    ['giving up in a queue, with the queue', { a: queue, b: end }, { faults: new Map([['queue', 'abandoned']]) }, { kind: 'abandoned', target: 'desk', cause: 'NORMAL_CLEARING' }],
    ['the end of a flow that does not hang up', { a: node('end') }, {}, { kind: 'hangup' }],
  ])('%s', async (_, flow, options, outcome) => {
    expect((await call(flow, options)).outcome).toEqual(outcome)
  })

  it.each<['transfer' | 'agent', Json, Json]>([
    ['transfer', transfer, { kind: 'transfer', target: '0311' }],
    ['agent', queue, { kind: 'agent', target: 'desk' }],
  ])('hanging up on somebody is no loss: %s', async (where, first, outcome) => {
    const world = telephone([], ({ op }, atMs) => (op === 'call.transfer' || op === 'queue.join' ? { atMs: atMs + 30_000, gone: { cause: 'NORMAL_CLEARING', in: where } } : undefined))
    expect((await call({ a: first, b: end }, { world })).outcome).toEqual(outcome)
  })
})

describe('variables', () => {
  const collect = (secret: boolean) => node('collect', { prompt: 'a', name: 'pin', secret }, { done: 'b' })

  it('are what the session began with and the flow set, not those of the bundle', async () => {
    const result = await call({ a: collect(false), b: node('set', { name: 'twice', value: 'pin & pin & office & contact.from & given' }, { done: 'c' }), c: end }, { press: ['42#'], start: { variables: { given: '!' } } })
    expect(result.variables).toEqual({ given: '!', pin: '42', twice: '4242県税事務所0312345678!' })
  })

  it('of the bundle and `contact` stay as they are: prompts that speak them are folded', async () => {
    for (const name of ['office', 'contact', '__proto__']) {
      const result = await call({ a: node('set', { name, value: '"x"' }, { done: 'b', error: 'b' }), b: end }, { start: { variables: { office: 'y' } } })
      expect(faults(result)).toEqual(['a fixed-variable error-exit'])
    }
  })

  it('that are secret appear in no trace, message or result, however they are used', async () => {
    const events: TraceEvent[] = []
    const { trace, variables, outcome } = await call(
      {
        a: collect(true), b: node('note', { text: '番号は{{pin}}です' }, { done: 'c' }), c: node('set', { name: 'copy', value: '"No. " & pin' }, { done: 'd' }),
        d: node('set', { name: 'x', value: '$number(pin & "x")' }, { done: 'e', error: 'e' }), e: node('set', { name: 'pin', value: '1' }, { done: 'f' }), f: end,
      },
      { press: ['908172#'], options: { onTrace: (event) => events.push(event) } },
    )
    expect(trace).toContainEqual({ kind: 'set', atMs: expect.any(Number), name: 'pin', value: '•••' })
    expect(trace).toContainEqual({ kind: 'set', atMs: expect.any(Number), name: 'copy', value: 'No. •••' })
    expect(JSON.stringify([trace, events, outcome])).not.toContain('908172')
    expect(Object.keys(variables)).not.toContain('pin')
  })

  it('that are read by a prompt are heard as they are then', async () => {
    const program = await toyProgram([callFlow('main', 'a', { a: node('collect', { prompt: 'a', name: 'n' }, { done: 'b' }), b: node('note', { text: '{{n}}番' }, { done: 'c' }), c: end })])
    expect((await runSession(program, start, new SimulatedWorld({ press: ['7#'] }))).variables).toEqual({ n: '7', note: '7番' })
  })
})

describe('giving up from outside', () => {
  it('rejects with what the world throws then, and lets no flow catch it', async () => {
    const abort = new AbortController()
    const world: World = {
      perform: (_operation, _entry, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error))
          queueMicrotask(() => abort.abort())
        }),
    }
    await expect(call({ a: node('answer', {}, { done: 'b', error: 'b' }), b: end }, { world, options: { signal: abort.signal } }, { onError: 'b' })).rejects.toThrow('abort')
  })
})
