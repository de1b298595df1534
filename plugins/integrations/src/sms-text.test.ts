import fc from 'fast-check'
import { expect, it } from 'vitest'
import { smsSegments, takesSms } from './sms-text.ts'

it('counts 160 or 70 in one, 153 or 67 in each of several', () => {
  expect(['a'.repeat(160), 'a'.repeat(161), 'a'.repeat(306), 'a'.repeat(307)].map(smsSegments)).toEqual([1, 2, 2, 3])
  expect(['あ'.repeat(70), 'あ'.repeat(71), 'あ'.repeat(134), 'あ'.repeat(135)].map(smsSegments)).toEqual([1, 2, 2, 3])
  expect(['€'.repeat(80), '€'.repeat(81)].map(smsSegments)).toEqual([1, 2])
})

it('never cuts a character in two', () => {
  // 33 pairs of surrogates fill 66 of 67 units, so the last unit of a segment stays empty.
  expect(smsSegments('😀'.repeat(66))).toBe(2)
  expect(smsSegments('😀'.repeat(67))).toBe(3)
})

it('a longer text never takes fewer segments', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 20 }), (text, more) => {
      expect(smsSegments(text + more)).toBeGreaterThanOrEqual(smsSegments(text))
    }),
  )
})

it('knows the numbers that take SMS', () => {
  expect(['09012345678', '06012345678', '05012345678', '0312345678', '0901234567'].map((number) => takesSms(number, false))).toEqual([true, true, false, false, false])
})
