import { escapePointer, formatDocument } from '@madoguchi/engine'
import { isDeepStrictEqual } from 'node:util'
import type { Texts } from './snapshot.ts'

/** A document that both sides changed in a way that cannot be brought together; null: it is not there. */
export interface Clash {
  path: string
  base: string | null
  mine: string | null
  theirs: string | null
  /** JSON pointers that both changed differently; empty where one side removed the document, both added it, or a text is no JSON. */
  places: string[]
}

export interface MergedBundle {
  /** Where sides clash, mine stands. */
  files: Map<string, string>
  clashes: Clash[]
  /** Paths that both sides changed, to something else, merged or not. */
  overlaps: string[]
}

/**
 * Brings two changes of one bundle together, document by document: what only one side changed is taken from it, what both changed is merged
 * inside the JSON where the places do not overlap.
 */
export function mergeBundles(base: Texts, mine: Texts, theirs: Texts): MergedBundle {
  const merged: MergedBundle = { files: new Map(), clashes: [], overlaps: [] }
  for (const path of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
    const [b, m, t] = [base.get(path), mine.get(path), theirs.get(path)]
    const answer = mergeTexts(b, m, t)
    if (answer.overlaps) merged.overlaps.push(path)
    if (answer.places !== undefined) merged.clashes.push({ path, base: b ?? null, mine: m ?? null, theirs: t ?? null, places: answer.places })
    if (answer.text !== undefined) merged.files.set(path, answer.text)
  }
  return merged
}

/** One document. `places` is there when the sides clash; then `text` is mine. */
export function mergeTexts(base: string | undefined, mine: string | undefined, theirs: string | undefined): { text: string | undefined; overlaps: boolean; places?: string[] } {
  if (mine === theirs || base === theirs) return { text: mine, overlaps: false }
  if (base === mine) return { text: theirs, overlaps: false }
  const values = [base, mine, theirs].map((text) => (text === undefined ? undefined : parse(text)))
  // Removed on one side, or made on both: no rule knows which of the two was meant.
  if (values.some((value) => value === undefined)) return { text: mine, overlaps: true, places: [] }
  const places: string[] = []
  const value = mergeValues(values[0], values[1], values[2], '', places)
  if (places.length > 0) return { text: mine, overlaps: true, places }
  return { text: formatDocument(value), overlaps: true }
}

/** Lists and plain values are one place each: half of one list and half of another is nobody's intention. */
function mergeValues(base: unknown, mine: unknown, theirs: unknown, place: string, clashes: string[]): unknown {
  if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(base, theirs)) return mine
  if (isDeepStrictEqual(base, mine)) return theirs
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) {
    // Where a node stands on the canvas means nothing to a caller; nobody should be asked about it.
    if (!/^\/(layout|canvas)\//.test(place)) clashes.push(place)
    return mine
  }
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  const parts = keys.map((key): [string, unknown] => [key, mergeValues(own(base, key), own(mine, key), own(theirs, key), `${place}/${escapePointer(key)}`, clashes)])
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (object: Record<string, unknown>, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined)

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
