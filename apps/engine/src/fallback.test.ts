import { describe, expect, it } from 'vitest'
import { compileFallback } from './fallback.ts'
import { callFlow, node, toyProgram, tuesdayTen } from './toy-bundle-for-test.ts'

type Json = Record<string, unknown>
const end = node('hangup')
const night = Date.parse('2026-11-24T20:00:00+09:00')
const said = async (main: Record<string, Json>, atMs = tuesdayTen, number = '048-000-0000', rest: Json = {}, bundle: Json = {}) => {
  const program = await toyProgram([callFlow('main', Object.keys(main)[0] ?? '', main, rest)], bundle)
  const { say, then } = await compileFallback(program, number, atMs)
  return { say: say.map(({ prompt }) => prompt), then: then.kind === 'failover' ? { ...then, outOfService: then.outOfService.map(({ prompt }) => prompt) } : then }
}

const say = (prompts: string[], next: string, bargeIn = false) => node('say', { prompts, bargeIn }, { done: next })
const queue = node('queue', { queue: 'desk' }, { served: 'end', timeout: 'end', full: 'end' })
const toFailover = { say: ['spare'], then: { kind: 'failover', destination: '0480000001', outOfService: ['out'] } }

describe('the fallback course', () => {
  it('says what a flow says until it asks, without the question', async () => {
    const flow = { a: node('answer', {}, { done: 'b' }), b: say(['a'], 'c'), c: say(['b'], 'd', true), d: node('ask', { prompt: 'c', keys: '1' }, { 1: 'end', other: 'end' }), end }
    expect(await said(flow)).toEqual({ say: ['a', 'b'], then: { kind: 'hangup' } })
  })

  it('says all of a flow that asks nothing', async () => {
    expect(await said({ a: say(['a'], 'b'), b: say(['b'], 'end', true), end })).toEqual({ say: ['a', 'b'], then: { kind: 'hangup' } })
  })

  it.each<[string, Json]>([['an agent', queue], ['a number', node('transfer', { to: '0311' }, { answered: 'end', busy: 'end', 'no-answer': 'end', unreachable: 'end' })]])('leads to the failover number where the flow wants %s', async (_, wanted) => {
    expect(await said({ a: say(['a'], 'b'), b: wanted, end })).toEqual(toFailover)
  })

  it('decides by the hours of the instant, as the flow does', async () => {
    const flow = { h: node('hours', { hours: 'office' }, { emergency: 'c', exception: 'c', holiday: 'c', closed: 'c', open: 'q' }), c: say(['c'], 'end'), q: queue, end }
    expect(await said(flow)).toEqual(toFailover)
    expect(await said(flow, night)).toEqual({ say: ['c'], then: { kind: 'hangup' } })
  })

  it('apologises where nobody can be reached', async () => {
    const program = await toyProgram([callFlow('main', 'a', { a: say(['a'], 'b'), b: queue, end })])
    const without = { ...program, lines: new Map([...program.lines].map(([number, line]) => [number, { ...line, failover: undefined }])) }
    const { say: spoken, then } = await compileFallback(without, '0480000000', tuesdayTen)
    expect([spoken.map(({ prompt }) => prompt), then]).toEqual([['a', 'sorry'], { kind: 'hangup' }])
  })

  it('is the safe default where a flow has a fault, or the number has no flow', async () => {
    const broken = { a: node('fail', { how: 'fault' }, { done: 'end' }), end }
    expect(await said(broken)).toEqual({ say: ['sorry'], then: { kind: 'hangup' } })
    expect(await said(broken, tuesdayTen, '0480000000', {}, { safeDefault: { prompt: 'sorry', failover: true } })).toEqual(toFailover)
    expect(await said({ a: end }, tuesdayTen, '0999')).toEqual({ say: ['sorry'], then: { kind: 'hangup' } })
  })

  it('is not misled by what a flow does after the caller has gone', async () => {
    const flow = { a: node('ask', { prompt: 'a', keys: '1' }, { 1: 'end', other: 'end' }), q: queue, end }
    expect(await said(flow, tuesdayTen, '0480000000', { onHangup: 'q' })).toEqual({ say: [], then: { kind: 'hangup' } })
  })

  it('ends though the flow would speak for ever', async () => {
    const { say: spoken, then } = await said({ a: say(['a'], 'a') })
    expect(then).toEqual({ kind: 'hangup' })
    expect(spoken.length).toBeGreaterThan(0)
    expect(spoken.length).toBeLessThanOrEqual(100)
  })
})
