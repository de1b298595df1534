import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonPatchOperation, jsonPatch } from './json-patch.ts'

/** RFC 6902 as far as the three operations go, written apart from the code under test. */
function applied(document: unknown, patch: readonly JsonPatchOperation[]): unknown {
  let root = structuredClone(document)
  for (const operation of patch) {
    const path = operation.path.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = path.pop()
    if (last === undefined) {
      root = operation.op === 'remove' ? undefined : structuredClone(operation.value)
      continue
    }
    const holder = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root)
    if (Array.isArray(holder)) {
      const index = Number(last)
      expect(index).toBeLessThanOrEqual(holder.length)
      if (operation.op === 'add') holder.splice(index, 0, structuredClone(operation.value))
      else if (operation.op === 'remove') holder.splice(index, 1)
      else holder[index] = structuredClone(operation.value)
    } else {
      const object = holder as Record<string, unknown>
      expect(Object.hasOwn(object, last)).toBe(operation.op !== 'add')
      if (operation.op === 'remove') delete object[last]
      else object[last] = structuredClone(operation.value)
    }
  }
  return root
}

test('a patch applied to the old document gives the new one (RFC 6902)', () => {
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: fc.constantFrom('a', 'b', '/', '~') }).filter((json) => !JSON.stringify(json).includes('__proto__'))
  fc.assert(
    fc.property(value, value, (before, after) => {
      expect(applied(before, jsonPatch(before, after))).toEqual(after)
    }),
    { numRuns: 500 },
  )
})

test('equal documents need no operation, whatever the order of their keys', () => {
  expect(jsonPatch({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toEqual([])
})

test('one item put into a list is one operation', () => {
  expect(jsonPatch({ list: ['a', 'b'] }, { list: ['a', 'x', 'b'] })).toEqual([{ op: 'add', path: '/list/1', value: 'x' }])
})

test('a slash and a tilde in a key are escaped (RFC 6901)', () => {
  expect(jsonPatch({ 'call/main.json': { '~': 1 } }, { 'call/main.json': { '~': 2 } })).toEqual([{ op: 'replace', path: '/call~1main.json/~0', value: 2 }])
})
