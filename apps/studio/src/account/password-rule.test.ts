import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestPassword, missingCharacters, passwordFault, shortestPassword } from './password-rule.ts'

test.each([
  ['', '', 'tooShort'],
  ['eleven-char', 'eleven-char', 'tooShort'],
  ['twelve-chars', 'twelve-chars', undefined],
  ['埼玉の自動車税の窓口です', '埼玉の自動車税の窓口です', undefined],
  ['aaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaa', 'tooSimple'],
  ['ababababababab', 'ababababababab', 'tooSimple'],
  ['twelve-chars', 'twelve-chart', 'differs'],
  ['the-old-one-again', 'the-old-one-again', 'same'],
])('%s with %s: %s', (next, repeated, fault) => {
  expect(passwordFault(next, repeated, 'the-old-one-again')).toBe(fault)
})

test('an emoji is one character, however the browser stores it', () => {
  expect(missingCharacters('🚗🚗🚗')).toBe(shortestPassword - 3)
  expect(passwordFault('🚗🚕🚙🚌🚎🏎', '🚗🚕🚙🚌🚎🏎')).toBe('tooShort')
})

test('the hint and the rule agree: as long as characters are missing the password is too short, and no longer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: longestPassword + 5 }), (next) => {
      expect(missingCharacters(next) > 0).toBe(passwordFault(next, next) === 'tooShort')
    }),
  )
})
