import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newSessionId } from './session-id.ts'

test('an id is a UUID of version 7 that holds its time', () => {
  const id = newSessionId(new Date(0x018bcfe56800), new Uint8Array(10).fill(255))
  expect(id).toBe('018bcfe5-6800-7fff-bfff-ffffffffffff')
})

test('ids sort by time', () => {
  const time = fc.integer({ min: 0, max: 2 ** 47 })
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(time, time, random, random, (a, b, x, y) => {
      fc.pre(a < b)
      expect(newSessionId(new Date(a), x) < newSessionId(new Date(b), y)).toBe(true)
    }),
  )
})
