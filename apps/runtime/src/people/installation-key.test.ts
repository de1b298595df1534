import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { makeKey, openInstallationKey } from './installation-key.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-key-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('what was sealed opens under the same key, purpose and owner, and under no other', () => {
  const [key, other] = [makeKey('one secret of thirty-two letters!'), makeKey('another secret of the same length')]
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, owner) => {
      const sealed = key.seal('a', text, owner)
      expect(key.open('a', sealed, owner)).toBe(text)
      expect(key.open('b', sealed, owner)).toBeUndefined()
      expect(key.open('a', sealed, `${owner}x`)).toBeUndefined()
      expect(other.open('a', sealed, owner)).toBeUndefined()
    }),
  )
})

test('one changed bit anywhere, or a text of any kind, opens nothing', () => {
  const key = makeKey('one secret of thirty-two letters!')
  const sealed = Buffer.from(key.seal('a', 'text', 'owner'), 'base64url')
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(key.open('a', changed.toString('base64url'), 'owner')).toBeUndefined()
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(key.open('a', text, 'owner')).toBeUndefined()
    }),
  )
})

test('the same text is never sealed alike', () => {
  const key = makeKey('one secret of thirty-two letters!')
  expect(key.seal('a', 'text', '')).not.toBe(key.seal('a', 'text', ''))
})

test('the key file is made once, for its owner alone, and a given key stands before it', () => {
  const sealed = openInstallationKey(folder, undefined).seal('a', 'text', '')
  expect(openInstallationKey(folder, undefined).open('a', sealed, '')).toBe('text')
  expect(fs.readdirSync(folder)).toEqual(['installation.key'])
  expect(fs.statSync(path.join(folder, 'installation.key')).mode & 0o777).toBe(0o600)
  expect(openInstallationKey(folder, 'given by the environment, 32 letters').open('a', sealed, '')).toBeUndefined()
})

test('a given key that can be guessed is refused', () => {
  expect(() => openInstallationKey(folder, 'short')).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_UNUSABLE' }))
})
