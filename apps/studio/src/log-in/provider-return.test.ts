import { expect, test } from 'vitest'
import { readProviderReturn, rememberPlace, takePlace } from './provider-return.ts'

test.each([
  ['/log-in', '?problem=disabled', { problem: 'disabled', secondFactor: false }],
  ['/log-in', '?problem=<script>', { problem: 'oidc-failed', secondFactor: false }],
  ['/log-in', '?next=second-factor', { problem: undefined, secondFactor: true }],
  ['/log-in', '', { problem: undefined, secondFactor: false }],
  ['/flows/main', '?problem=disabled', { problem: undefined, secondFactor: false }],
] as const)('%s%s means %o', (pathname, search, meaning) => {
  expect(readProviderReturn({ pathname, search })).toEqual(meaning)
})

test('the place is given back once, and never leads to another host', () => {
  const kept = new Map<string, string>()
  const storage = { length: 0, clear: () => {}, key: () => null, getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value), removeItem: (name: string) => void kept.delete(name) }
  rememberPlace({ pathname: '/flows/main', search: '?node=menu' }, storage)
  rememberPlace({ pathname: '/log-in', search: '?problem=expired' }, storage)
  expect(takePlace(storage)).toBe('/flows/main?node=menu')
  expect(takePlace(storage)).toBeUndefined()
  rememberPlace({ pathname: '//other.example/', search: '' }, storage)
  expect(takePlace(storage)).toBeUndefined()
})
