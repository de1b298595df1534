import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, contentHash, layoutHash, sha256Hex } from './canonical.ts'

describe('canonicalJson (RFC 8785)', () => {
  it.each([
    ['[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]', '[333333333.3333333,1e+30,4.5,0.002,1e-27]'],
    ['-0', '0'],
    ['{"literals": [null, true, false]}', '{"literals":[null,true,false]}'],
    [String.raw`"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"`, String.raw`"€$\u000f\nA'B\"\\\\\"/"`],
    // By UTF-16 units: U+1F600 is D83D DE00 and comes before U+FB33.
    [String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`, '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'],
  ])('writes %s', (text, canonical) => {
    expect(canonicalJson(JSON.parse(text))).toBe(canonical)
  })

  it('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson(undefined)).toThrow(TypeError)
    expect(() => canonicalJson({ a: Number.NaN })).toThrow()
  })
})

describe('contentHash', () => {
  const flow = { kind: 'call', id: 'x', entry: 'a' }

  it('is SHA-256 of the canonical form', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(contentHash(flow)).toBe(sha256Hex('{"entry":"a","id":"x","kind":"call"}'))
  })

  it('leaves out layout, canvas and $schema, and nothing else', () => {
    expect(contentHash({ ...flow, canvas: { notes: { a: { text: 'x', at: [0, 0], size: [200, 100] } } } })).toBe(contentHash(flow))
    expect(contentHash({ ...flow, layout: { a: [1, 2] }, $schema: 'x' })).toBe(contentHash(flow))
    expect(contentHash({ ...flow, description: 'layout' })).not.toBe(contentHash(flow))
    expect(contentHash({ ...flow, nodes: { layout: [1, 2] } })).not.toBe(contentHash({ ...flow, nodes: {} }))
  })

  it('has the layout in a hash of its own', () => {
    expect(layoutHash({ ...flow, layout: { a: [1, 2] } })).not.toBe(layoutHash({ ...flow, layout: { a: [2, 1] } }))
    expect(layoutHash({ ...flow, layout: {}, canvas: { groups: {} } })).not.toBe(layoutHash({ ...flow, layout: {} }))
    expect(layoutHash(flow)).toBe(layoutHash({}))
  })

  it('does not depend on the order of keys, and does on every value', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).toReversed().map(([key, part]) => [key, reversed(part)]))
    }
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (document, value) => {
        expect(contentHash(reversed(document) as object)).toBe(contentHash(document))
        fc.pre(canonicalJson(document['z'] ?? null) !== canonicalJson(value) && value !== null)
        expect(contentHash({ ...document, z: value })).not.toBe(contentHash(document))
      }),
    )
  })
})
