import type { Witness } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { simulate } from '../simulate.ts'
import { callFlow, compileToy, node, prompt, toyDocuments, toyProgram } from '../toy-bundle-for-test.ts'
import { type ExhaustiveCheck, exhaustiveCheck } from './exhaustive.ts'

type Json = Record<string, unknown>
const nowMs = Date.parse('2026-11-22T10:00:00+09:00')
const end = node('hangup')
const say = (next: string, prompts = ['a']) => node('say', { prompts, bargeIn: false }, { done: next })
const wiredHours = (next: string, more: Record<string, string> = {}) => node('hours', { hours: 'office' }, { emergency: next, exception: next, holiday: next, closed: next, open: next, error: next, ...more })

const codes = ({ problems }: ExhaustiveCheck) => problems.map(({ code, node: at }) => `${code} ${at ?? ''}`.trim())

async function check(nodes: Record<string, Json>, rest: Json = {}, bundle: Json = {}) {
  const program = await toyProgram([callFlow('main', Object.keys(nodes)[0] ?? '', nodes, rest)], bundle)
  return { program, ...(await exhaustiveCheck(program, { nowMs })) }
}

describe('a sound bundle', () => {
  it('has no finding, and every state of it is walked', async () => {
    const found = await check({ a: wiredHours('b'), b: node('answer', {}, { done: 'c' }), c: node('ask', { prompt: 'b', keys: '12' }, { 1: 'd', 2: 'd', other: 'd' }), d: say('e'), e: end })
    expect(codes(found)).toEqual([])
    expect(found.complete).toBe(true)
    // Each of the six states of the calendar (a weekday's day and night, and four that no date of the year has) sees the same call.
    expect(found.longestSeconds).toBe(3 + 5 + 2)
  })

  it('may turn as often as a loop node allows', async () => {
    const found = await check({ a: say('b'), b: node('loop', { times: 3 }, { again: 'a', enough: 'c' }), c: end })
    expect(codes(found)).toEqual([])
    // Said before the loop, and twice more: the toy counts its visits.
    expect(found.longestSeconds).toBe(6)
  })
})

describe('what the walk finds', () => {
  it('a loop without a bound, also one that only the caller drives', async () => {
    const found = await check({ a: node('ask', { prompt: 'a', keys: '9' }, { 9: 'b', other: 'c' }), b: say('a'), c: end })
    expect(codes(found)).toEqual(['unbounded-loop b'])
    expect(found.problems[0]?.witness?.press).toEqual(['9', '9'])
  })

  it('a fault that leads back to where it came from', async () => {
    const found = await check({ a: node('say', { prompts: ['a'], bargeIn: false }, { done: 'b', error: 'a' }), b: end })
    expect(codes(found)).toEqual(['unbounded-loop a'])
    expect(found.problems[0]?.witness?.faults.length).toBeGreaterThan(0)
  })

  it('a call that ends without a word', async () => {
    const found = await check({ a: wiredHours('b', { closed: 'c' }), b: say('c'), c: end })
    expect(codes(found)).toEqual(['nothing-heard c'])
    expect(found.problems[0]?.witness).toMatchObject({ press: [], faults: [], steps: ['main/a', 'main/c'] })
  })

  it('silence that adds up over nodes, and not what is spoken between', async () => {
    expect(codes(await check({ a: say('b'), b: node('wait', { seconds: 6 }, { done: 'c' }), c: node('wait', { seconds: 6 }, { done: 'd' }), d: end }))).toEqual(['silence-too-long c'])
    expect(codes(await check({ a: say('b'), b: node('wait', { seconds: 6 }, { done: 'c' }), c: say('d'), d: node('wait', { seconds: 6 }, { done: 'e' }), e: end }))).toEqual([])
  })

  it('recording that was not announced on every way', async () => {
    const documents = toyDocuments()
    const texts = documents['prompts/texts.json'] as { prompts: Record<string, Json> }
    texts.prompts['notice'] = { ...prompt('録音します', 1), purpose: 'recording' }
    const flow = (first: Json) => callFlow('main', 'a', { a: first, b: say('c', ['notice']), c: node('queue', { queue: 'desk' }, { served: 'd', timeout: 'd', full: 'd' }), d: say('e'), e: end })
    const run = async (first: Json) => {
      const { program } = await compileToy({ 'call/main.json': flow(first), 'prompts/texts.json': texts })
      return codes(await exhaustiveCheck(program as NonNullable<typeof program>, { nowMs }))
    }
    expect(await run(node('ask', { prompt: 'a', keys: '1' }, { 1: 'b', other: 'c' }))).toEqual(['recording-not-announced c'])
    expect(await run(node('ask', { prompt: 'a', keys: '1' }, { 1: 'b', other: 'b' }))).toEqual([])
    // Where the notice cannot be played, the way that goes on without it is found as well.
    const { program } = await compileToy({ 'call/main.json': callFlow('main', 'b', { b: node('say', { prompts: ['notice'], bargeIn: false }, { done: 'c', error: 'c' }), c: node('queue', { queue: 'desk' }, { served: 'd', timeout: 'd', full: 'd' }), d: say('e'), e: end }), 'prompts/texts.json': texts })
    const found = await exhaustiveCheck(program as NonNullable<typeof program>, { nowMs })
    expect(codes(found)).toEqual(['recording-not-announced c'])
    expect(found.problems[0]?.witness?.faults).toEqual(['prompt=missing'])
  })

  it('an after-hours template that connects, also through a flow that it runs', async () => {
    const inner = callFlow('inner', 'q', { q: node('queue', { queue: 'desk' }, { served: 'r', timeout: 'r', full: 'r' }), r: node('return', { result: 'ok' }) })
    const outer = callFlow('main', 'a', { a: say('b'), b: node('run', { flow: 'inner', results: ['ok'] }, { ok: 'c' }), c: end }, { template: 'after-hours' })
    const found = await exhaustiveCheck(await toyProgram([outer, inner]), { nowMs })
    expect(codes(found)).toContain('after-hours-connects q')
  })

  it('a call that cannot go on', async () => {
    const found = await check({ a: say('b'), b: node('fail', { how: 'fault' }, { done: 'c' }), c: end })
    expect(codes(found)).toEqual(['call-fails b', 'dead-exit b'])
  })

  it('an exit that no call leaves by', async () => {
    const found = await check({ a: say('b'), b: node('loop', { times: 2 }, { again: 'd', enough: 'd' }), d: end })
    expect(codes(found)).toEqual(['dead-exit b'])
    expect(found.problems[0]).toMatchObject({ pointer: '/nodes/b/next/enough', severity: 'warning' })
  })
})

describe('a witness', () => {
  const finding = [
    ['a loop', { a: say('b'), b: node('ask', { prompt: 'a', keys: '19' }, { 1: 'c', 9: 'b', other: 'c' }), c: end }],
    ['an end in silence at night', { a: wiredHours('b', { closed: 'c' }), b: say('c'), c: end }],
    ['an end in silence in an emergency', { a: wiredHours('b', { emergency: 'c' }), b: say('c'), c: end }],
    ['a queue after a fault', { a: node('say', { prompts: ['a'], bargeIn: false }, { done: 'd', error: 'b' }), b: node('queue', { queue: 'desk' }, { served: 'c', timeout: 'd', full: 'd' }), c: end, d: say('c') }],
    ['the second of two transfers', { a: node('transfer', { to: '0311112222' }, { answered: 'd', busy: 'b', 'no-answer': 'd', unreachable: 'b' }), b: node('transfer', { to: '0311113333' }, { answered: 'd', busy: 'd', 'no-answer': 'd', unreachable: 'c' }), c: node('queue', { queue: 'desk' }, { served: 'd', timeout: 'd', full: 'd' }), d: end }],
  ] as const

  it.each(finding)('of %s is replayed by a simulation, step by step', async (_what, nodes) => {
    const { program, problems } = await check(nodes as Record<string, Json>)
    expect(problems.length).toBeGreaterThan(0)
    for (const { witness } of problems) expect(await stepsOf(program, witness)).toEqual(witness?.steps)
  })

  async function stepsOf(program: Parameters<typeof simulate>[0], witness: Witness | undefined) {
    if (!witness) return undefined
    const { steps } = await simulate(program, witness)
    return steps.slice(0, witness.steps.length).map(({ flow, node: at }) => `${flow}/${at}`)
  }
})

describe('what is too large', () => {
  it('is bounded, says how far it came, and still shows what was found', async () => {
    const keys = [...'123456789']
    const nodes = Object.fromEntries(keys.map((key, index) => [`m${index}`, node('ask', { prompt: 'a', keys: '123456789' }, { ...Object.fromEntries(keys.map((other, to) => [other, `m${to}`])), other: `m${index}` })]))
    const found = await exhaustiveCheck(await toyProgram([callFlow('main', 'm0', nodes)]), { nowMs, maxStates: 5 })
    expect(found.complete).toBe(false)
    expect(codes(found)).toContain('too-large-to-prove')
    expect(found.states).toBeLessThan(20)
  })

  it('flows that run each other for ever end at the depth that a call would', async () => {
    const turn = (id: string, other: string) => callFlow(id, 'a', { a: say('b'), b: node('run', { flow: other, results: ['ok'] }, { ok: 'c' }), c: end })
    const found = await exhaustiveCheck(await toyProgram([turn('main', 'other'), turn('other', 'main')]), { nowMs })
    expect(codes(found)).toContain('call-fails b')
    expect(found.problems[0]?.message.en).toContain('too-deep')
  })

  it('stops when whoever asked has gone', async () => {
    const aborted = AbortSignal.abort()
    const found = await exhaustiveCheck(await toyProgram([callFlow('main', 'a', { a: say('b'), b: end })]), { nowMs, signal: aborted })
    expect(found.complete).toBe(false)
  })
})

describe('input without bounds', () => {
  it('is tried with what it is compared with, so that a branch on it is not dead', async () => {
    const found = await check({
      a: node('collect', { prompt: 'a', name: 'pin' }, { done: 'b' }), b: node('branch', { condition: "pin = '4711'" }, { true: 'c', false: 'd' }), c: say('d', ['b']), d: end,
    })
    expect(codes(found)).toEqual([])
  })

  it('takes callers apart only where an expression looks at them, and finds that 050 is refused', async () => {
    const found = await check({
      a: node('branch', { condition: "$substring(contact.from, 0, 3) = '050'" }, { true: 'r', false: 'n' }), r: say('e', ['b']),
      n: say('q'), q: node('transfer', { to: '0311112222' }, { answered: 'e', busy: 'e', 'no-answer': 'e', unreachable: 'e' }), e: end,
    })
    expect(codes(found)).toEqual(['refuses-ip-callers'])
    expect(found.problems[0]?.witness?.from).toBe('05012345678')
  })

  it('of chance is tried with a few values, and says so', async () => {
    const found = await check({ a: say('b'), b: node('branch', { condition: '$random() < 0.5' }, { true: 'c', false: 'd' }), c: say('d', ['b']), d: end })
    expect(codes(found)).toEqual(['assumed'])
    expect(found.problems[0]).toMatchObject({ severity: 'info' })
  })
})
