import type { TraceEvent } from '@madoguchi/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runSession } from './session.ts'
import { simulate } from './simulate.ts'
import { SimulatedWorld } from './simulated-world.ts'
import { callFlow, node, start, toyProgram } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>
const end = node('hangup')
const offices = { kind: 'table', id: 'offices', title: { ja: '事務所' }, data: { keyType: 'phone', columns: [{ name: 'branch', title: { ja: '事務所' } }], rows: [{ key: '048*', values: { branch: 'saitama' } }, { key: '03*', values: { branch: 'tokyo' } }] } }
const tables = { 'table/offices.json': offices }
const program = (nodes: Record<string, Json>, rest: Json = {}, bundle: Json = {}) => toyProgram([callFlow('main', Object.keys(nodes)[0] ?? '', nodes, rest)], bundle, tables)
const steps = (trace: readonly TraceEvent[]) => trace.flatMap((event) => (event.kind === 'step' ? [`${event.node}${event.exit === null ? '' : `:${event.exit}`}`] : []))
const at = '2026-11-24T10:00:00+09:00'

describe('a table', () => {
  const looking = { a: node('lookup', { table: 'offices', key: 'contact.from', column: 'branch' }, { found: 'b', 'not-found': 'b' }), b: end }

  it('is asked by nodes, and the trace tells which row, and never the key', async () => {
    const result = await simulate(await program(looking), { to: '0480000000', from: '0481112222', at })
    expect(steps(result.trace)).toEqual(['a:found', 'b'])
    expect(result.variables).toEqual({ branch: 'saitama' })
    expect(result.trace).toContainEqual({ kind: 'table', atMs: 0, node: 'a', document: 'offices', rule: '/data/rows/0' })
    expect(JSON.stringify(result.trace)).not.toContain('1112222')
  })

  it('that is not there is a fault, and so is one of the other kind', async () => {
    const run = async (table: string) => (await simulate(await program({ ...looking, a: node('decide', { table, inputs: { x: '1' }, result: 'y', values: ['1'] }, { 1: 'b', error: 'b' }) }), { to: '0480000000', at })).trace
    expect(await run('offices')).toContainEqual(expect.objectContaining({ kind: 'fault', code: 'table-use' }))
    expect(await run('gone').catch((error: unknown) => String(error))).toContainEqual(expect.objectContaining({ kind: 'fault', code: 'unknown-table' }))
  })

  it('is not journaled: a session that is resumed asks the release again', async () => {
    const asking = { ...looking, b: node('ask', { prompt: 'a', keys: '1' }, { 1: 'c', other: 'c' }), c: end }
    const first = await runSession(await program(asking), start, new SimulatedWorld({ press: ['1'] }))
    expect(first.journal.map(({ operation }) => operation.op)).toEqual(['call.ask', 'call.hangup'])
    const resumed = await runSession(await program(asking), start, new SimulatedWorld({}), { recorded: first.journal })
    expect(resumed.trace).toEqual(first.trace)
  })
})

describe('chance', () => {
  const split = { a: node('chance', { weights: [1, 0, 3] }, { 'way-0': 'b', 'way-1': 'c', 'way-2': 'd' }), b: end, c: end, d: end }

  it('takes the same way again for the same seed, and every way that has a weight for some', async () => {
    const built = await program(split)
    const way = async (seed: number) => steps((await simulate(built, { to: '0480000000', at, seed })).trace)[0]
    const ways = await Promise.all(Array.from({ length: 60 }, (_, seed) => way(seed)))
    expect(await Promise.all(Array.from({ length: 60 }, (_, seed) => way(seed)))).toEqual(ways)
    expect([...new Set(ways)].toSorted()).toEqual(['a:way-0', 'a:way-2'])
    expect(ways.filter((taken) => taken === 'a:way-2').length).toBeGreaterThan(30)
  })

  it.each([[['chance=1'], 'way-0'], [['chance=3'], 'way-2'], [['chance=2'], 'way-0'], [['chance=20'], 'way-2']])('takes the way it is told: %s', async (faults, exit) => {
    expect(steps((await simulate(await program(split), { to: '0480000000', at, faults })).trace)[0]).toBe(`a:${exit}`)
  })

  it('takes ways in the order that they are told, and goes on by the last', async () => {
    const twice = await program({ a: node('chance', { weights: [1, 1] }, { 'way-0': 'b', 'way-1': 'b' }), b: node('chance', { weights: [1, 1] }, { 'way-0': 'c', 'way-1': 'c' }), c: node('chance', { weights: [1, 1] }, { 'way-0': 'd', 'way-1': 'd' }), d: end })
    expect(steps((await simulate(twice, { to: '0480000000', at, faults: ['chance=2,1'] })).trace)).toEqual(['a:way-1', 'b:way-0', 'c:way-0', 'd'])
  })
})

describe('the fault before', () => {
  const nodes = { a: node('fail', { how: 'fault' }, { done: 'b', error: 'b' }), b: node('catch', { code: 'toy-fault' }, { this: 'c', other: 'c' }), c: node('catch', { code: 'toy-fault' }, { this: 'd', other: 'd' }), d: end }

  it('is told to the node that its error exit leads to, and to no later one', async () => {
    const { trace } = await simulate(await program(nodes), { to: '0480000000', at })
    expect(steps(trace)).toEqual(['a:error', 'b:this', 'c:other', 'd'])
    expect(trace).toContainEqual(expect.objectContaining({ kind: 'set', value: { code: 'toy-fault', flow: 'main', node: 'a', retryable: false } }))
  })

  it('is told to the node that the flow goes on at, also after a resume there', async () => {
    const flow = { ...nodes, a: node('fail', { how: 'fault' }, { done: 'b' }), b: node('catch', { code: 'toy-fault' }, { this: 'q', other: 'd' }), q: node('ask', { prompt: 'a', keys: '1' }, { 1: 'd', other: 'd' }) }
    const built = await program(flow, { onError: 'b' })
    const first = await runSession(built, start, new SimulatedWorld({ press: ['1'] }))
    expect(steps(first.trace)).toEqual(['a', 'b:this', 'q:1', 'd'])
    expect((await runSession(built, start, new SimulatedWorld({}), { recorded: first.journal.slice(0, 1) })).trace).toEqual(first.trace)
  })
})

describe('a milestone', () => {
  it('is told by the trace', async () => {
    const built = await program({ a: node('milestone', { milestone: 'paid' }, { done: 'b' }), b: end }, {}, { milestones: { paid: { ja: '納付済み' } } })
    expect((await simulate(built, { to: '0480000000', at })).trace).toContainEqual({ kind: 'milestone', atMs: 0, node: 'a', name: 'paid' })
  })
})

describe('waiting for an opening', () => {
  const nodes = { a: node('until-open', { hours: 'office' }, { open: 'h', 'too-far': 'e' }), h: node('hours', { hours: 'office' }, { emergency: 'e', exception: 'e', holiday: 'e', closed: 'e', open: 'e' }), e: end }

  it('ends when the hours are open', async () => {
    const { trace } = await simulate(await program(nodes), { to: '0480000000', at: '2026-11-24T08:59:30+09:00' })
    expect(steps(trace)).toEqual(['a:open', 'h:open', 'e'])
  })

  it('is the same at any instant: open by then, or too far', async () => {
    const built = await program(nodes)
    const openMs = Date.parse('2026-11-24T09:00:00+09:00')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -200, max: 200 }), async (seconds) => {
        const { trace } = await simulate(built, { to: '0480000000', at: openMs + seconds * 1000 })
        expect(steps(trace)[0]).toBe(seconds < -60 ? 'a:too-far' : 'a:open')
      }),
      { numRuns: 40 },
    )
  })
})
