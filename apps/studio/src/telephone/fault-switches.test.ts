import { type Program, compileBundle, faultResults, faultsOfNode, parseFaults, switchableFaults } from '@madoguchi/engine'
import { possibleFaults } from '@madoguchi/sdk'
import { beforeAll, expect, test } from 'vitest'
import { nodeTypes } from '../editor/node-types.ts'
import { faultLabels, switchGroups } from './fault-labels.ts'
import { referenceFiles } from './reference-bundle-for-test.ts'

let program: Program
beforeAll(async () => {
  program = await compiled({})
})

/** The reference bundle with further nodes in its main flow. */
async function compiled(nodes: Record<string, object>): Promise<Program> {
  const files = referenceFiles().map(([path, text]): [string, string] => {
    if (path !== 'call/main.json') return [path, text]
    const flow = JSON.parse(text) as { nodes: object }
    return [path, JSON.stringify({ ...flow, nodes: { ...flow.nodes, ...nodes } })]
  })
  const { program: made } = await compileBundle(files, { nodeTypes })
  if (!made) throw new Error('the bundle does not compile')
  return made
}

const named = (of: Program) => switchableFaults(of, '0570012229').map(({ name }) => name)

test('the switches of a call are those that its flows can meet, with the nodes that meet them', () => {
  const faults = switchableFaults(program, '0570012229')
  expect(named(program)).toEqual(['gateway', 'queue', 'prompt', 'hours', 'telephony', 'caller'])
  expect(faults.find(({ name }) => name === 'queue')?.nodes).toEqual([{ flow: 'main', node: 'tax-desk' }])
  expect(faults.find(({ name }) => name === 'hours')?.results.map(({ result }) => result)).toEqual(['error', 'emergency', 'exception', 'holiday', 'closed', 'open'])
  expect(switchableFaults(program, '0000')).toEqual([])
})

test('a node that asks something new brings its switch with it, unless it is skipped', async () => {
  const request = { type: 'integrations.http-request', config: { url: 'https://example.lg.jp/' }, next: {} }
  expect(named(await compiled({ ask: request }))).toContain('http')
  expect(named(await compiled({ ask: { ...request, skip: 'ok' } }))).not.toContain('http')
  const split = { type: 'logic.percentage', config: { split: 'equal', shares: [{ id: 'a', label: { ja: '甲' } }, { id: 'b', label: { ja: '乙' } }] }, next: {} }
  expect(switchableFaults(await compiled({ split }), '0570012229').find(({ name }) => name === 'chance')?.results).toEqual([{ result: '1', title: { ja: '甲' } }, { result: '2', title: { ja: '乙' } }])
})

test('whatever kind of fault a node type says that it can meet, there is a switch for it', () => {
  const answering = { telephony: ['telephony'], guidance: ['prompt'], hours: ['hours'], service: ['http', 'messages', 'records', 'desk', 'plugin'] }
  for (const type of nodeTypes.values()) {
    const prompts = JSON.stringify(type.config).includes('"x-ref":"prompt"')
    const points = [...faultsOfNode({ ...type, exits: () => [] }, {}).map(({ point }) => point), ...(prompts ? ['prompt'] : [])]
    for (const [kind, wanted] of Object.entries(answering)) {
      if ((possibleFaults(type) as string[]).includes(kind)) expect([type.type, kind, wanted.some((point) => points.includes(point))]).toEqual([type.type, kind, true])
    }
  }
})

test('every result of every fault has a name in both languages and a heading, and is understood where it is sent', () => {
  for (const [point, { bad, also }] of Object.entries(faultResults)) {
    if (point === 'database' || point === 'runtime') continue
    const label = faultLabels[point]
    expect([point, switchGroups.some(({ group }) => group === label?.group)]).toEqual([point, true])
    for (const result of point === 'chance' ? [] : point === 'hours' ? [...bad, ...also] : bad) {
      expect([point, result, label?.results[result]?.filter((text) => text !== '').length]).toEqual([point, result, 2])
      expect(() => parseFaults([`${point === 'plugin' ? 'plugin:acme' : point}=${result}`])).not.toThrow()
    }
  }
})
