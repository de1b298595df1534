import { expect, it, vi } from 'vitest'
import { compileBundle } from '../../compile.ts'
import { callFlow, node, textsOf } from '../../toy-bundle-for-test.ts'
import { staticProblems } from './index.ts'
import { ruleNodeTypes } from './rule-nodes-for-test.ts'
import { changed, saying, soundBundle, type Documents } from './sound-bundle-for-test.ts'

/** Seconds of work, not of waiting, so that a busy machine judges as an idle one. */
async function secondsFor(documents: Documents): Promise<number> {
  const { program } = await compileBundle(textsOf(documents), { nodeTypes: ruleNodeTypes })
  if (!program) throw new Error('the bundle cannot be compiled')
  const before = process.cpuUsage()
  staticProblems(program, { nodeTypes: ruleNodeTypes })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

vi.setConfig({ testTimeout: 120_000 })

const keys = [...'123456789*#']
const choices = keys.map((key) => ({ key, label: `項目${key}` }))

it('menus that all lead to each other are judged in seconds', async () => {
  const count = 1000
  const nodes = Object.fromEntries(Array.from({ length: count }, (_, at) => {
    const next = Object.fromEntries([...keys, 'timeout', 'invalid'].map((exit, index) => [exit, `n${(at * 7 + index * 97 + 1) % count}`]))
    return [`n${at}`, node('menu', { prompt: 'menu', choices, timeoutSeconds: 10 }, next)]
  }))
  expect(await secondsFor(changed(soundBundle(), [['call/big.json', '', callFlow('big', 'n0', nodes, { rules: 'after-hours' })], ['numbers/lines.json', '/lines/0481110000/flow', 'big']]))).toBeLessThan(5)
})

it('flows that run each other twice, a thousand deep, are judged in seconds', async () => {
  const deep = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => {
    const run = (done: string) => node('run', { flow: `f${at + 1}`, results: ['done'] }, { done })
    return [`call/f${at}.json`, callFlow(`f${at}`, 'a', at === 999 ? { a: node('return', { result: 'done' }) } : { a: run('b'), b: run('c'), c: node('return', { result: 'done' }) }, at === 0 ? { rules: 'after-hours' } : {})]
  }))
  expect(await secondsFor(changed({ ...soundBundle(), ...deep }, [['numbers/lines.json', '/lines/0481110000/flow', 'f0']]))).toBeLessThan(5)
})

it('a thousand prompts, lines and variables that nodes hand on are judged in seconds', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => at)
  const nodes = Object.fromEntries(many.map((at) => [`n${at}`, node('assign', { name: `v${at}`, value: `v${at + 1} & "です"` }, { done: at === 999 ? 'end' : `n${at + 1}` })]))
  const documents = changed(soundBundle(), [
    ...many.map((at) => saying(`p${at}`, `案内${at}は{{v${at}}}、電話は〇四八の〇〇〇${at}です。`)),
    ...many.slice(0, 200).map((at): [string, string, unknown] => ['numbers/lines.json', `/lines/~1`.replace('~1', `0509${String(at).padStart(7, '0')}`), { title: { ja: '非公開' }, owner: 'contractor', published: false, role: 'destination' }]),
    ['call/vars.json', '', callFlow('vars', 'n0', { ...nodes, end: node('hangup') })],
  ])
  expect(await secondsFor(documents)).toBeLessThan(10)
})
