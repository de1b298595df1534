import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { BundleFiles } from './compare-source.ts'
import { changedPaths, compareFiles, comparedFlow, textOf } from './comparison.ts'
import { patchText } from './json/patch-text.ts'
import { marksOf, rewiredWires } from './structure/diff-marks.ts'

const root = new URL('../../../../flows/saitama-auto-tax/', import.meta.url)
const kinds = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'audio').map(({ name }) => name)
const reference: BundleFiles = Object.fromEntries([
  ['bundle.json', readFileSync(new URL('bundle.json', root), 'utf8')],
  ...kinds.flatMap((kind) => readdirSync(new URL(`${kind}/`, root)).map((name) => [`${kind}/${name}`, readFileSync(new URL(`${kind}/${name}`, root), 'utf8')])),
])

interface Flow { entry: string; nodes: Record<string, { config: object; next: Record<string, string> }>; layout: Record<string, [number, number]> }
function edited(path: string, change: (flow: Flow) => void): BundleFiles {
  const flow = JSON.parse(reference[path] ?? '') as Flow
  change(flow)
  return { ...reference, [path]: JSON.stringify(flow) }
}

function marks(after: BundleFiles, document = 'call/after-hours') {
  const comparison = compareFiles(reference, after)
  const flow = comparedFlow(comparison, document)
  if (!flow) throw new Error('no flow')
  const changes = comparison.groups.find((group) => group.document === document)?.changes ?? []
  return Object.fromEntries((['before', 'after'] as const).map((side) => [side, { nodes: [...marksOf(side, flow, changes)].map((mark) => mark.join(' ')).toSorted(), edges: [...rewiredWires(side, flow, changes)] }]))
}

test('a bundle does not differ from itself, nor from one that is only written otherwise', () => {
  const spaced = { ...reference, 'call/main.json': JSON.stringify(JSON.parse(reference['call/main.json'] ?? '')) }
  expect(compareFiles(reference, spaced)).toMatchObject({ changes: [], unreadable: [], layoutDiffers: false })
})

test('a moved node is no difference in meaning, and is known as one of layout', () => {
  const moved = edited('call/main.json', (flow) => (flow.layout.hours = [999, 999]))
  expect(compareFiles(reference, moved)).toMatchObject({ changes: [], layoutDiffers: true })
  expect([changedPaths(reference, moved, true), changedPaths(reference, moved, false)]).toEqual([[], ['call/main.json']])
})

test('both canvases mark a renamed node, each under the name that it has there', () => {
  const after = edited('call/after-hours.json', (flow) => {
    const { enough, ...others } = flow.nodes
    flow.nodes = { ...others, ...(enough ? { limit: enough } : {}) }
    Object.assign(flow.nodes.again?.next ?? {}, { done: 'limit' })
  })
  expect(marks(after)).toEqual({ before: { nodes: ['enough renamed'], edges: [] }, after: { nodes: ['limit renamed'], edges: [] } })
})

test('a rewired wire is marked on both canvases, an added and a removed node on its own', () => {
  const after = edited('call/after-hours.json', (flow) => {
    const { enough: _gone, ...others } = flow.nodes
    flow.nodes = { ...others, fax: { ...flow.nodes['hang-up'], type: 'voice.record', config: {}, next: {} } as never }
    Object.assign(flow.nodes.again?.next ?? {}, { done: 'goodbye' })
  })
  expect(marks(after)).toEqual({ before: { nodes: ['again rewired', 'enough removed'], edges: ['again done'] }, after: { nodes: ['again rewired', 'fax added'], edges: ['again done'] } })
})

test('all nodes of a flow that is new are marked as added', () => {
  const copy = { ...(JSON.parse(reference['call/main.json'] ?? '') as Flow), id: 'second' }
  const comparison = compareFiles(reference, { ...reference, 'call/second.json': JSON.stringify(copy) })
  expect(comparison.changes.map(({ change }) => [change.change, change.document])).toEqual([['added', 'call/second']])
  expect(marks({ ...reference, 'call/second.json': JSON.stringify(copy) }, 'call/second').after?.nodes).toHaveLength(Object.keys(copy.nodes).length)
})

test('a document that cannot be read is said to be so, on its side', () => {
  const broken = { ...reference, 'call/main.json': '{ "kind": "call"' }
  expect(compareFiles(reference, broken).unreadable).toMatchObject([{ side: 'after', document: 'call/main' }])
  expect(changedPaths(reference, broken, true)).toEqual(['call/main.json'])
  expect(textOf(broken['call/main.json'], true)).toBe('{ "kind": "call"')
})

test('the patch of a bundle names documents by path', () => {
  const patch = JSON.parse(patchText({ 'call/main.json': { entry: 'a' } }, { 'call/main.json': { entry: 'b' }, 'hours/h.json': {} })) as unknown
  expect(patch).toEqual([{ op: 'replace', path: '/call~1main.json/entry', value: 'b' }, { op: 'add', path: '/hours~1h.json', value: {} }])
})
