import type { CallFlow } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBundle } from '../bundle-reader.ts'
import { jsonChanges } from './json-changes.ts'
import { matchNodes } from './match-nodes.ts'
import { pairItems, pairLikeItems } from './pair-items.ts'
import { structureDiff } from './structure.ts'

const head = { schemaVersion: 1, id: 'small', title: { ja: '小' }, timeZone: 'Asia/Tokyo', language: 'ja', plugins: [], variables: {}, safeDefault: { prompt: 'sorry', failover: false } }
const node = (type: string, next: Record<string, string>, config: Record<string, unknown> = {}) => ({ type, config, next })
const flow = (nodes: Record<string, unknown>, entry = 'a', rest: object = {}) => ({ kind: 'call', id: 'main', title: { ja: '代表' }, entry, nodes, ...rest })
const bundle = (...documents: object[]) => readBundle([['bundle.json', JSON.stringify(head)], ...documents.map((document): [string, string] => [`${(document as CallFlow).kind}/${(document as CallFlow).id}.json`, JSON.stringify(document)])])
const base = { a: node('toy.ask', { 1: 'b', 2: 'c' }, { text: 'hello' }), b: node('toy.end', {}), c: node('toy.end', {}, { text: 'bye' }) }

describe('structureDiff', () => {
  it('finds nothing between a bundle and itself, also with another layout', () => {
    expect(structureDiff(bundle(flow(base)), bundle(flow(base, 'a', { layout: { a: [1, 2] } })))).toEqual([])
  })

  it('calls a wire that leads elsewhere rewired', () => {
    const after = { ...base, a: node('toy.ask', { 1: 'c', 2: 'c' }, { text: 'hello' }) }
    expect(structureDiff(bundle(flow(base)), bundle(flow(after)))).toEqual([{ document: 'call/main', change: 'rewired', node: 'a', pointer: '/nodes/a/next/1', before: 'b', after: 'c' }])
  })

  it('calls a node with another id but the same meaning renamed, and does not call its wires rewired', () => {
    const after = { start: node('toy.ask', { 1: 'b', 2: 'finish' }, { text: 'hello' }), b: base.b, finish: base.c }
    expect(structureDiff(bundle(flow(base)), bundle(flow(after, 'start')))).toEqual([
      { document: 'call/main', change: 'renamed', node: 'start', pointer: '/nodes/start', before: 'a', after: 'start' },
      { document: 'call/main', change: 'renamed', node: 'finish', pointer: '/nodes/finish', before: 'c', after: 'finish' },
    ])
  })

  it('tells added and removed nodes, changed settings and a changed entry', () => {
    const after = { a: node('toy.ask', { 1: 'b' }, { text: 'good evening' }), b: base.b, d: node('toy.other', { done: 'b' }) }
    expect(structureDiff(bundle(flow(base)), bundle(flow(after, 'd'))).map(({ change, node: id, pointer }) => [change, id, pointer])).toEqual([
      ['rewired', undefined, '/entry'],
      ['changed', 'a', '/nodes/a/config/text'],
      ['rewired', 'a', '/nodes/a/next/2'],
      ['removed', 'c', '/nodes/c'],
      ['added', 'd', '/nodes/d'],
    ])
  })

  it('tells added, removed and renamed documents', () => {
    const other = { ...flow(base), id: 'other' }
    expect(structureDiff(bundle(flow(base)), bundle(other))).toEqual([{ document: 'call/other', change: 'renamed', pointer: '/id', before: 'main', after: 'other' }])
    expect(structureDiff(bundle(flow(base)), bundle(flow(base), { ...flow({ a: base.b }), id: 'more' })).map(({ document, change }) => [document, change])).toEqual([['call/more', 'added']])
    expect(structureDiff(bundle(flow(base)), bundle()).map(({ document, change }) => [document, change])).toEqual([['call/main', 'removed']])
  })
})

describe('structureDiff, matching', () => {
  it('finds a renamed document although a little of it changed as well, and tells both', () => {
    const more = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`n${index}`, node('toy.end', {}, { text: `${index}` })]))
    const before = { ...flow({ ...base, ...more }), id: 'old' }
    const after = { ...flow({ ...base, ...more, c: node('toy.end', {}, { text: 'good night' }) }), id: 'new' }
    expect(structureDiff(bundle(before), bundle(after))).toEqual([
      { document: 'call/new', change: 'renamed', pointer: '/id', before: 'old', after: 'new' },
      { document: 'call/new', change: 'changed', node: 'c', pointer: '/nodes/c/config/text', before: 'bye', after: 'good night' },
    ])
  })

  it('finds a renamed node whose setting changed too, by those around it', () => {
    const after = { a: node('toy.ask', { 1: 'b', 2: 'farewell' }, { text: 'hello' }), b: base.b, farewell: node('toy.end', {}, { text: 'see you' }) }
    expect(structureDiff(bundle(flow(base)), bundle(flow(after))).map(({ change, node: id }) => [change, id])).toEqual([['renamed', 'farewell'], ['changed', 'farewell']])
  })

  it('takes a node of another type under another id for another node', () => {
    const after = { a: node('toy.ask', { 1: 'b', 2: 'x' }, { text: 'hello' }), b: base.b, x: node('toy.other', {}, { text: 'bye' }) }
    expect(structureDiff(bundle(flow(base)), bundle(flow(after))).map(({ change, node: id }) => [change, id])).toEqual([['rewired', 'a'], ['removed', 'c'], ['added', 'x']])
  })

  it('calls the wire into a removed node rewired, also where nothing takes its place', () => {
    const after = { a: node('toy.ask', { 1: 'b' }, { text: 'hello' }), b: base.b }
    expect(structureDiff(bundle(flow(base)), bundle(flow(after)))).toContainEqual({ document: 'call/main', change: 'rewired', node: 'a', pointer: '/nodes/a/next/2', before: 'c' })
  })

  it('does not call a document removed that is there and cannot be read', () => {
    const broken = readBundle([['bundle.json', JSON.stringify(head)], ['call/main.json', '{"kind": "call", "id": "main"']])
    expect(structureDiff(bundle(flow(base)), broken)).toEqual([expect.objectContaining({ document: 'call/main', change: 'changed', pointer: '' })])
    expect(structureDiff(broken, bundle(flow(base)))).toEqual([expect.objectContaining({ document: 'call/main', change: 'changed', pointer: '' })])
  })

  it('tells a name reworded in both languages, and a replaced recording, as one change', () => {
    const prompts = (title: object, audio: object) => ({ kind: 'prompts', id: 'p', title: { ja: '案内' }, prompts: { g: { title, purpose: 'menu', owner: 'prefecture', text: { ja: 'はい' }, audio: { ja: audio } } } })
    const audio = (digit: string, seconds: number) => ({ sha256: digit.repeat(64), textHash: digit.repeat(64), seconds, source: 'speech' })
    const changes = structureDiff(bundle(prompts({ ja: '前', en: 'before' }, audio('a', 1))), bundle(prompts({ ja: '後', en: 'after' }, audio('b', 2))))
    expect(changes.map(({ pointer }) => pointer)).toEqual(['/prompts/g/title', '/prompts/g/audio/ja'])
  })

  it('matches every old node to at most one new one, whatever the flows', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const nodes = fc.dictionary(ids, fc.record({ type: fc.constantFrom('t', 'u'), config: fc.dictionary(fc.constantFrom('x', 'y'), fc.nat(2)), next: fc.dictionary(fc.constantFrom('1', '2'), ids) }), { minKeys: 1 })
    fc.assert(
      fc.property(nodes, nodes, (before, after) => {
        const matches = matchNodes(before, after)
        expect(new Set(matches.values()).size).toBe(matches.size)
        for (const [old, id] of matches) {
          expect(before).toHaveProperty(old)
          expect(after).toHaveProperty(id)
        }
        const changes = structureDiff(bundle(flow(before)), bundle(flow(after)))
        expect(changes.length === 0).toBe(JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)))
      }),
    )
  })
})

describe('jsonChanges', () => {
  it('knows the items of a list by the name they carry', () => {
    const before = [{ key: '1', label: 'a' }, { key: '2', label: 'b' }, { key: '3', label: 'c' }]
    expect(jsonChanges(before, [{ key: '1', label: 'a' }, { key: '3', label: 'd' }])).toEqual([{ pointer: '/1', before: before[1] }, { pointer: '/1/label', before: 'c', after: 'd' }])
  })

  it('tells that items changed places', () => {
    const [one, two] = [{ key: '1' }, { key: '2' }]
    expect(jsonChanges([one, two], [two, one])).toHaveLength(2)
  })

  it('tells each item of two lists exactly once', () => {
    const item = fc.oneof(fc.nat(3), fc.record({ key: fc.nat(3), label: fc.nat(3) }))
    fc.assert(
      fc.property(fc.array(item), fc.array(item), (before, after) => {
        const pairs = pairLikeItems(before, after, pairItems(before, after))
        const seen = (side: 0 | 1) => pairs.flatMap((pair) => pair[side] ?? []).sort((a, b) => a - b)
        expect(seen(0)).toEqual(before.map((_, index) => index))
        expect(seen(1)).toEqual(after.map((_, index) => index))
        expect(jsonChanges(before, after).length === 0).toBe(JSON.stringify(before) === JSON.stringify(after))
      }),
    )
  })

  it('takes one inserted item for one change', () => {
    expect(jsonChanges([1, 2, 3], [1, 9, 2, 3])).toEqual([{ pointer: '/1', after: 9 }])
    expect(jsonChanges({ a: [{ k: 1 }, { k: 2 }] }, { a: [{ k: 2 }] })).toEqual([{ pointer: '/a/0', before: { k: 1 } }])
  })

  it('is empty exactly for equal values', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(jsonChanges(a, structuredClone(a))).toEqual([])
        expect(jsonChanges(a, b).length === 0).toBe(JSON.stringify(a) === JSON.stringify(b) || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)))
      }),
    )
  })
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}
