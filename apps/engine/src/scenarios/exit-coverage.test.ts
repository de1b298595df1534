import type { Scenario } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import type { Program } from '../program.ts'
import { callFlow, node, toyProgram } from '../toy-bundle-for-test.ts'
import { type FlowCoverage, exitCoverage } from './exit-coverage.ts'
import { runScenario } from './run-scenario.ts'

const scenario = (id: string, press: string[], faults: string[] = [], when: Partial<Scenario['when']> = {}): Scenario => ({ kind: 'scenario', id, title: { ja: id }, given: { to: '0480000000', at: '2026-11-24T10:00', faults }, when: { press, ...when }, then: {} })

async function coverage(program: Program, scenarios: readonly Scenario[]): Promise<FlowCoverage[]> {
  return exitCoverage(program, await Promise.all(scenarios.map((one) => runScenario(program, one))))
}

const used = (flows: readonly FlowCoverage[]) => Object.fromEntries(flows.flatMap(({ flow, exits }) => exits.map(({ node: id, exit, scenarios }) => [`${flow}/${id ?? ''}:${exit}`, scenarios])))

const menu = () =>
  toyProgram([
    callFlow('main', 'q', { q: node('ask', { prompt: 'a', keys: '12' }, { 1: 'sub', 2: 'z', other: 'z' }), sub: node('run', { flow: 'sub', results: ['good', 'bad'] }, { good: 'z', bad: 'z' }), z: node('hangup') }, { onHangup: 'n' }),
    callFlow('sub', 's', { s: node('say', { prompts: ['b'], bargeIn: false }, { done: 'r' }), r: node('return', { result: 'good' }) }),
    callFlow('alone', 'x', { x: node('say', { prompts: ['b'] }, { done: 'y' }), y: node('hangup') }),
  ].map((flow) => (flow['id'] === 'main' ? { ...flow, nodes: { ...(flow['nodes'] as object), n: node('note', { text: 'gone' }, { done: 'e' }), e: node('end') } } : flow)))

describe('the coverage of exits', () => {
  it('tells which scenarios took each exit, in the flows that a line leads to, and no others', async () => {
    const flows = await coverage(await menu(), [scenario('one', ['1']), scenario('again', ['1']), scenario('silent', [])])
    expect(used(flows)).toEqual({
      'main/q:1': ['one', 'again'], 'main/q:2': [], 'main/q:other': ['silent'], 'main/sub:good': ['one', 'again'], 'main/sub:bad': [], 'main/n:done': [], 'main/:onHangup': [],
      'sub/s:done': ['one', 'again'],
    })
    expect(flows.map(({ flow, taken }) => [flow, taken])).toEqual([['main', 3], ['sub', 1]])
  })

  it('counts the ways out of a flow itself: a caller who hangs up', async () => {
    const flows = used(await coverage(await menu(), [scenario('gone', ['hang']), scenario('impatient', [], [], { hangUpAfterSeconds: 1 })]))
    expect(flows['main/:onHangup']).toEqual(['gone', 'impatient'])
    expect(flows['main/n:done']).toEqual(['gone', 'impatient'])
  })

  it('counts the ways out of a fault where somebody connected them', async () => {
    const program = await toyProgram([
      callFlow('main', 'a', { a: node('say', { prompts: ['a'], bargeIn: false }, { done: 'b', error: 'z' }), b: node('say', { prompts: ['b'], bargeIn: false }, { done: 'z' }), z: node('hangup') }, { onError: 'z', onHangup: 'z' }),
    ])
    const flows = used(await coverage(program, [scenario('first', [], ['prompt=missing']), scenario('second', [], ['prompt=ok,missing'])]))
    expect(flows).toEqual({ 'main/a:done': ['second'], 'main/a:error': ['first'], 'main/b:done': [], 'main/:onError': ['second'], 'main/:onHangup': [] })
  })

  it('asks of a skipped node only the exit that it is skipped to', async () => {
    const program = await toyProgram([callFlow('main', 'q', { q: node('ask', { prompt: 'a', keys: '1' }, { 1: 'z', other: 'z' }, { skip: 'other' }), z: node('hangup') })])
    expect(used(await coverage(program, [scenario('one', ['1'])]))).toEqual({ 'main/q:other': ['one'] })
  })
})
