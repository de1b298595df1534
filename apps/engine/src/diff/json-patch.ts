import { escapePointer } from '../json-pointer.ts'
import { isObject } from './json-changes.ts'
import { pairItems } from './pair-items.ts'

/** One operation of a JSON Patch (RFC 6902); of its six, these three are enough to say any difference. */
export type JsonPatchOperation = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string }

/**
 * The difference of two JSON values as a JSON Patch (RFC 6902, media type `application/json-patch+json`): applied to `before`, in order, it
 * gives `after`. Indices are those of the list as the operations before have left it.
 */
export function jsonPatch(before: unknown, after: unknown, path = ''): JsonPatchOperation[] {
  if (before === after) return []
  if (Array.isArray(before) && Array.isArray(after)) return arrayPatch(before, after, path)
  if (isObject(before) && isObject(after)) return objectPatch(before, after, path)
  return [{ op: 'replace', path, value: after }]
}

function objectPatch(before: Record<string, unknown>, after: Record<string, unknown>, path: string): JsonPatchOperation[] {
  const at = (key: string) => `${path}/${escapePointer(key)}`
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return [
    ...gone.map((key): JsonPatchOperation => ({ op: 'remove', path: at(key) })),
    ...Object.keys(after).flatMap((key): JsonPatchOperation[] => (Object.hasOwn(before, key) ? jsonPatch(before[key], after[key], at(key)) : [{ op: 'add', path: at(key), value: after[key] }])),
  ]
}

function arrayPatch(before: unknown[], after: unknown[], path: string): JsonPatchOperation[] {
  let index = 0
  return pairItems(before, after).flatMap(([b, a]): JsonPatchOperation[] => {
    if (a === undefined) return [{ op: 'remove', path: `${path}/${index}` }]
    const place = `${path}/${index++}`
    return b === undefined ? [{ op: 'add', path: place, value: after[a] }] : jsonPatch(before[b], after[a], place)
  })
}
