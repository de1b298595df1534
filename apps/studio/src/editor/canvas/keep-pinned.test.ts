import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepPinned } from './keep-pinned.ts'

const size = { width: 248, height: 140 }
const place = fc.tuple(fc.integer({ min: -2000, max: 4000 }), fc.integer({ min: -2000, max: 4000 }))
const flow = fc.integer({ min: 1, max: 25 }).chain((count) => fc.record({ laid: fc.constant(Object.fromEntries(Array.from({ length: count }, (_, index): [string, [number, number]] => [`n${index}`, [(index % 5) * 340, Math.floor(index / 5) * 180]]))), fixed: fc.dictionary(fc.integer({ min: 0, max: count - 1 }).map((index) => `n${index}`), place, { maxKeys: 3 }) }))

test('nodes that stay are not moved, all others get a place, and none of these covers anything', () => {
  fc.assert(
    fc.property(flow, ({ laid, fixed }) => {
      const places = keepPinned(laid, fixed, new Map())
      expect(Object.keys(places).toSorted()).toEqual(Object.keys(laid).filter((id) => fixed[id] === undefined || Object.keys(fixed).length === 0).toSorted())
      if (Object.keys(fixed).length === 0) return
      const all = { ...fixed, ...places }
      for (const [id, [x, y]] of Object.entries(places)) {
        for (const [other, [otherX, otherY]] of Object.entries(all)) {
          if (id !== other) expect(Math.abs(x - otherX) >= size.width || Math.abs(y - otherY) >= size.height).toBe(true)
        }
      }
    }),
  )
})

test('what was worked out goes where the node that stays is', () => {
  expect(keepPinned({ a: [0, 0], b: [340, 0] }, { a: [1000, 500] }, new Map())).toEqual({ b: [1340, 500] })
})
