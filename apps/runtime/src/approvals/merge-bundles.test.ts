import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeBundles, mergeTexts } from './merge-bundles.ts'

const bundle = (documents: Record<string, unknown>) => new Map(Object.entries(documents).map(([path, value]) => [path, JSON.stringify(value)]))
const merged = (base: unknown, mine: unknown, theirs: unknown) => mergeTexts(...([base, mine, theirs].map((value) => JSON.stringify(value)) as [string, string, string]))
const valueOf = ({ text }: { text: string | undefined }) => JSON.parse(text ?? 'null')

describe('documents', () => {
  test('that only one side changed, added or removed are taken from it', () => {
    const base = bundle({ same: 1, mine: 1, theirs: 1, goneMine: 1, goneTheirs: 1 })
    const mine = bundle({ same: 1, mine: 2, theirs: 1, goneTheirs: 1, newMine: 3 })
    const theirs = bundle({ same: 1, mine: 1, theirs: 2, goneMine: 1, newTheirs: 4 })
    const { files, clashes, overlaps } = mergeBundles(base, mine, theirs)
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(bundle({ same: 1, mine: 2, theirs: 2, newMine: 3, newTheirs: 4 })))
    expect([clashes, overlaps]).toEqual([[], []])
  })

  test('that both made the same are no overlap', () => {
    expect(mergeBundles(bundle({ a: 1 }), bundle({ a: 2, b: 3 }), bundle({ a: 2, b: 3 }))).toMatchObject({ clashes: [], overlaps: [] })
  })

  test.each([
    ['removed by one and changed by the other', { a: { x: 1 } }, {}, { a: { x: 2 } }],
    ['added by both, with other content', {}, { a: { x: 1 } }, { a: { y: 2 } }],
  ])('%s clash, with all three texts', (_, base, mine, theirs) => {
    const text = (side: Record<string, unknown>) => (side['a'] === undefined ? null : JSON.stringify(side['a']))
    expect(mergeBundles(bundle(base), bundle(mine), bundle(theirs)).clashes).toEqual([{ path: 'a', base: text(base), mine: text(mine), theirs: text(theirs), places: [] }])
  })

  test('that are no JSON clash instead of being mixed', () => {
    expect(mergeTexts('{"a":1}', '{"a":', '{"a":2}')).toMatchObject({ text: '{"a":', places: [] })
  })
})

describe('inside a document', () => {
  test('places that do not overlap are both taken', () => {
    const base = { nodes: { a: { config: { x: 1, y: 1 } }, b: {} }, title: 't' }
    const answer = merged(base, { ...base, nodes: { a: { config: { x: 2, y: 1 } }, b: {}, c: {} } }, { ...base, nodes: { a: { config: { x: 1, y: 2 } } } })
    expect(answer).toMatchObject({ overlaps: true })
    expect(answer.places).toBeUndefined()
    expect(valueOf(answer)).toEqual({ title: 't', nodes: { a: { config: { x: 2, y: 2 } }, c: {} } })
  })

  test('the same place changed differently is named, with its pointer; mine stays', () => {
    const answer = merged({ 'a/b': { x: 1 } }, { 'a/b': { x: 2 } }, { 'a/b': { x: 3 } })
    expect([answer.places, valueOf(answer)]).toEqual([['/a~1b/x'], { 'a/b': { x: 2 } }])
  })

  test.each([
    ['a node removed by one and changed by the other', { nodes: { a: { x: 1 } } }, { nodes: {} }, { nodes: { a: { x: 2 } } }, ['/nodes/a']],
    ['a node that both added under one name', { nodes: {} }, { nodes: { a: { x: 1 } } }, { nodes: { a: { y: 1 } } }, ['/nodes/a']],
    ['a list that both changed', { list: [1] }, { list: [1, 2] }, { list: [0, 1] }, ['/list']],
  ])('%s clashes', (_, base, mine, theirs, places) => {
    expect(merged(base, mine, theirs).places).toEqual(places)
  })

  test('where a node stands on the canvas is nobody asked about', () => {
    expect(valueOf(merged({ layout: { a: [0, 0] } }, { layout: { a: [1, 0] } }, { layout: { a: [2, 0] } }))).toEqual({ layout: { a: [1, 0] } })
  })

  test('a key like __proto__ is a key like any other', () => {
    const answer = mergeTexts('{"a":1}', '{"a":2,"__proto__":{"x":1}}', '{"a":1,"constructor":{"y":1}}')
    expect(JSON.parse(answer.text ?? '')).toEqual(JSON.parse('{"a":2,"__proto__":{"x":1},"constructor":{"y":1}}'))
  })
})

describe('for any documents', () => {
  const keys = fc.constantFrom('a', 'b', 'c', 'd')
  const value = fc.letrec((tie) => ({ any: fc.oneof({ maxDepth: 3 }, fc.integer({ min: 0, max: 3 }), fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }), fc.dictionary(keys, tie('any'))) })).any
  const document = fc.dictionary(keys, value)

  test('a side that changed nothing gives way, and both agreeing is no clash', () => {
    fc.assert(
      fc.property(document, document, (base, other) => {
        expect(valueOf(merged(base, base, other))).toEqual(other)
        expect(valueOf(merged(base, other, base))).toEqual(other)
        expect(valueOf(merged(base, other, other))).toEqual(other)
      }),
    )
  })

  test('whose turn it is does not matter: sides exchanged, the same clashes, and without any the same result', () => {
    fc.assert(
      fc.property(document, document, document, (base, mine, theirs) => {
        const [one, two] = [merged(base, mine, theirs), merged(base, theirs, mine)]
        expect(one.places?.toSorted()).toEqual(two.places?.toSorted())
        if (one.places === undefined) expect(valueOf(one)).toEqual(valueOf(two))
      }),
    )
  })
})
