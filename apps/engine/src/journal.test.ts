import { type Answer, type JournalEntry, JournalMismatch, type Operation, type World, possibleAnswers } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Program } from './program.ts'
import { seededRandom } from './random.ts'
import { type SessionResult, runSession } from './session.ts'
import { SimulatedWorld } from './simulated-world.ts'
import { callFlow, node, start, toyProgram } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>

/** Answers each question with one of all that can happen, by the number of the question alone: the same before and after a cut. */
class RandomWorld implements World {
  readonly performed: number[] = []
  readonly attached: number[] = []
  readonly #seed: number
  readonly #later: boolean
  #over: boolean

  /** @param later whether answers come as promises; @param over whether the contact had gone when this world took over */
  constructor(seed: number, later: boolean, over = false) {
    this.#seed = seed
    this.#later = later
    this.#over = over
  }

  perform(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    this.performed.push(entry.n)
    return this.#answer(operation, entry)
  }

  attach(operation: Operation, entry: JournalEntry): Answer | Promise<Answer> {
    this.attached.push(entry.n)
    return this.#answer(operation, entry)
  }

  #answer(operation: Operation, { n, startedMs }: JournalEntry): Answer | Promise<Answer> {
    const answers = possibleAnswers(operation, startedMs)
    const answer = answers[Math.floor(seededRandom(this.#seed + n * 7919)() * answers.length)]
    if (!answer) throw new Error('no answer')
    const given: Answer = this.#over ? { atMs: startedMs, gone: { cause: 'NORMAL_CLEARING' } } : structuredClone(answer)
    this.#over ||= given.gone !== undefined
    return this.#later ? Promise.resolve(given) : given
  }
}

/** A random program of toy nodes: every exit leads somewhere, forwards or back. */
const nodeKinds: readonly ((to: () => string) => Json)[] = [
  (to) => node('answer', {}, { done: to() }),
  (to) => node('say', { prompts: ['a', 'b'], bargeIn: true }, { done: to() }),
  (to) => node('say', { prompts: ['c'], bargeIn: false }, { done: to(), error: to() }),
  (to) => node('ask', { prompt: 'd', keys: '12' }, { 1: to(), 2: to(), other: to() }),
  (to) => node('collect', { prompt: 'a', name: 'pin', secret: true }, { done: to() }),
  (to) => node('wait', { seconds: 3 }, { done: to() }),
  (to) => node('record', { prompt: 'b' }, { done: to() }),
  (to) => node('transfer', { to: '0311' }, { answered: to(), busy: to(), 'no-answer': to(), unreachable: to() }),
  (to) => node('queue', { queue: 'desk' }, { served: to(), timeout: to(), full: to(), error: to() }),
  (to) => node('hours', { hours: 'office' }, { emergency: to(), exception: to(), holiday: to(), closed: to(), open: to() }),
  (to) => node('set', { name: 'drawn', value: '$random() & "/" & $now()' }, { done: to() }),
  (to) => node('fail', { how: 'fault' }, { done: to(), error: to() }),
  (to) => node('fail', { how: 'crash' }, { done: to() }),
  (to) => node('loop', { times: 2 }, { again: to(), enough: to() }),
  (to) => node('run', { flow: 'inner', results: ['good', 'bad'] }, { good: to(), bad: to() }),
  () => node('hangup'),
]

const plan = fc.record({
  kinds: fc.array(fc.nat({ max: nodeKinds.length - 1 }), { minLength: 2, maxLength: 7 }),
  wires: fc.array(fc.nat({ max: 7 }), { minLength: 40, maxLength: 40 }),
  onError: fc.boolean(),
  onHangup: fc.boolean(),
  seed: fc.nat(),
  later: fc.boolean(),
})
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

function programOf({ kinds, wires, onError, onHangup }: Plan): Promise<Program> {
  const ids = [...kinds.map((_, index) => `n${index}`), 'end']
  let wire = 0
  const to = () => ids[(wires[wire++ % wires.length] ?? 0) % ids.length] ?? 'end'
  const nodes = Object.fromEntries(kinds.map((kind, index): [string, Json] => [`n${index}`, nodeKinds[kind]?.(to) ?? {}]))
  const main = callFlow('main', 'n0', { ...nodes, end: node('hangup'), left: node('set', { name: 'left', value: 'true' }, { done: 'end' }) }, { ...(onError && { onError: 'end' }), ...(onHangup && { onHangup: 'left' }) })
  const inner = callFlow('inner', 'i', { i: node('ask', { prompt: 'c', keys: '1' }, { 1: 'good', other: 'bad' }), good: node('return', { result: 'good' }), bad: node('return', { result: 'bad' }) })
  return toyProgram([main, inner], { safeDefault: { prompt: 'sorry', failover: true } })
}

const told = ({ trace, outcome, variables, elapsedMs }: SessionResult) => JSON.stringify({ trace, outcome, variables, elapsedMs })
/** As a database gives it back: other objects, and the keys of each in another order. */
const stored = <T>(value: T): T => {
  const shuffled = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(shuffled)
    return typeof part === 'object' && part !== null ? Object.fromEntries(Object.entries(part).toReversed().map(([key, inner]) => [key, shuffled(inner)])) : part
  }
  return JSON.parse(JSON.stringify(shuffled(value))) as T
}

const numbers = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

describe('the journal', () => {
  it('cut anywhere and resumed, comes to the same with each operation performed once', async () => {
    let cuts = 0
    await fc.assert(
      fc.asyncProperty(plan, async (given) => {
        const program = await programOf(given)
        const first = await runSession(program, start, new RandomWorld(given.seed, given.later))
        fc.pre(first.journal.length <= 60)
        for (const cut of first.journal.keys()) {
          for (const running of [true, false]) {
            cuts++
            const answered = first.journal.slice(0, running ? cut : cut + 1)
            const recorded = stored(first.journal.slice(0, cut + 1))
            if (running) delete recorded[cut]?.answer
            const before = structuredClone(recorded)
            const world = new RandomWorld(given.seed, given.later, answered.some(({ answer }) => answer?.gone))
            const resumed = await runSession(program, start, world, { recorded })
            expect(told(resumed)).toBe(told(first))
            expect(resumed.journal).toEqual(first.journal)
            expect(world.attached).toEqual(running ? [cut] : [])
            expect(world.performed).toEqual(numbers(cut + 1, first.journal.length))
            expect(recorded, 'what was recorded stays as it was').toEqual(before)
          }
        }
      }),
      { numRuns: 50 },
    )
    expect(cuts).toBeGreaterThan(100)
  }, 60_000)

  it('tells a sink of each operation as it begins and ends, and of nothing that was recorded', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (given) => {
        const program = await programOf(given)
        const calls: string[] = []
        const sink = { began: ({ n, answer }: JournalEntry) => void calls.push(`began ${n} ${answer !== undefined}`), ended: ({ n, answer }: JournalEntry) => void calls.push(`ended ${n} ${answer !== undefined}`) }
        const { journal } = await runSession(program, start, new RandomWorld(given.seed, given.later), { sink })
        expect(calls).toEqual(numbers(0, journal.length).flatMap((n) => [`began ${n} false`, `ended ${n} true`]))
        calls.length = 0
        await runSession(program, start, new RandomWorld(given.seed, given.later), { sink, recorded: journal })
        expect(calls).toEqual([])
      }),
      { numRuns: 30 },
    )
  }, 60_000)

  const flow = (seconds: number) => toyProgram([callFlow('main', 'a', { a: node('answer', {}, { done: 'w' }), w: node('wait', { seconds }, { done: 'end' }), end: node('hangup') })])
  const forbidden: World = { perform: () => { throw new Error('the world was asked') } }

  it('of a finished session is replayed without asking the world anything', async () => {
    const program = await flow(3)
    const { journal, trace } = await runSession(program, start, new SimulatedWorld())
    expect((await runSession(program, start, forbidden, { recorded: stored(journal) })).trace).toEqual(trace)
  })

  it('performs what was running again where the world cannot attach', async () => {
    const program = await flow(3)
    const { journal, trace } = await runSession(program, start, new SimulatedWorld())
    const recorded = journal.slice(0, 2).map(({ n, operation, startedMs, answer }) => (n === 1 ? { n, operation, startedMs } : { n, operation, startedMs, answer }))
    const asked: string[] = []
    const world = new SimulatedWorld()
    const watched: World = { perform: (operation, entry) => { asked.push(operation.op); return world.perform(operation, entry) } }
    expect((await runSession(program, start, watched, { recorded })).trace).toEqual(trace)
    expect(asked).toEqual(['call.wait', 'call.hangup'])
  })

  it('of another course is refused: asked otherwise, asked in another order, or ended early', async () => {
    const { journal } = await runSession(await flow(3), start, new SimulatedWorld())
    await expect(runSession(await flow(4), start, forbidden, { recorded: journal })).rejects.toThrow(JournalMismatch)
    await expect(runSession(await flow(3), start, forbidden, { recorded: journal.toReversed() })).rejects.toThrow(JournalMismatch)
    const short = await toyProgram([callFlow('main', 'a', { a: node('answer', {}, { done: 'e' }), e: node('end') })])
    await expect(runSession(short, start, forbidden, { recorded: journal })).rejects.toThrow('the flow now ends')
  })

  it('of another course is caught by no way out of a fault', async () => {
    const { journal } = await runSession(await flow(3), start, new SimulatedWorld())
    const program = await toyProgram([callFlow('main', 'a', { a: node('wait', { seconds: 1 }, { done: 'e', error: 'e' }), e: node('end') }, { onError: 'e' })])
    await expect(runSession(program, start, forbidden, { recorded: journal })).rejects.toThrow(JournalMismatch)
  })
})
