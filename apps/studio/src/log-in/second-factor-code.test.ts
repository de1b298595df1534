import { expect, test } from 'vitest'
import { toPlainCode } from './second-factor-code.ts'

test.each([
  ['123456', '123456'],
  ['123 456', '123456'],
  ['１２３４５６', '123456'],
  ['１２３　４５６ ', '123456'],
  ['ab3de-fgh12', 'ab3de-fgh12'],
  ['', ''],
])('%s is the code %s', (typed, code) => {
  expect(toPlainCode(typed)).toBe(code)
})
