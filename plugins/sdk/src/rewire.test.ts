import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exit } from './exits.ts'
import { rewireByLabel } from './rewire.ts'

const exits = (labels: Record<string, string>) => Object.entries(labels).map(([id, ja]) => exit(id, { ja }))

it('renames the exit of a label that moved to another key', () => {
  expect(rewireByLabel(exits({ 4: '還付', 5: '減免' }), exits({ 7: '還付', 5: '減免' }))).toEqual({ 4: '7' })
})

it('keeps the meaning of two keys that were swapped', () => {
  expect(rewireByLabel(exits({ 1: '還付', 2: '減免' }), exits({ 1: '減免', 2: '還付' }))).toEqual({ 1: '2', 2: '1' })
})

it('leaves out a label that is new and one that is gone', () => {
  expect(rewireByLabel(exits({ 1: '還付', 2: '減免' }), exits({ 1: '減免', 3: '納付' }))).toEqual({ 2: '1' })
})

it('keeps an exit whose label repeats before it looks at the order', () => {
  expect(rewireByLabel(exits({ 1: '同じ', 2: '同じ' }), exits({ 2: '同じ', 3: '同じ' }))).toEqual({ 1: '3' })
})

it('never renames two exits to one, renames nothing that stayed, and always to an exit with the same label', () => {
  const sides = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fc.constantFrom('あ', 'い', 'う'), { noNullPrototype: true })
  fc.assert(
    fc.property(sides, sides, (before, after) => {
      const renamed = rewireByLabel(exits(before), exits(after))
      expect(new Set(Object.values(renamed)).size).toBe(Object.keys(renamed).length)
      for (const [from, to] of Object.entries(renamed)) {
        expect(after[to]).toBe(before[from])
        expect(before[from]).not.toBe(after[from])
        expect(before[to]).not.toBe(after[to])
      }
    }),
  )
})
