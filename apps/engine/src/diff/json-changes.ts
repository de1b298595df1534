import { escapePointer } from '../json-pointer.ts'
import { pairItems, pairLikeItems } from './pair-items.ts'

/** One place at which two JSON values differ. `before` is absent where the place is new, `after` where it is gone. */
export interface JsonChange {
  pointer: string
  before?: unknown
  after?: unknown
}

/** Whether two differing objects, or lists, are one change to a reader, however many of their parts differ. */
export type Whole = (before: object, after: object) => boolean

/**
 * The smallest places at which two values differ, in document order. Objects are compared key by key; arrays by what stays in
 * order, so that one inserted item is one change and not a change of everything behind it, and items that carry a name (`key`, `id`,
 * `date` …) by that name. Pointers of removed items count in `before`, all others in `after`.
 * @param whole objects and lists that are told as one change
 */
export function jsonChanges(before: unknown, after: unknown, pointer = '', whole: Whole = () => false): JsonChange[] {
  if (before === after) return []
  if (Array.isArray(before) && Array.isArray(after)) return arrayChanges(before, after, pointer, whole)
  if (isObject(before) && isObject(after)) return objectChanges(before, after, pointer, whole)
  return [{ pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

function objectChanges(before: Record<string, unknown>, after: Record<string, unknown>, pointer: string, whole: Whole): JsonChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  const changes = [...keys].flatMap((key) => jsonChanges(own(before, key), own(after, key), `${pointer}/${escapePointer(key)}`, whole))
  return changes.length > 0 && whole(before, after) ? [{ pointer, before, after }] : changes
}

function arrayChanges(before: unknown[], after: unknown[], pointer: string, whole: Whole): JsonChange[] {
  const changes = pairLikeItems(before, after, pairItems(before, after)).flatMap(([b, a]): JsonChange[] => {
    if (a === undefined) return [{ pointer: `${pointer}/${b}`, before: before[b ?? 0] }]
    if (b === undefined) return [{ pointer: `${pointer}/${a}`, after: after[a] }]
    return jsonChanges(before[b], after[a], `${pointer}/${a}`, whole)
  })
  return changes.length > 0 && whole(before, after) ? [{ pointer, before, after }] : changes
}

/** A key such as `constructor` is only there if the document has it. */
function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
