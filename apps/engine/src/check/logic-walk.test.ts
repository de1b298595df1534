import { describe, expect, it } from 'vitest'
import { simulate } from '../simulate.ts'
import { callFlow, node, toyProgram } from '../toy-bundle-for-test.ts'
import { behaviourDiff } from './behaviour-diff.ts'
import { type ExhaustiveCheck, exhaustiveCheck } from './exhaustive.ts'

type Json = Record<string, unknown>
const nowMs = Date.parse('2026-11-22T10:00:00+09:00')
const end = node('hangup')
const say = (next: string, prompt = 'a') => node('say', { prompts: [prompt], bargeIn: false }, { done: next })
const codes = ({ problems }: ExhaustiveCheck) => problems.map(({ code, pointer }) => `${code} ${pointer}`.trim())
const column = (name: string, type = 'text') => ({ name, title: { ja: name }, type })
const table = (id: string, content: Json) => ({ [`table/${id}.json`]: { kind: 'table', id, title: { ja: id }, ...content } })

const build = (nodes: Record<string, Json>, tables: Record<string, Json> = {}, rest: Json = {}) => toyProgram([callFlow('main', Object.keys(nodes)[0] ?? '', nodes, rest)], {}, tables)
const check = async (nodes: Record<string, Json>, tables?: Record<string, Json>, rest?: Json) => exhaustiveCheck(await build(nodes, tables, rest), { nowMs })

describe('chance by weights', () => {
  const split = (weights: number[], exits: Record<string, string>) => ({ a: say('b'), b: node('chance', { weights }, exits), c: say('d', 'b'), d: end })

  it('is walked along every way that has a weight, and nothing is assumed', async () => {
    const found = await check(split([1, 999_999], { 'way-0': 'c', 'way-1': 'd' }))
    expect(codes(found)).toEqual([])
    expect(found.complete).toBe(true)
  })

  it('finds a way of weight 0 dead', async () => {
    expect(codes(await check(split([1, 0, 1], { 'way-0': 'c', 'way-1': 'c', 'way-2': 'd' })))).toEqual(['dead-exit /nodes/b/next/way-1'])
  })

  it('finds what is wrong behind a rare way, with a call that shows it', async () => {
    const nodes = { a: node('chance', { weights: [999_999, 1] }, { 'way-0': 'b', 'way-1': 'c' }), b: say('c'), c: end }
    const { problems } = await check(nodes)
    expect(problems.map(({ code }) => code)).toEqual(['nothing-heard'])
    expect(problems[0]?.witness?.faults).toEqual(['chance=2'])
    const witness = problems[0]?.witness
    const { steps } = await simulate(await build(nodes), { ...witness, at: witness?.at ?? '', to: witness?.to ?? '' })
    expect(steps.map(({ node: passed }) => `main/${passed}`)).toEqual(witness?.steps)
  })

  it('of two draws in one call is walked in every combination', async () => {
    const nodes = {
      a: node('chance', { weights: [1, 1] }, { 'way-0': 'b', 'way-1': 'c' }), b: node('chance', { weights: [1, 1] }, { 'way-0': 'd', 'way-1': 'e' }), c: node('chance', { weights: [1, 1] }, { 'way-0': 'd', 'way-1': 'd' }), d: say('e'), e: end,
    }
    expect((await check(nodes)).problems.map(({ code, witness }) => [code, witness?.faults])).toEqual([['nothing-heard', ['chance=1,2']]])
  })

  it('is compared way by way, and a further way with the last of before', async () => {
    const before = await build({ a: node('chance', { weights: [1, 1] }, { 'way-0': 'b', 'way-1': 'c' }), b: say('d'), c: say('d', 'b'), d: end })
    const same = await behaviourDiff(before, before, { nowMs })
    expect([same.differences, same.assumed]).toEqual([[], []])
    const after = await build({ a: node('chance', { weights: [1, 1, 1] }, { 'way-0': 'b', 'way-1': 'c', 'way-2': 'e' }), b: say('d'), c: say('d', 'b'), e: say('d', 'c'), d: end })
    const { differences } = await behaviourDiff(before, after, { nowMs })
    expect(differences.map(({ faults, before: was, after: is }) => [faults, was.heard[0]?.prompt, is.heard[0]?.prompt])).toEqual([[['chance=3'], 'b', 'c']])
  })
})

describe('tables', () => {
  const codesTable = table('codes', { data: { columns: [column('kind')], rows: [{ key: '4711', values: { kind: 'car' } }, { key: '4712', values: { kind: 'car' } }, { key: '88', values: { kind: 'land' } }] } })
  const kind = (value: string, next: Record<string, string>) => node('branch', { condition: `kind = '${value}'` }, next)

  it('are walked along every kind of row that digits come to, and along none', async () => {
    const nodes = {
      a: node('collect', { prompt: 'a', name: 'pin' }, { done: 'b' }), b: node('lookup', { table: 'codes', key: 'pin', column: 'kind' }, { found: 'c', 'not-found': 'z' }),
      c: kind('car', { true: 'z', false: 'd' }), d: kind('land', { true: 'z', false: 'e' }), e: say('z', 'b'), z: end,
    }
    // Only what no row says is never come to.
    expect(codes(await check(nodes, codesTable))).toEqual(['dead-exit /nodes/d/next/false'])
  })

  it('of decisions are walked along every row, and a result without a row is found dead', async () => {
    const decision = {
      decision: {
        inputs: [column('amount', 'number')], results: [column('queue')],
        rules: [{ id: 'small', when: { amount: { to: 10 } }, then: { queue: 'q1' } }, { id: 'middle', when: { amount: { from: 11, to: 500 } }, then: { queue: 'q2' } }], otherwise: { queue: 'q3' },
      },
    }
    const nodes = (values: string[]) => ({
      a: node('collect', { prompt: 'a', name: 'amount' }, { done: 'b' }),
      b: node('decide', { table: 'by-amount', inputs: { amount: '$length(amount) > 0 and $not($contains(amount, "*")) ? amount : null' }, result: 'queue', values }, Object.fromEntries(values.map((value) => [value, value === 'q1' ? 'c' : 'z']))), c: say('z'), z: end,
    })
    expect(codes(await check(nodes(['q1', 'q2', 'q3']), table('by-amount', decision)))).toEqual([])
    expect(codes(await check(nodes(['q1', 'q2', 'q3', 'q4']), table('by-amount', decision)))).toEqual(['dead-exit /nodes/b/next/q4'])
  })

  it('of numbers are walked with callers of every kind of row', async () => {
    const areas = table('areas', { data: { keyType: 'phone', columns: [column('kind')], rows: [{ key: '04*', values: { kind: 'near' } }, { key: '048*', values: { kind: 'here' } }, { key: '0481112222', values: { kind: 'us' } }] } })
    const nodes = {
      a: say('b'), b: node('lookup', { table: 'areas', key: 'contact.from', column: 'kind' }, { found: 'c', 'not-found': 'z' }),
      c: kind('near', { true: 'z', false: 'd' }), d: kind('here', { true: 'z', false: 'e' }), e: kind('us', { true: 'z', false: 'z' }), z: end,
    }
    expect(codes(await check(nodes, areas))).toEqual(['dead-exit /nodes/e/next/false'])
  })

  it('that refuse 050 numbers are found by the call that shows it', async () => {
    const blocked = table('blocked', { data: { keyType: 'phone', rows: [{ key: '050*', values: {} }] } })
    const nodes = {
      a: node('list', { table: 'blocked', refuses: 'listed' }, { allowed: 'n', refused: 'r' }), r: say('e', 'b'),
      n: say('q'), q: node('transfer', { to: '0311112222' }, { answered: 'e', busy: 'e', 'no-answer': 'e', unreachable: 'e' }), e: end,
    }
    expect((await check(nodes, blocked)).problems.map(({ code, witness }) => [code, witness?.from])).toEqual([['refuses-ip-callers', '05012345678']])
  })

  it('of more kinds than are tried say so', async () => {
    const rows = Array.from({ length: 230 }, (_, index) => ({ key: String(1000 + index), values: { kind: `k${index}` } }))
    const nodes = { a: node('collect', { prompt: 'a', name: 'pin' }, { done: 'b' }), b: node('lookup', { table: 'many', key: 'pin', column: 'kind' }, { found: 'z', 'not-found': 'z' }), z: end }
    const { problems } = await check(nodes, table('many', { data: { columns: [column('kind')], rows } }))
    expect(problems.map(({ code, message }) => [code, message.en])).toEqual([['assumed', expect.stringContaining('30 values')]])
  })
})

describe('waiting for a time', () => {
  const nodes = {
    a: node('until-open', { hours: 'office' }, { open: 'h', 'too-far': 'b' }), b: say('z'),
    h: node('hours', { hours: 'office' }, { emergency: 'b', exception: 'b', holiday: 'b', closed: 'c', open: 'b', error: 'b' }), c: say('z', 'c'), z: end,
  }

  it('is walked both where it is near and where it is far, and the hours behind it are those of then', async () => {
    const found = await check(nodes, {}, { onError: 'b' })
    // Whoever waited for the opening never finds the hours closed behind it; those of rehearsed states do not come so far.
    expect(codes(found).filter((code) => !/emergency|exception|holiday/.test(code))).toEqual(['dead-exit /nodes/h/next/closed'])
    expect(found.complete).toBe(true)
    expect(found.longestSeconds).toBeGreaterThanOrEqual(60)
  })
})

describe('the fault before', () => {
  it('is told apart only at the node that looks at it', async () => {
    const nodes = {
      a: node('say', { prompts: ['a'], bargeIn: false }, { done: 'b', error: 'x' }), b: node('fail', { how: 'fault' }, { done: 'z', error: 'x' }),
      x: node('catch', { code: 'toy-fault' }, { this: 'y', other: 'z' }), y: say('z', 'b'), z: end,
    }
    const found = await check(nodes)
    expect(codes(found).filter((code) => code.includes('/x/'))).toEqual([])
    const twins = await check({ ...nodes, x: say('z', 'b') })
    expect(found.states).toBeLessThan(twins.states + 8)
  })
})
