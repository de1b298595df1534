import type { CallFlow } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBundle } from '../bundle-reader.ts'
import { jsonChanges } from './json-changes.ts'
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

describe('jsonChanges', () => {
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
