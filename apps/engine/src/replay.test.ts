import { type Answer, type JournalEntry, type Operation, type World, possibleAnswers } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Program } from './program.ts'
import { seededRandom } from './random.ts'
import { type RecordedSession, divergenceKey, replaySession, weighDifferences } from './replay.ts'
import { runSession } from './session.ts'
import { SimulatedWorld } from './simulated-world.ts'
import { callFlow, compileToy, node, prompt, start, toyDocuments, toyProgram } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>

/** A session in this world, as a store gives it back. */
async function record(program: Program, world: World, more: Partial<typeof start> = {}): Promise<RecordedSession> {
  const { journal, outcome } = await runSession(program, { ...start, ...more }, world)
  return JSON.parse(JSON.stringify({ start: { ...start, ...more }, journal, outcome })) as RecordedSession
}

const menuFlow = (nodes: Record<string, Json>, rest: Json = {}) =>
  callFlow('main', 'answer', {
    answer: node('answer', {}, { done: 'menu' }),
    menu: node('ask', { prompt: 'a', keys: '12' }, { 1: 'one', 2: 'two', other: 'sorry' }),
    one: node('say', { prompts: ['b'], bargeIn: false }, { done: 'end' }),
    two: node('say', { prompts: ['c'], bargeIn: false }, { done: 'end' }),
    sorry: node('say', { prompts: ['d'], bargeIn: false }, { done: 'end' }),
    end: node('hangup'),
    ...nodes,
  }, rest)

/** Every kind of question, faults, a sub-flow and a loop. */
const everything = () =>
  toyProgram([
    callFlow('main', 'answer', {
      answer: node('answer', {}, { done: 'say' }),
      say: node('say', { prompts: ['a', 'b'], bargeIn: true }, { done: 'ask' }),
      ask: node('ask', { prompt: 'd', keys: '123456' }, { 1: 'collect', 2: 'record', 3: 'queue', 4: 'transfer', 5: 'loop', 6: 'run', other: 'wait' }),
      collect: node('collect', { prompt: 'a', name: 'pin', secret: true }, { done: 'queue' }),
      record: node('record', { prompt: 'b' }, { done: 'end' }),
      queue: node('queue', { queue: 'desk' }, { served: 'end', timeout: 'transfer', full: 'end', error: 'end' }),
      transfer: node('transfer', { to: '0311' }, { answered: 'end', busy: 'ask', 'no-answer': 'wait', unreachable: 'end' }),
      loop: node('loop', { times: 2 }, { again: 'ask', enough: 'crash' }),
      run: node('run', { flow: 'inner', results: ['good', 'bad'] }, { good: 'end', bad: 'ask' }),
      wait: node('wait', { seconds: 3 }, { done: 'played' }),
      played: node('say', { prompts: ['c'], bargeIn: false }, { done: 'end', error: 'end' }),
      crash: node('fail', { how: 'fault' }, { done: 'end' }),
      end: node('hangup'),
      left: node('set', { name: 'left', value: 'true' }, { done: 'end' }),
    }, { onHangup: 'left' }),
    callFlow('inner', 'i', { i: node('ask', { prompt: 'c', keys: '1' }, { 1: 'good', other: 'bad' }), good: node('return', { result: 'good' }), bad: node('return', { result: 'bad' }) }),
  ], { safeDefault: { prompt: 'sorry', failover: true } })

/** Answers as the telephony may give them, by chance: every key, every result, hang-ups, faults. */
class RandomWorld implements World {
  readonly #seed: number
  #over = false

  constructor(seed: number) {
    this.#seed = seed
  }

  perform(operation: Operation, { n, startedMs }: JournalEntry): Answer {
    if (this.#over) return { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING' } }
    const answers = possibleAnswers(operation, startedMs)
    const answer = answers[Math.floor(seededRandom(this.#seed + n * 7919)() * answers.length)] ?? { atMs: startedMs, result: {} }
    this.#over = answer.gone !== undefined || operation.op === 'call.hangup'
    return structuredClone(answer)
  }
}

describe('a session replayed against its own release', () => {
  it('is always the same, whatever the caller and the telephony did', async () => {
    const program = await everything()
    const kinds = new Set<string>()
    for (let seed = 0; seed < 1_000; seed++) {
      const recorded = await record(program, new RandomWorld(seed), { seed })
      kinds.add(recorded.outcome?.kind ?? '')
      const replay = await replaySession(program, recorded)
      expect(replay, `seed ${seed}`).toMatchObject({ same: true, unknown: false })
      expect(replay.after).toEqual(replay.before)
      expect(replay.divergedAt).toBeUndefined()
    }
    expect([...kinds], 'these ways to end were among them').toEqual(expect.arrayContaining(['abandoned', 'agent', 'error', 'hangup', 'transfer', 'voicemail']))
  }, 60_000)

  it('is the same without a stored outcome', async () => {
    const program = await everything()
    for (let seed = 0; seed < 100; seed++) {
      const { outcome: _, ...recorded } = await record(program, new RandomWorld(seed), { seed })
      expect((await replaySession(program, recorded)).same).toBe(true)
    }
  })

  it('is the same for keys as simulate takes them, barge-in and hang-up included', async () => {
    const program = await everything()
    const press = fc.array(fc.constantFrom('1', '2', '!3', '4', '5', '6', '9', '-', 'hang', '!1234#', '12'), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(press, fc.constantFrom(0, 1), async (keys, agents) => {
        expect((await replaySession(program, await record(program, new SimulatedWorld({ press: keys, agents: () => agents })))).same).toBe(true)
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})

describe('a session replayed against another release', () => {
  const replay = async (after: Json, press: string[]) => replaySession(await toyProgram([after]), await record(await toyProgram([menuFlow({})]), new SimulatedWorld({ press })))

  it('tells the first difference that the caller would have noticed', async () => {
    const swapped = menuFlow({ menu: node('ask', { prompt: 'a', keys: '12' }, { 1: 'two', 2: 'one', other: 'sorry' }) })
    const result = await replay(swapped, ['2'])
    expect(result).toMatchObject({ same: false, unknown: false, divergedAt: { index: 2, before: { kind: 'heard', text: 'さん' }, after: { kind: 'heard', text: 'に' } } })
    expect(result.after).toEqual({ outcome: { kind: 'hangup', cause: 'NORMAL_CLEARING' }, heard: [{ prompt: 'a', text: 'いち' }, { prompt: 'b', text: 'に' }] })
    expect((await replay(swapped, ['-'])).same, 'who pressed nothing notices nothing').toBe(true)
  })

  it('knows that a key which is gone from the menu is a wrong key now', async () => {
    const result = await replay(menuFlow({ menu: node('ask', { prompt: 'a', keys: '1' }, { 1: 'one', other: 'sorry' }) }), ['2'])
    expect(result).toMatchObject({ unknown: false, divergedAt: { after: { kind: 'heard', text: 'よん' } } })
  })

  it('ends as unknown at a question that the caller never answered', async () => {
    const result = await replay(menuFlow({ one: node('ask', { prompt: 'b', keys: '1' }, { 1: 'end', other: 'end' }) }), ['1'])
    expect(result).toMatchObject({ same: false, unknown: true, divergedAt: { before: { kind: 'ended' }, after: { kind: 'asked', for: 'key' } }, after: { outcome: null } })
  })

  it('ends as unknown where somebody else would have had to answer', async () => {
    const result = await replay(menuFlow({ one: node('queue', { queue: 'desk' }, { served: 'end', timeout: 'end', full: 'end' }) }), ['1'])
    expect(result).toMatchObject({ unknown: true, divergedAt: { before: { kind: 'heard', text: 'に' }, after: { kind: 'sent', by: 'queue', target: 'desk' } } })
  })

  it('sees no difference in silence, in names, or in what a flow does for itself', async () => {
    const quiet = { answer: node('answer', {}, { done: 'pause' }), pause: node('wait', { seconds: 1 }, { done: 'note' }), note: node('set', { name: 'seen', value: '1' }, { done: 'menu' }) }
    expect((await replay(menuFlow(quiet), ['1'])).same).toBe(true)
    const texts = toyDocuments()['prompts/texts.json'] as { prompts: Json }
    const renamed = await compileToy({
      'call/main.json': menuFlow({ one: node('say', { prompts: ['renamed'], bargeIn: false }, { done: 'end' }) }),
      'prompts/texts.json': { ...texts, prompts: { ...texts.prompts, renamed: prompt('に', 9) } },
    })
    expect(renamed.program).toBeDefined()
    const recorded = await record(await toyProgram([menuFlow({})]), new SimulatedWorld({ press: ['1'] }))
    expect((await replaySession(renamed.program as Program, recorded)).same, 'another name, and longer audio of the same text').toBe(true)
  })

  it('lets the caller hang up at the same point of an announcement that became longer', async () => {
    const flow = (prompts: string[]) => callFlow('main', 'say', { say: node('say', { prompts, bargeIn: false }, { done: 'ask' }), ask: node('ask', { prompt: 'd', keys: '1' }, { 1: 'end', other: 'end' }), end: node('hangup') })
    const world: World = { perform: ({ op }, { startedMs }) => (op === 'call.play' ? { atMs: startedMs + 1000, gone: { cause: 'NORMAL_CLEARING', heardSeconds: 1 } } : { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING' } }) }
    const recorded = await record(await toyProgram([flow(['a', 'b'])]), world)
    expect((await replaySession(await toyProgram([flow(['a', 'b', 'c'])]), recorded)).same).toBe(true)
    expect(await replaySession(await toyProgram([flow(['b', 'a'])]), recorded)).toMatchObject({ same: false, unknown: false, divergedAt: { index: 0, after: { text: 'に' } }, after: { outcome: { kind: 'abandoned' } } })
    const noSpeech = callFlow('main', 'ask', { ask: node('ask', { prompt: 'a', keys: '1' }, { 1: 'end', other: 'end' }), end: node('hangup') })
    expect(await replaySession(await toyProgram([noSpeech]), recorded), 'gone before the question that comes instead').toMatchObject({ unknown: false, after: { outcome: { kind: 'abandoned' } } })
  })

  it('gives the digits of a collection as far as the new one takes them', async () => {
    const flow = (type: string, config: Json) => callFlow('main', 'q', { q: node(type, config, type === 'ask' ? { 1: 'end', other: 'end' } : { done: 'end' }), end: node('hangup') })
    const collect = flow('collect', { prompt: 'a', name: 'pin' })
    const recorded = await record(await toyProgram([collect]), new SimulatedWorld({ press: ['123'] }))
    expect(await replaySession(await toyProgram([flow('ask', { prompt: 'a', keys: '1' })]), recorded)).toMatchObject({ unknown: true })
    const one = await record(await toyProgram([collect]), new SimulatedWorld({ press: ['1'] }))
    expect(await replaySession(await toyProgram([flow('ask', { prompt: 'a', keys: '1' })]), one)).toMatchObject({ unknown: false, divergedAt: { before: { for: 'digits' }, after: { for: 'key' } } })
  })

  it('bounds a release that speaks for ever', async () => {
    const result = await replay(menuFlow({ one: node('say', { prompts: ['b'], bargeIn: false }, { done: 'one' }) }), ['1'])
    expect(result).toMatchObject({ same: false, unknown: true })
  })
})

describe('a journal that nobody should trust', () => {
  it('never makes the replay fail, and claims nothing that it does not show', async () => {
    const program = await everything()
    const good = await record(program, new SimulatedWorld({ press: ['1', '123#', '2'], agents: () => 0 }))
    const anything = fc.anything({ maxDepth: 3, withBigInt: true })
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('n', 'operation', 'answer', 'startedMs', 'entry', 'deep'), anything, async (at, where, junk) => {
        const journal = structuredClone(good.journal) as unknown as Record<string, unknown>[]
        const index = at % journal.length
        const entry = journal[index] ?? {}
        if (where === 'entry') journal[index] = junk as Record<string, unknown>
        else if (where === 'deep') entry['answer'] = { atMs: junk, result: junk, gone: junk }
        else entry[where] = junk
        const replay = await replaySession(program, { ...good, journal: journal as unknown as JournalEntry[] })
        expect(typeof replay.same).toBe('boolean')
        if (replay.same) expect(replay.after).toEqual(replay.before)
      }),
      { numRuns: 500 },
    )
  }, 60_000)

  it.each([['nothing', []], ['no list', null], ['a hole', [{ n: 1, operation: { op: 'call.answer' }, startedMs: 0, answer: { atMs: 0, result: {} } }]], ['an unknown operation', [{ n: 0, operation: { op: 'call.teleport' }, startedMs: 0, answer: { atMs: 0, result: {} } }]]])(
    'of %s is unknown and not the same',
    async (_name, journal) => {
      const replay = await replaySession(await everything(), { start, journal: journal as JournalEntry[] })
      expect(replay).toMatchObject({ same: false, unknown: true, before: { outcome: null, heard: [] } })
    },
  )

  it('cut short is unknown from the cut on, and no difference', async () => {
    const program = await everything()
    const good = await record(program, new SimulatedWorld({ press: ['4'] }))
    for (let cut = 0; cut < good.journal.length; cut++) {
      const running = good.journal.slice(0, cut + 1).map((entry, n) => (n === cut ? { n, operation: entry.operation, startedMs: entry.startedMs } : entry))
      const replay = await replaySession(program, { ...good, journal: running })
      expect(replay).toMatchObject({ same: false, unknown: true })
      expect(replay.divergedAt).toBeUndefined()
    }
  })
})

describe('the weight of a difference in behaviour', () => {
  const said = (...texts: string[]) => texts.map((text) => ({ text }))
  const hangup = { kind: 'hangup', cause: 'NORMAL_CLEARING' } as const
  const row = { number: '0480000000', at: '2026-11-03T10:00', press: ['2'], before: { heard: said('いち', 'に'), outcome: hangup }, after: { heard: said('いち', 'さん'), outcome: hangup } }

  it('is the share of the sessions that met it first, whatever came before or after', () => {
    const met = { number: '0480000000', before: { heard: said('いち', 'いち', 'に'), outcome: hangup }, after: { heard: said('いち', 'いち', 'さん', 'よん'), outcome: null } }
    const groups = [{ key: divergenceKey(met), share: 0.25 }, { key: 'another', share: 0.5 }]
    expect(weighDifferences([row, { ...row, number: '0480000001' }], groups)).toEqual([{ ...row, weight: 0.25 }, { ...row, number: '0480000001', weight: 0 }])
  })

  it('tells ends apart by where they lead, where the same is heard', () => {
    const sentTo = (target: string) => ({ number: '1', before: { heard: said('いち'), outcome: hangup }, after: { heard: said('いち'), outcome: { kind: 'transfer', target } as const } })
    expect(divergenceKey(sentTo('0311'))).not.toBe(divergenceKey(sentTo('0312')))
    const message = (target: string) => ({ ...sentTo(''), after: { heard: said('いち'), outcome: { kind: 'voicemail', target } as const } })
    expect(divergenceKey(message('a')), 'every message is another recording').toBe(divergenceKey(message('b')))
  })
})
