import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checksums } from './checksums.ts'

describe('published examples', () => {
  it.each([
    ['luhn', '79927398713'],
    ['luhn', '4111111111111111'],
    ['modulus10-weight31', '4901234567894'],
    ['modulus10-weight31', '49123456'],
  ] as const)('%s accepts %s', (name, digits) => {
    expect(checksums[name](digits)).toBe(true)
  })
})

it.each(['luhn', 'modulus10-weight31'] as const)('%s notices each single wrong digit, and accepts exactly one check digit', (name) => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,20}$/), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
      const fitting = [...'0123456789'].map((digit) => body + digit).filter((digits) => checksums[name](digits))
      expect(fitting).toHaveLength(1)
      const good = fitting[0] ?? ''
      const place = at % good.length
      const wrong = [...good].map((digit, index) => (index === place ? String((Number(digit) + by) % 10) : digit)).join('')
      expect(checksums[name](wrong)).toBe(false)
    }),
  )
})
