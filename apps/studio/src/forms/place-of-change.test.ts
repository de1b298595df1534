import { expect, it } from 'vitest'
import { placeOfChange } from './place-of-change.ts'

it('names the innermost place, in lists as well, and the group where a part came or went', () => {
  const before = { fields: [{ name: 'a', title: { ja: 'x' } }, { name: 'b' }] }
  expect(placeOfChange(before, { fields: [{ name: 'a', title: { ja: 'y' } }, { name: 'b' }] })).toBe('/fields/0/title/ja')
  expect(placeOfChange(before, { fields: [{ name: 'a', title: { ja: 'x' } }] })).toBe('/fields')
  expect(placeOfChange(before, { fields: [{ name: 'c', title: { ja: 'y' } }, { name: 'b' }] })).toBe('/fields/0')
  expect(placeOfChange(before, before)).toBe('')
})
