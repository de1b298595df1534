import { type Json, isObject, sameJson } from './json.ts'

export interface Merged {
  value: Json | undefined
  /** Places that both changed differently; there the value is mine. */
  clashes: string[]
}

/**
 * Brings two people's changes to one document together. A place that only one of them changed takes that change; lists and plain values
 * are one place each, because half of one list and half of another is nobody's intention.
 */
export function mergeThreeWays(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined, place = ''): Merged {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return { value: mine, clashes: [] }
  if (sameJson(base, mine)) return { value: theirs, clashes: [] }
  if (!isObject(mine) || !isObject(theirs)) return { value: mine, clashes: [place || '/'] }
  const before = isObject(base) ? base : {}
  const value: Record<string, Json> = {}
  const clashes: string[] = []
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const part = mergeThreeWays(before[key], mine[key], theirs[key], `${place}/${key}`)
    clashes.push(...part.clashes)
    if (part.value !== undefined) value[key] = part.value
  }
  return { value, clashes }
}
