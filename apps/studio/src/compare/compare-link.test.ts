import { expect, test } from 'vitest'
import { type SideRef, compareLink, readSide, sideText } from './compare-link.ts'

test.each<SideRef>([{ kind: 'draft' }, { kind: 'release', number: 3 }, { kind: 'request', id: 12 }])('the address names %o and reads it back', (side) => {
  expect(readSide(sideText(side))).toEqual(side)
})

test.each(['', 'release:0', 'release:-1', 'release:1.5', 'release:', 'request:x', 'drafts', 'release:99999999999', null])('%s names no side', (text) => {
  expect(readSide(text)).toBeUndefined()
})

test('a link holds both sides and the view', () => {
  expect(compareLink({ kind: 'release', number: 3 }, { kind: 'draft' })).toBe('/compare?a=release:3&b=draft')
  expect(compareLink({ kind: 'draft' }, { kind: 'request', id: 7 }, 'behaviour')).toBe('/compare?a=draft&b=request:7&view=behaviour')
})
