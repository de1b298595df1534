import type { Answer, Operation, Utterance } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import { FakeTimers } from './fake-timers-for-test.ts'
import { type HandsetEvent, HandsetWorld, type HandsetWorldOptions } from './handset-world.ts'

const spoken = (seconds: number, prompt = 'p'): Utterance => ({ prompt, text: prompt, seconds })
const play: Operation = { op: 'call.play', say: [spoken(4)] }
const ask: Operation = { op: 'call.ask', say: [spoken(4)], own: 0, keys: '12', timeoutSeconds: 5 }
const collect: Operation = { op: 'call.collect', say: [spoken(4)], own: 0, minDigits: 1, maxDigits: 4, terminator: '#', timeoutSeconds: 5, digitTimeoutSeconds: 3, secret: false }
const record: Operation = { op: 'call.record', say: [spoken(4)], maxSeconds: 30, silenceSeconds: 3, finishKey: '#' }
const transfer: Operation = { op: 'call.transfer', to: '0311', timeoutSeconds: 20, purpose: 'transfer' }
const join: Operation = { op: 'queue.join', queue: 'desk', maxWaitSeconds: 60, maxLength: 5, announceFirst: spoken(2, 'first'), announceAgain: spoken(2, 'again'), announceEverySeconds: 25 }

/** A handset in the hand of a test, with what it has been told. */
function handset(options: Partial<HandsetWorldOptions> = {}) {
  const timers = new FakeTimers()
  const events: HandsetEvent[] = []
  const world = new HandsetWorld({ emit: (event) => events.push(event), timers, agents: () => 0, ...options })
  let startedMs = 0
  const perform = (operation: Operation) => {
    const state: { answer?: Answer } = {}
    void Promise.resolve(world.perform(operation, { n: 0, operation, startedMs })).then((answer) => {
      state.answer = answer
      startedMs = answer.atMs
    })
    return state
  }
  return { timers, events, world, perform }
}

describe('speech and keys', () => {
  it('a key after the speech answers', async () => {
    const { timers, world, perform, events } = handset()
    const asked = perform(ask)
    await timers.pass(6)
    expect(asked.answer).toBeUndefined()
    world.press('2')
    await timers.pass(0)
    expect(asked.answer).toEqual({ atMs: 6000, result: { key: '2', heardSeconds: 4 } })
    expect(events).toEqual([{ kind: 'speaking', say: [spoken(4)] }, { kind: 'listening', for: 'key', keys: '12', timeoutSeconds: 5 }])
    expect(timers.pending).toBe(0)
  })

  it('a key during the speech ends it', async () => {
    const { timers, world, perform } = handset()
    const asked = perform(ask)
    await timers.pass(1.5)
    world.press('1')
    await timers.pass(0)
    expect(asked.answer).toEqual({ atMs: 1500, result: { key: '1', heardSeconds: 1.5 } })
  })

  it('silence counts from the end of the speech', async () => {
    const { timers, perform } = handset()
    const asked = perform(ask)
    await timers.pass(8.999)
    expect(asked.answer).toBeUndefined()
    await timers.pass(0.001)
    expect(asked.answer).toEqual({ atMs: 9000, result: { key: null, heardSeconds: 4 } })
  })

  it('a key pressed ahead is kept for the next question, and the next for the one after it', async () => {
    const { timers, world, perform, events } = handset()
    perform({ op: 'call.wait', seconds: 2 })
    world.press('1')
    world.press('2')
    await timers.pass(2)
    events.length = 0
    const [first] = [perform(ask)]
    await timers.pass(0)
    const second = perform(ask)
    await timers.pass(0)
    expect(first.answer).toEqual({ atMs: 2000, result: { key: '1', heardSeconds: 0 } })
    expect(second.answer).toEqual({ atMs: 2000, result: { key: '2', heardSeconds: 0 } })
    expect(events.filter(({ kind }) => kind === 'speaking')).toEqual([])
    const third = perform(ask)
    await timers.pass(9)
    expect(third.answer).toMatchObject({ result: { key: null } })
  })

  it('keys during speech that may not be interrupted are lost', async () => {
    const { timers, world, perform } = handset()
    perform(play)
    await timers.pass(1)
    world.press('1')
    await timers.pass(3)
    const asked = perform(ask)
    await timers.run()
    expect(asked.answer).toMatchObject({ result: { key: null } })
  })
})

describe('collecting digits', () => {
  const collected = async (gestures: (hand: ReturnType<typeof handset>) => Promise<void>) => {
    const hand = handset()
    const state = perform(hand)
    await gestures(hand)
    await hand.timers.run()
    return state.answer
  }
  const perform = (hand: ReturnType<typeof handset>) => hand.perform(collect)
  const press = (hand: ReturnType<typeof handset>, keys: string) => [...keys].forEach((key) => hand.world.press(key))

  it('ends at the terminator, at the last digit, or after a pause', async () => {
    expect(await collected(async (hand) => { await hand.timers.pass(5); press(hand, '12#') })).toEqual({ atMs: 5000, result: { digits: '12', terminated: true, heardSeconds: 4 } })
    expect(await collected(async (hand) => { await hand.timers.pass(5); press(hand, '1234') })).toEqual({ atMs: 5000, result: { digits: '1234', terminated: false, heardSeconds: 4 } })
    expect(await collected(async (hand) => { await hand.timers.pass(1); press(hand, '1'); await hand.timers.pass(2); press(hand, '2') })).toEqual({ atMs: 6000, result: { digits: '12', terminated: false, heardSeconds: 1 } })
    expect(await collected(async () => {})).toEqual({ atMs: 9000, result: { digits: '', terminated: false, heardSeconds: 4 } })
  })

  it('takes digits that were pressed ahead, up to the terminator, and leaves the rest', async () => {
    const hand = handset()
    press(hand, '12#1')
    const first = hand.perform(collect)
    await hand.timers.pass(0)
    expect(first.answer).toEqual({ atMs: 0, result: { digits: '12', terminated: true, heardSeconds: 0 } })
    const second = hand.perform(ask)
    await hand.timers.pass(0)
    expect(second.answer).toEqual({ atMs: 0, result: { key: '1', heardSeconds: 0 } })
  })

  it('is complete at once when enough was pressed ahead', async () => {
    const hand = handset()
    press(hand, '12345')
    const state = hand.perform(collect)
    await hand.timers.pass(0)
    expect(state.answer).toEqual({ atMs: 0, result: { digits: '1234', terminated: false, heardSeconds: 0 } })
  })

  it('waits for the rest when too little was pressed ahead', async () => {
    const hand = handset()
    press(hand, '1')
    const state = hand.perform(collect)
    await hand.timers.pass(2)
    press(hand, '2')
    await hand.timers.run()
    expect(state.answer).toEqual({ atMs: 5000, result: { digits: '12', terminated: false, heardSeconds: 0 } })
  })
})

describe('skip', () => {
  it('jumps to the end of the speech, then to the end of the wait', async () => {
    const { timers, world, perform } = handset()
    const asked = perform(ask)
    await timers.pass(1)
    world.skip()
    await timers.pass(0)
    expect(asked.answer).toBeUndefined()
    world.skip()
    await timers.pass(0)
    expect(asked.answer).toEqual({ atMs: 9000, result: { key: null, heardSeconds: 4 } })
    expect(timers.now()).toBe(2000)
  })

  it('jumps to the end of the pause between digits, not back into the speech', async () => {
    const { timers, world, perform } = handset()
    const state = perform({ ...collect, say: [spoken(60)] })
    await timers.pass(1)
    world.press('1')
    world.skip()
    await timers.pass(0)
    expect(state.answer).toEqual({ atMs: 4000, result: { digits: '1', terminated: false, heardSeconds: 1 } })
  })

  it('keeps the time that it jumped over, and does nothing between two operations', async () => {
    const { timers, world, perform } = handset()
    world.skip()
    perform(play)
    await timers.pass(1)
    world.skip()
    await timers.pass(2)
    const second = perform({ op: 'call.wait', seconds: 1 })
    await timers.run()
    expect(second.answer).toEqual({ atMs: 7000, result: {} })
  })

  it('ends a conversation from the other side', async () => {
    const { timers, world, perform, events } = handset({ agents: () => 1 })
    const served = perform(join)
    await timers.pass(3 + 42)
    expect(events.map(({ kind }) => kind)).toEqual(['queued', 'connected'])
    world.skip()
    await timers.pass(0)
    expect(served.answer).toEqual({ atMs: 45_000, result: { result: 'served', agent: 'simulated', waitedSeconds: 3, talkSeconds: 42, announced: [] } })
  })
})

describe('hanging up', () => {
  it.each<[string, Operation, number, object]>([
    ['speech', play, 1.5, { heardSeconds: 1.5 }],
    ['a question', ask, 6, { heardSeconds: 6 }],
    ['a collection', collect, 2, { heardSeconds: 2 }],
    ['a recording', record, 10, {}],
    ['a wait', { op: 'call.wait', seconds: 9 }, 3, {}],
    ['ringing', transfer, 1, {}],
    ['a transferred conversation', transfer, 20, { in: 'transfer' }],
    ['a queue', join, 20, { in: 'queue' }],
  ])('during %s answers it with gone, and everything after it', async (_, operation, seconds, gone) => {
    const { timers, world, perform, events } = handset()
    const state = perform(operation)
    await timers.pass(seconds)
    world.hangup()
    world.hangup()
    await timers.pass(0)
    expect(state.answer).toMatchObject({ atMs: seconds * 1000, gone: { cause: 'NORMAL_CLEARING', ...gone } })
    if (!('in' in gone)) expect(state.answer?.gone?.in).toBeUndefined()
    expect(events.filter(({ kind }) => kind === 'ended')).toEqual([{ kind: 'ended', by: 'caller', cause: 'NORMAL_CLEARING' }])
    expect(timers.pending).toBe(0)
    const after = perform(ask)
    await timers.pass(0)
    expect(after.answer?.gone).toBeDefined()
  })

  it('in the very moment in which somebody answers is not lost', async () => {
    const { timers, world, perform } = handset({ emit: (event) => event.kind === 'connected' && world.hangup() })
    const state = perform(transfer)
    await timers.pass(10)
    expect(state.answer?.gone).toBeDefined()
  })

  it('between two operations is told by the next', async () => {
    const { timers, world, perform } = handset()
    world.hangup()
    const state = perform(play)
    await timers.pass(0)
    expect(state.answer?.gone).toBeDefined()
  })

  it('by the center ends the call', async () => {
    const { timers, perform, events } = handset()
    perform({ op: 'call.hangup', cause: 'USER_BUSY' })
    const state = perform(play)
    await timers.pass(0)
    expect(events).toEqual([{ kind: 'ended', by: 'center', cause: 'USER_BUSY' }])
    expect(state.answer?.gone).toBeDefined()
  })
})

describe('waiting for an agent', () => {
  it('announcements begin at once and come again at their interval', async () => {
    const { timers, perform, events } = handset()
    const state = perform(join)
    const heard = () => events.flatMap((event) => (event.kind === 'speaking' ? event.say.map(({ prompt }) => prompt) : []))
    await timers.pass(0)
    expect(heard()).toEqual(['first'])
    await timers.pass(25)
    expect(heard()).toEqual(['first', 'again'])
    await timers.pass(35)
    expect(heard()).toEqual(['first', 'again', 'again'])
    expect(state.answer).toEqual({ atMs: 60_000, result: { result: 'timeout', waitedSeconds: 60, talkSeconds: 0, announced: [{ again: false, atMs: 0 }, { again: true, atMs: 25_000 }, { again: true, atMs: 50_000 }] } })
    expect(timers.pending).toBe(0)
  })

  it('agents are counted when the caller joins, not before', async () => {
    let free = 0
    const { timers, perform, events } = handset({ agents: () => free })
    free = 1
    perform(join)
    await timers.pass(3)
    expect(events.at(-1)).toEqual({ kind: 'connected', target: 'desk' })
  })

  it.each([['full', 0], ['timeout', 60_000]])('the fault queue=%s', async (result, atMs) => {
    const { timers, perform } = handset({ agents: () => 1, faults: new Map([['queue', result]]) })
    const state = perform(join)
    await timers.run()
    expect(state.answer).toMatchObject({ atMs, result: { result } })
  })
})

describe('the fault prompt=missing', () => {
  it.each<[Operation, object]>([[play, {}], [ask, { key: null }], [collect, { digits: '' }], [record, { recording: null }]])('is told of %j', async (operation, result) => {
    const { timers, perform } = handset({ faults: new Map([['prompt', 'missing']]) })
    const state = perform(operation)
    await timers.pass(0)
    expect(state.answer).toMatchObject({ atMs: 0, result: { ...result, heardSeconds: 0, missing: ['p'] } })
  })
})
