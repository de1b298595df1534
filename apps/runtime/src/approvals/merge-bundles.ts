import { formatDocument, mergeThreeWays } from '@madoguchi/engine'
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
  const { value, clashes } = mergeThreeWays(values[0], values[1], values[2])
  if (clashes.length > 0) return { text: mine, overlaps: true, places: clashes }
  return { text: formatDocument(value), overlaps: true }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
