import type { Line } from '@madoguchi/schemas'
import { expect, it } from 'vitest'
import { lineAt } from './program.ts'

const line = (validity: Partial<Line>): Line => ({ title: { ja: '回線' }, role: 'primary', owner: 'prefecture', published: true, flow: 'main', ...validity })
const at = (text: string, validity: Partial<Line>) => lineAt({ timeZone: 'Asia/Tokyo', lines: new Map([['0570012229', line(validity)]]) }, '0570-012-229', Date.parse(text))

it.each([
  ['2026-03-31T23:59:59+09:00', false],
  ['2026-04-01T00:00:00+09:00', true],
  // Still the day before in UTC: days are those of the bundle's zone.
  ['2026-03-31T15:00:00Z', true],
  ['2027-03-31T23:59:59+09:00', true],
  ['2027-04-01T00:00:00+09:00', false],
])('a line valid for a fiscal year is there at %s: %s (R01)', (instant, there) => {
  expect(at(instant, { validFrom: '2026-04-01', validUntil: '2027-03-31' }) !== undefined).toBe(there)
})

it('a line without validity is always there, and another number never', () => {
  expect(at('1999-01-01T00:00:00Z', {})).toBeDefined()
  expect(lineAt({ timeZone: 'Asia/Tokyo', lines: new Map() }, '0570012229', 0)).toBeUndefined()
})
