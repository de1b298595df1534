import type { Scenario } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { runScenario } from './scenarios.ts'
import { callFlow, node, toyProgram } from './toy-bundle-for-test.ts'

const program = () =>
  toyProgram([
    callFlow('main', 'a', {
      a: node('say', { prompts: ['a', 'b'], bargeIn: false }, { done: 'q' }), q: node('ask', { prompt: 'c', keys: '1' }, { 1: 's', other: 'z' }),
      s: node('set', { name: 'chosen', value: '{"key": 1, "by": "caller"}' }, { done: 'z' }), z: node('hangup'),
    }),
  ])
const scenario = (then: Scenario['then'], press: string[] = ['1'], given: Partial<Scenario['given']> = {}): Scenario => ({
  kind: 'scenario', id: 'one', title: { ja: '一つ' }, given: { to: '048-000-0000', at: '2026-11-24T10:00', ...given }, when: { press }, then,
})
const result = async (...args: Parameters<typeof scenario>) => runScenario(await program(), scenario(...args))

describe('a scenario', () => {
  it('holds when all that it promises comes, in this order, whatever lies between', async () => {
    const then = { path: ['main/a', 'main/z'], heard: ['a', 'c'], notHeard: ['d'], outcome: { kind: 'hangup' as const }, variables: { chosen: { by: 'caller', key: 1 } } }
    expect(await result(then)).toEqual({ id: 'one', ok: true })
    expect(await result({})).toEqual({ id: 'one', ok: true })
  })

  it.each<[string, Scenario['then'], object, object]>([
    ['path', { path: ['main/z', 'main/a'] }, { path: ['main/z', 'main/a'] }, { path: ['main/a', 'main/q', 'main/s', 'main/z'] }],
    ['heard', { heard: ['c', 'a'] }, { heard: ['c', 'a'] }, { heard: ['a', 'b', 'c'] }],
    ['heard twice', { heard: ['a', 'a'] }, { heard: ['a', 'a'] }, { heard: ['a', 'b', 'c'] }],
    ['notHeard', { notHeard: ['d', 'b'] }, { notHeard: ['d', 'b'] }, { notHeard: ['a', 'b', 'c'] }],
    ['outcome', { outcome: { kind: 'agent' } }, { outcome: { kind: 'agent' } }, { outcome: { kind: 'hangup', cause: 'NORMAL_CLEARING' } }],
    ['variables', { variables: { chosen: { key: 2 }, other: 1 } }, { variables: { chosen: { key: 2 }, other: 1 } }, { variables: { chosen: { key: 1, by: 'caller' }, other: undefined } }],
  ])('fails with what came instead: %s', async (_, then, expected, actual) => {
    expect(await result(then)).toEqual({ id: 'one', ok: false, expected, actual })
  })

  it('tells only the promises that were broken', async () => {
    const { expected } = await result({ heard: ['a'], outcome: { kind: 'agent' } })
    expect(Object.keys(expected ?? {})).toEqual(['outcome'])
  })

  it('that cannot be run has failed', async () => {
    expect(await result({}, ['1'], { to: '0999' })).toMatchObject({ ok: false, actual: { refused: expect.stringContaining('No call flow') } })
    expect(await result({}, ['1'], { at: 'yesterday' })).toMatchObject({ ok: false })
    expect(await result({}, ['1'], { faults: ['fire'] })).toMatchObject({ ok: false })
  })
})
