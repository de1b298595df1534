import { isObject, sameJson } from '../draft/json.ts'

/** The innermost place at which two values differ, as a pointer; that of the group where more than one of its parts do. */
export function placeOfChange(before: unknown, after: unknown): string {
  const keys = keysOf(before)
  const others = keysOf(after)
  if (!keys || !others || keys.length !== others.length || keys.some((key) => !others.includes(key))) return ''
  const differing = keys.filter((key) => !sameJson(part(before, key), part(after, key)))
  const [key] = differing
  return key === undefined || differing.length > 1 ? '' : `/${key}${placeOfChange(part(before, key), part(after, key))}`
}

function keysOf(value: unknown): string[] | undefined {
  return Array.isArray(value) || isObject(value) ? Object.keys(value) : undefined
}

function part(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isObject(value) ? value[key] : undefined
}
