import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differingLines } from './line-diff.ts'

test('only changed lines are marked, with their surroundings', () => {
  const [left, right] = differingLines('a\nb\nc\nd\ne\nf', 'a\nb\nc\nX\ne\nf', 1)
  expect(left.map(({ text, only }) => (only ? `-${text}` : text))).toEqual(['c', '-d', 'e', ''])
  expect(right.map(({ text, only }) => (only ? `+${text}` : text))).toEqual(['c', '+X', 'e', ''])
})

test('what is marked as standing in both is the same on both sides', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [left, right] = differingLines(a, b, 100)
      // A side in which nothing is missing has nothing to show.
      fc.pre(left.length > 0 && right.length > 0)
      expect(left.filter(({ only }) => !only)).toEqual(right.filter(({ only }) => !only))
    }),
  )
})
