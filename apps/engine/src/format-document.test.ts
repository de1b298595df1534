import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { formatDocument } from './format-document.ts'

const document = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('id', 'kind', 'next', 'layout', 'ja', '1', '10', '2', '__proto__', 'constructor')), fc.jsonValue())

describe('formatDocument', () => {
  it('keeps the value and formats it the same the second time', () => {
    fc.assert(
      fc.property(document, (value) => {
        const text = formatDocument(value)
        expect(canonicalJson(JSON.parse(text))).toBe(canonicalJson(value))
        expect(formatDocument(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(document, (value) => {
        expect(formatDocument(Object.fromEntries(Object.entries(value).toReversed()))).toBe(formatDocument(value))
      }),
    )
  })

  it('puts head first, wiring and layout last, and the rest by name', () => {
    const text = formatDocument({ canvas: {}, layout: {}, zeta: 1, nodes: {}, alpha: 2, title: { en: 'E', ja: 'J' }, entry: 'x', id: 'i', kind: 'call', $schema: 's' })
    expect(Object.keys(JSON.parse(text))).toEqual(['$schema', 'kind', 'id', 'title', 'entry', 'alpha', 'zeta', 'nodes', 'layout', 'canvas'])
    expect(text.indexOf('"ja"')).toBeLessThan(text.indexOf('"en"'))
  })

  it('writes periods and positions on one line, and what is too long on several', () => {
    expect(formatDocument({ 1: [['08:30', '12:00'], ['13:00', '17:15']] })).toBe('{\n  "1": [["08:30", "12:00"], ["13:00", "17:15"]]\n}\n')
    const long = formatDocument({ list: Array.from({ length: 60 }, (_, index) => index) })
    expect(long.split('\n')).toHaveLength(65)
    for (const line of formatDocument({ list: Array.from({ length: 24 }, () => 'abc') }).split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })

  it('puts objects inside arrays on lines of their own', () => {
    expect(formatDocument({ a: [{ b: 1 }] })).toBe('{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}\n')
  })
})
