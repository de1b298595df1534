import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRange } from './audio.ts'

test.each([
  [undefined, undefined],
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=0-1000', { first: 0, last: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-1', undefined],
  ['bytes=0-1,5-6', undefined],
  ['items=0-1', undefined],
])('of 100 bytes the range %s is %o', (header, range) => {
  expect(readRange(header, 100)).toEqual(range)
})

test('a range never leads out of the file', () => {
  const number = fc.oneof(fc.constant(''), fc.nat().map(String))
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 1000 }), (from, to, size) => {
      const range = readRange(`bytes=${from}-${to}`, size)
      if (range !== undefined && range !== 'unsatisfiable') {
        expect(range.first).toBeGreaterThanOrEqual(0)
        expect(range.last).toBeLessThan(size)
        expect(range.first).toBeLessThanOrEqual(range.last)
      }
    }),
  )
})
