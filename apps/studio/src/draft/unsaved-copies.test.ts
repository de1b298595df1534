import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserCopies } from './unsaved-copies.ts'

/** The storage of one browser: an object whose keys are its entries' names. */
function makeStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() { return kept.size },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

const copy = (text: string) => ({ text, base: { text: 'before', revision: 1 } })

// One tab after another: no page is alive beside the one that asks.
beforeEach(() => {
  vi.stubGlobal('sessionStorage', makeStorage())
  vi.stubGlobal('navigator', {})
})
afterEach(() => vi.unstubAllGlobals())

test('at a shared computer each person gets back their own unsaved work, and nobody another’s', async () => {
  const storage = makeStorage()
  const hanako = browserCopies(() => 'hanako', storage)
  await hanako.takeOver()
  hanako.write('call/a.json', copy('of Hanako'))
  const taro = browserCopies(() => 'taro', storage)
  expect([...(await taro.takeOver())]).toEqual([])
  taro.write('call/a.json', copy('of Taro'))
  taro.drop('call/a.json')
  const again = browserCopies(() => 'hanako', storage)
  const found = await again.takeOver()
  expect(found.get('call/a.json')).toMatchObject({ text: 'of Hanako', base: { text: 'before', revision: 1 } })
})

test('a copy is taken over once: the page that takes it owns it', async () => {
  const storage = makeStorage()
  const first = browserCopies(() => 'hanako', storage)
  await first.takeOver()
  first.write('call/a.json', copy('unsaved'))
  vi.stubGlobal('sessionStorage', makeStorage())
  expect((await browserCopies(() => 'hanako', storage).takeOver()).size).toBe(1)
  vi.stubGlobal('sessionStorage', makeStorage())
  expect((await browserCopies(() => 'hanako', storage).takeOver()).size).toBe(0)
})
