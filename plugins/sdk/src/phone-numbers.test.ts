import { expect, it } from 'vitest'
import { comparableNumber, coversIpCallers, matchesEntry, numberEntry } from './phone-numbers.ts'

it.each([
  ['048-111-0000', '0481110000'], ['+81 48-111-0000', '0481110000'], ['+810481110000', '0481110000'], ['０４８（１１１）００００', '0481110000'], ['+14155550100', '14155550100'], ['anonymous', ''], ['', ''],
])('%s is compared as %s', (written, digits) => {
  expect(comparableNumber(written)).toBe(digits)
})

it.each([
  ['048*', '0481110000', true], ['048-1*', '0482110000', false], ['048', '0481110000', false], ['0481110000', '04811100001', false], ['+8148*', '0481110000', true], ['０４８＊', '0481110000', true],
])('%s stands for %s: %s', (written, number, matches) => {
  const entry = numberEntry(written)
  expect(entry && matchesEntry(entry, number)).toBe(matches)
})

it.each([
  ['050-1234-5678', true], ['050*', true], ['0501*', true], ['05*', true], ['0*', true], ['+8150*', true], ['05', false], ['051*', false], ['0480*', false], ['0', false],
])('%s refuses somebody from 050: %s', (written, covers) => {
  const entry = numberEntry(written)
  expect(entry && coversIpCallers(entry)).toBe(covers)
})
