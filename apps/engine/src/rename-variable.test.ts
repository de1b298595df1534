import { describe, expect, it } from 'vitest'
import { renameInExpression, renameInTemplate } from './rename-variable.ts'

describe('a renamed variable', () => {
  it.each([
    ['tax = "auto"', 'kind = "auto"'],
    ['tax.tax & "tax"', 'kind.tax & "tax"'],
    ['$uppercase(tax) & `tax`', '$uppercase(kind) & kind'],
    ['other.tax', 'other.tax'],
    ['items[tax = 1]', 'items[tax = 1]'],
    ['taxes + tax', 'taxes + kind'],
    ['{"tax": tax}', '{"tax": kind}'],
    ['($f := function($x) { $x & tax }; $f(1))', '($f := function($x) { $x & kind }; $f(1))'],
  ])('is followed in %s', (text, renamed) => {
    expect(renameInExpression(text, 'tax', 'kind')).toBe(renamed)
  })

  it.each(['$$.tax', '*.tax', 'tax +', '$lookup($, "tax")'])('is not guessed at in %s', (text) => {
    expect(renameInExpression(text, 'tax', 'kind')).toBeUndefined()
  })

  it('is followed in the places of a text, and not in its words', () => {
    expect(renameInTemplate('tax は {{ tax }}、{{ $string(tax) }}円。{{ other }}', 'tax', 'kind')).toBe('tax は {{ kind }}、{{ $string(kind) }}円。{{ other }}')
    expect(renameInTemplate('{{ $$.tax }}', 'tax', 'kind')).toBeUndefined()
    expect(renameInTemplate('tax', 'tax', 'kind')).toBe('tax')
  })
})
