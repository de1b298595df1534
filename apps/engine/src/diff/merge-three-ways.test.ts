import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeThreeWays } from './merge-three-ways.ts'

describe('a three-way merge', () => {
  const base = { title: { ja: '始め' }, nodes: { a: { x: 1 }, b: { x: 1 } } }
  test('takes both where they changed different places', () => {
    const merged = mergeThreeWays(base, { ...base, nodes: { ...base.nodes, a: { x: 2 } } }, { ...base, title: { ja: '題' }, nodes: { a: { x: 1 } } })
    expect(merged).toEqual({ value: { title: { ja: '題' }, nodes: { a: { x: 2 } } }, clashes: [] })
  })
  test('names the places that both changed', () => {
    expect(mergeThreeWays(base, { ...base, title: { ja: '私' } }, { ...base, title: { ja: '相手' } }).clashes).toEqual(['/title/ja'])
  })
  test('with only one side changed, that side wins whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [before, after] = [JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))]
        expect(mergeThreeWays(before, before, after)).toEqual({ value: after, clashes: [] })
        expect(mergeThreeWays(before, after, before)).toEqual({ value: after, clashes: [] })
      }),
    )
  })
})
