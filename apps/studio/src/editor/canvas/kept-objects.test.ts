import { expect, test } from 'vitest'
import { KeptObjects } from './kept-objects.ts'

test('a thing is the same object until something about it changes or it was gone for a round', () => {
  const kept = new KeptObjects<{ of: number }>()
  const round = (of: number) => {
    const made = kept.get('a', [of, 'x'], () => ({ of }))
    kept.turn()
    return made
  }
  const first = round(1)
  expect(round(1)).toBe(first)
  expect(round(2)).toEqual({ of: 2 })
  const again = round(2)
  kept.turn()
  expect(round(2)).not.toBe(again)
})
