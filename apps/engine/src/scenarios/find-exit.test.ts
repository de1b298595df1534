import { describe, expect, it } from 'vitest'
import { callFlow, node, toyProgram, tuesdayTen } from '../toy-bundle-for-test.ts'
import { exitCoverage } from './exit-coverage.ts'
import { findCallTo } from './find-exit.ts'
import { makeScenario } from './make-scenario.ts'
import { runScenario } from './run-scenario.ts'

const program = () =>
  toyProgram([
    callFlow('main', 'h', {
      h: node('hours', { hours: 'office' }, { open: 'q', closed: 'z', holiday: 'z', exception: 'z', emergency: 'x', error: 'x' }), x: node('say', { prompts: ['d'], bargeIn: false }, { done: 'z', error: 'z' }),
      q: node('ask', { prompt: 'a', keys: '12' }, { 1: 'l', 2: 'd', other: 'z' }), l: node('loop', { times: 3 }, { again: 'q', enough: 'd' }), d: node('collect', { prompt: 'c', name: 'n' }, { done: 'w', error: 'z' }),
      w: node('queue', { queue: 'desk' }, { served: 'z', timeout: 't', full: 'z' }), t: node('transfer', { to: '0311' }, { answered: 'z', busy: 'z', 'no-answer': 'z', unreachable: 'z' }), z: node('hangup'),
    }, { onError: 'x', onHangup: 'e' }),
  ].map((flow) => ({ ...flow, nodes: { ...(flow['nodes'] as object), e: node('end') } })))

describe('a call to an exit', () => {
  it('is found for every exit, and made a scenario it passes and takes the exit', async () => {
    const toy = await program()
    const missing: string[] = []
    for (const { flow, exits } of exitCoverage(toy, [])) {
      for (const { node: id, exit } of exits) {
        const call = await findCallTo(toy, { flow, node: id, exit }, tuesdayTen)
        if (!call) missing.push(`${id ?? ''}:${exit}`)
        else {
          const result = await runScenario(toy, makeScenario(call, { id: 'found', title: { ja: '見つけた' } }, new Set(['path', 'heard', 'outcome', 'variables'] as const)))
          expect(result.broken, `${id}:${exit}`).toEqual([])
          expect(exitCoverage(toy, [result]).find((one) => one.flow === flow)?.exits.find((use) => use.node === id && use.exit === exit)?.scenarios, `${id}:${exit}`).toEqual(['found'])
        }
      }
    }
    expect(missing).toEqual([])
  })

  it('is not found where there is none, in bounded time', async () => {
    const toy = await toyProgram([callFlow('main', 'q', { q: node('ask', { prompt: 'a', keys: '1' }, { 1: 'z', other: 'q' }), z: node('hangup'), lost: node('say', { prompts: ['a'] }, { done: 'z' }) })])
    expect(await findCallTo(toy, { flow: 'main', node: 'lost', exit: 'done' }, tuesdayTen, 1000)).toBeUndefined()
  })
})
