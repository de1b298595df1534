import { escapePointer } from '../json-pointer.ts'
import { canonicalJson } from '../canonical.ts'

/** One place at which two JSON values differ. `before` is absent where the place is new, `after` where it is gone. */
export interface JsonChange {
  pointer: string
  before?: unknown
  after?: unknown
}

/**
 * The smallest places at which two values differ, in document order. Objects are compared key by key; arrays by what stays in
 * order, so that one inserted item is one change and not a change of everything behind it. Pointers of removed items count in
 * `before`, all others in `after`.
 */
export function jsonChanges(before: unknown, after: unknown, pointer = ''): JsonChange[] {
  if (before === after) return []
  if (Array.isArray(before) && Array.isArray(after)) return arrayChanges(before, after, pointer)
  if (isObject(before) && isObject(after)) return objectChanges(before, after, pointer)
  return [{ pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

function objectChanges(before: Record<string, unknown>, after: Record<string, unknown>, pointer: string): JsonChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) => jsonChanges(before[key], after[key], `${pointer}/${escapePointer(key)}`))
}

function arrayChanges(before: unknown[], after: unknown[], pointer: string): JsonChange[] {
  const pairs = pairItems(before, after)
  return pairs.flatMap(([b, a]) => {
    if (a === undefined) return [{ pointer: `${pointer}/${b}`, before: before[b ?? 0] }]
    if (b === undefined) return [{ pointer: `${pointer}/${a}`, after: after[a] }]
    return jsonChanges(before[b], after[a], `${pointer}/${a}`)
  })
}

type Pair = [before: number | undefined, after: number | undefined]

/** Longest common subsequence of equal items; between two of them, left-overs are paired in order as changed items. */
function pairItems(before: unknown[], after: unknown[]): Pair[] {
  const [b, a] = [before.map(canonicalJson), after.map(canonicalJson)]
  const lengths = Array.from({ length: b.length + 1 }, () => new Uint32Array(a.length + 1))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = b.length - 1; row >= 0; row--) {
    for (let column = a.length - 1; column >= 0; column--) {
      const line = lengths[row]
      if (line) line[column] = b[row] === a[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: Pair[] = []
  let gapBefore: number[] = []
  let gapAfter: number[] = []
  const closeGap = () => {
    for (let index = 0; index < Math.max(gapBefore.length, gapAfter.length); index++) pairs.push([gapBefore[index], gapAfter[index]])
    gapBefore = []
    gapAfter = []
  }
  for (let row = 0, column = 0; row < b.length || column < a.length; ) {
    if (row < b.length && column < a.length && b[row] === a[column]) {
      closeGap()
      row++
      column++
    } else if (column >= a.length || (row < b.length && at(row + 1, column) >= at(row, column + 1))) gapBefore.push(row++)
    else gapAfter.push(column++)
  }
  closeGap()
  return pairs
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
