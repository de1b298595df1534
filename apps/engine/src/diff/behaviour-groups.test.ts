import { expect, test } from 'vitest'
import { readBundle } from '../bundle-reader.ts'
import { compile } from '../compile.ts'
import type { BehaviourDifference } from '../check/behaviour-diff.ts'
import { divergenceKey } from '../replay/divergence-key.ts'
import { groupBehaviour, weighGroups } from './behaviour-groups.ts'
import { behaviourNames } from './behaviour-names.ts'

const bundle = readBundle([
  ['bundle.json', JSON.stringify({ schemaVersion: 1, id: 'b', title: { ja: '小' }, timeZone: 'Asia/Tokyo', language: 'ja', plugins: [], variables: {}, safeDefault: { prompt: 'p', failover: false } })],
  ['numbers/n.json', JSON.stringify({ kind: 'numbers', id: 'n', title: { ja: '番号' }, lines: { '0570-012-229': { title: { ja: '代表' }, role: 'primary', owner: 'prefecture', published: true }, '048-000-0000': { title: { ja: '併用' }, role: 'companion', owner: 'prefecture', published: true } } })],
])
const { program } = await compile(bundle, { nodeTypes: new Map() })
const heard = (text: string) => ({ outcome: { kind: 'hangup' as const }, heard: [{ prompt: text, text }] })
const difference = (number: string, press: string[], before: string, after: string): BehaviourDifference => ({
  number, at: '2026-11-03T10:00:00+09:00', from: '0312345678', press, agents: 1, faults: [], before: heard(before), after: heard(after), divergence: { before: `heard:${before}`, after: `heard:${after}` },
})
const differences = [{ ...difference('0570012229', ['1'], 'a', 'b'), alike: ['0480000000'] }, difference('0570012229', ['2'], 'a', 'b'), difference('0570012229', ['3'], 'a', 'c'), difference('0480000000', [], 'a', 'b')]

function grouped() {
  if (!program) throw new Error('the bundle does not compile')
  return groupBehaviour(differences, behaviourNames(bundle, bundle, differences), { before: program, after: program })
}

test('calls stand by line, and in it by what differs first', () => {
  expect(grouped().map(({ written, title, alike, count, situations }) => [written, title.ja, alike, count, situations.map(({ divergences }) => divergences.map((group) => group.differences.length))])).toEqual([
    ['0570-012-229', '代表', ['048-000-0000'], 3, [[2, 1]]],
    ['048-000-0000', '併用', [], 1, [[1]]],
  ])
})

test('a share that two calls have in common counts once for the line', () => {
  const [first] = differences
  if (!first) throw new Error('no difference')
  const weighed = weighGroups(grouped(), [{ key: divergenceKey(first), share: 0.25 }])
  expect(weighed.map(({ weight }) => weight)).toEqual([0.25, 0])
  expect(weighed[0]?.situations[0]?.divergences[0]?.differences.map((described) => described.difference.weight)).toEqual([0.25, 0.25])
})

test('no share is told before recorded calls were asked', () => {
  expect(grouped().every((line) => !('weight' in line))).toBe(true)
})
