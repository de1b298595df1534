import fc from 'fast-check'
import type { Scenario } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { callFlow, node, toyProgram } from '../toy-bundle-for-test.ts'
import { expectAsCame, makeScenario, promisable } from './make-scenario.ts'
import { runScenario, simulateScenario } from './run-scenario.ts'

const program = await toyProgram([
  callFlow('main', 'q', {
    q: node('ask', { prompt: 'a', keys: '123' }, { 1: 'd', 2: 'w', 3: 'r', other: 'l' }), l: node('loop', { times: 4 }, { again: 'q', enough: 'z' }), d: node('collect', { prompt: 'c', name: 'pin', secret: true }, { done: 's' }), s: node('set', { name: 'chosen', value: '"one"' }, { done: 'q' }),
    w: node('queue', { queue: 'desk' }, { served: 'z', timeout: 'z', full: 'z' }), r: node('record', { prompt: 'b' }, { done: 'z' }), z: node('hangup'),
  }),
])
const press = fc.array(fc.oneof(fc.constantFrom('1', '!2', '3', '9', '-', 'hang'), fc.stringMatching(/^!?[0-9]{1,6}#?$/)), { maxLength: 6 })
const patience = fc.option(fc.integer({ min: 0, max: 90_000 }).map((ms) => ms / 1000), { nil: undefined })
const given = fc.record({ to: fc.constant('0480000000'), at: fc.constant('2026-11-24T10:00'), agents: fc.nat({ max: 1 }) })
const all = new Set(promisable)

describe('a scenario that is made of a call', () => {
  it('passes when it is run at once, whatever the caller did', async () => {
    await fc.assert(
      fc.asyncProperty(given, press, patience, async (circumstances, keys, hangUpAfterSeconds) => {
        const when = { press: keys, ...(hangUpAfterSeconds === undefined ? {} : { hangUpAfterSeconds }) }
        const { trace } = await simulateScenario(program, { given: circumstances, when })
        expect(await runScenario(program, makeScenario({ given: circumstances, when, trace }, { id: 'one', title: { ja: '一つ' } }, all))).toMatchObject({ ok: true, broken: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('promises only what it is told to keep, and nothing secret', async () => {
    const made: Pick<Scenario, 'given' | 'when'> = { given: { to: '0480000000', at: '2026-11-24T10:00', agents: 1 }, when: { press: ['1', '4321#', '2'] } }
    const { trace } = await simulateScenario(program, made)
    const kept = makeScenario({ ...made, trace }, { id: 'one', title: { ja: '一つ' } }, new Set(['variables', 'outcome'] as const))
    expect(kept.then).toEqual({ outcome: { kind: 'agent', target: 'desk' }, variables: { chosen: 'one' } })
    expect(JSON.stringify(kept.then)).not.toContain('4321')
  })
})

describe('taking what came as expected', () => {
  const old: Scenario = {
    kind: 'scenario', id: 'one', title: { ja: '一つ' }, given: { to: '0480000000', at: '2026-11-24T10:00', agents: 1 }, when: { press: ['2'] },
    then: { path: ['main/q', 'main/r'], heard: ['a'], notHeard: ['a', 'b'], outcome: { kind: 'voicemail' }, variables: { chosen: 'one' } },
  }

  it('replaces the broken promises, leaves the kept ones as they were written, and then passes', async () => {
    const { broken, trace, ok } = await runScenario(program, old)
    expect([ok, broken.map(({ promise }) => promise)]).toEqual([false, ['path', 'notHeard', 'outcome', 'variables']])
    const taken = expectAsCame(old, broken.flatMap(({ promise }) => (promise === 'call' ? [] : [promise])), trace)
    expect(taken.then).toEqual({ path: ['main/q', 'main/w', 'main/z'], heard: ['a'], notHeard: ['b'], outcome: { kind: 'agent' } })
    expect(await runScenario(program, taken)).toMatchObject({ ok: true })
  })
})
