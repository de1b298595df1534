import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonPlaces } from './json-places.ts'

const text = JSON.stringify({ nodes: { menu: { config: { choices: [{ key: '1' }, { key: '2' }] } }, 'a/b~c': true } }, null, 2)
const at = (pointer: string, of = text) => {
  const { start, end } = new JsonPlaces(of).rangeOf(pointer)
  return of.slice(start, end)
}

it('shows a value itself and a group by its name', () => {
  expect(at('/nodes/menu/config/choices/1/key')).toBe('"2"')
  expect(at('/nodes/menu/config')).toBe('"config"')
  expect(at('/nodes/menu/config/choices/0')).toBe('{')
  expect(at('/nodes/a~1b~0c')).toBe('true')
})

it('shows what is missing at the innermost part that is there', () => {
  expect(at('/nodes/menu/next/true')).toBe('"menu"')
  expect(at('/nothing')).toBe('{')
  expect(at('/nodes/menu', '')).toBe('')
})

it('tells where a text stops being JSON', () => {
  const broken = '{ "a": 1 "b": 2 }'
  const { fault } = new JsonPlaces(broken)
  expect(fault && broken.slice(fault.start)).toMatch(/^"b"/)
  expect(new JsonPlaces(text).fault).toBeUndefined()
})

it('finds the value of every pointer of any JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.integer(), fc.string(), fc.boolean())), (object) => {
      const written = JSON.stringify(object)
      for (const [key, value] of Object.entries(object)) expect(at(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, written)).toBe(JSON.stringify(value))
    }),
  )
})
