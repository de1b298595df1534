import type { Scenario } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { runScenario } from './run-scenario.ts'
import { callFlow, node, toyProgram } from '../toy-bundle-for-test.ts'

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
    expect(await result(then)).toMatchObject({ id: 'one', ok: true, broken: [] })
    expect(await result({})).toMatchObject({ id: 'one', ok: true, broken: [] })
  })

  it.each<[string, Scenario['then'], object, object]>([
    ['path', { path: ['main/z', 'main/a'] }, { path: ['main/z', 'main/a'] }, { path: ['main/a', 'main/q', 'main/s', 'main/z'] }],
    ['heard', { heard: ['c', 'a'] }, { heard: ['c', 'a'] }, { heard: ['a', 'b', 'c'] }],
    ['heard twice', { heard: ['a', 'a'] }, { heard: ['a', 'a'] }, { heard: ['a', 'b', 'c'] }],
    ['notHeard', { notHeard: ['d', 'b'] }, { notHeard: ['d', 'b'] }, { notHeard: ['a', 'b', 'c'] }],
    ['outcome', { outcome: { kind: 'agent' } }, { outcome: { kind: 'agent' } }, { outcome: { kind: 'hangup', cause: 'NORMAL_CLEARING' } }],
    ['variables', { variables: { chosen: { key: 2 }, other: 1 } }, { variables: { chosen: { key: 2 }, other: 1 } }, { variables: { chosen: { key: 1, by: 'caller' }, other: undefined } }],
  ])('fails with what came instead: %s', async (_, then, expected, actual) => {
    expect(await result(then)).toMatchObject({ id: 'one', ok: false, expected, actual })
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

describe('a broken promise is told in a sentence that names the node', () => {
  it.each<[string, Scenario['then'], string[], { ja: RegExp; en: RegExp; node?: string }]>([
    ['another way', { path: ['main/a', 'main/q', 'main/s'] }, ['-'], { ja: /「ask」のあとに「set」を通るはずでしたが、出口「other」から「hangup」へ/, en: /After “ask” .* pass “set”, but .* exit “other” to “hangup”/, node: 'q' }],
    ['an early end', { path: ['main/z', 'main/a'] }, ['1'], { ja: /「say」を通るはずでしたが、「hangup」で通話が終わりました/, en: /ended at “hangup”/, node: 'z' }],
    ['a node that is gone', { path: ['main/a', 'main/old'] }, ['1'], { ja: /「main\/old」は、いまの設定にありません/, en: /“main\/old”, which is not in the documents/ }],
    ['another prompt', { heard: ['a', 'd'] }, ['1'], { ja: /案内「d」が聞こえるはずでしたが、「say」で「b」が聞こえました/, en: /“d” was to be heard, but “b” was at “say”/, node: 'a' }],
    ['a prompt too few', { heard: ['c', 'd'] }, ['1'], { ja: /案内「d」が聞こえるはずでしたが、「hangup」で通話が終わるまで聞こえませんでした/, en: /was not before the call ended at “hangup”/, node: 'z' }],
    ['an unwanted prompt', { notHeard: ['c'] }, ['1'], { ja: /案内「c」は聞こえないはずでしたが、「ask」で聞こえました/, en: /not to be heard, but was at “ask”/, node: 'q' }],
    ['another end', { outcome: { kind: 'agent', target: 'desk' } }, ['1'], { ja: /「オペレーターの応対：窓口」で終わるはずでしたが、「hangup」で「窓口側からの切断」で終わりました/, en: /to end “an agent taking the call: 窓口”, but ended “the centre hanging up” at “hangup”/, node: 'z' }],
    ['a variable', { variables: { chosen: { key: 2 } } }, ['1'], { ja: /変数 chosen は \{"key":2\} になるはずでしたが、\{.*"key":1.*\}でした/, en: /chosen was to be \{"key":2\}, but was/ }],
  ])('%s', async (_, then, press, { ja, en, node: at }) => {
    const { broken } = await result(then, press)
    expect(broken).toHaveLength(1)
    expect(broken[0]?.said.ja).toMatch(ja)
    expect(broken[0]?.said.en).toMatch(en)
    expect(broken[0]?.place?.node).toBe(at)
  })
})
