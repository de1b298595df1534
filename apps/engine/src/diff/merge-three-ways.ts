import { canonicalJson } from '../canonical.ts'
import { escapePointer } from '../json-pointer.ts'

export interface Merged {
  /** Where both changed the same place differently, mine stands. */
  value: unknown
  /** JSON pointers of those places. */
  clashes: string[]
}

/**
 * Brings two people's changes to one JSON value together. A place that only one of them changed takes that change; lists and plain values are one
 * place each, because half of one list and half of another is nobody's intention. Undefined stands for what is not there.
 */
export function mergeThreeWays(base: unknown, mine: unknown, theirs: unknown): Merged {
  const clashes: string[] = []
  return { value: merge(base, mine, theirs, '', clashes), clashes }
}

function merge(base: unknown, mine: unknown, theirs: unknown, place: string, clashes: string[]): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine
  if (same(base, mine)) return theirs
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) {
    // Where a node stands on the canvas means nothing to a caller; nobody should be asked about it.
    if (!/^\/(layout|canvas)\//.test(place)) clashes.push(place)
    return mine
  }
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  const parts = keys.map((key): [string, unknown] => [key, merge(own(base, key), own(mine, key), own(theirs, key), `${place}/${escapePointer(key)}`, clashes)])
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (object: Record<string, unknown>, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined)
const same = (a: unknown, b: unknown): boolean => a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))
