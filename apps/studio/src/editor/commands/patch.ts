import { type Json, type JsonObject, isObject, sameJson } from '../../draft/json.ts'

/** The documents of the draft by path (`call/main.json`). Never changed in place. */
export type Documents = Readonly<Record<string, Json>>

/**
 * One change at one place of one document. `undefined` is absence, so adding and removing are changes as well.
 * It carries what was there, therefore it can be undone without knowing what made it.
 */
export interface Patch {
  document: string
  /** Keys from the root of the document; empty for the whole document. */
  at: readonly string[]
  before: Json | undefined
  after: Json | undefined
}

/** Makes the patch that sets one place, or none where it already has that value. */
export function change(documents: Documents, document: string, at: readonly string[], after: Json | undefined): Patch[] {
  const before = valueAt(documents[document], at)
  return sameJson(before, after) ? [] : [{ document, at, before, after }]
}

/** The patches that make a document what is given, one for each smallest place; lists and plain values are one place each. */
export function rewrite(documents: Documents, document: string, after: Json | undefined): Patch[] {
  return differences(document, [], documents[document], after)
}

function differences(document: string, at: readonly string[], before: Json | undefined, after: Json | undefined): Patch[] {
  if (sameJson(before, after)) return []
  if (!isObject(before) || !isObject(after)) return [{ document, at, before, after }]
  const own = (object: JsonObject, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => differences(document, [...at, key], own(before, key), own(after, key)))
}

export function applyPatches(documents: Documents, patches: readonly Patch[]): Documents {
  return patches.reduce((now, { document, at, after }) => put(now, document, at, after), documents)
}

/** What takes the patches back, in the order in which it must be done. */
export function inverse(patches: readonly Patch[]): Patch[] {
  return patches.toReversed().map(({ document, at, before, after }) => ({ document, at, before: after, after: before }))
}

export function valueAt(value: Json | undefined, at: readonly string[]): Json | undefined {
  return at.reduce<Json | undefined>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value)
}

function put(documents: Documents, document: string, at: readonly string[], after: Json | undefined): Documents {
  const changed = set(documents[document], at, after)
  if (changed !== undefined) return { ...documents, [document]: changed }
  const { [document]: _removed, ...rest } = documents
  return rest
}

function set(value: Json | undefined, at: readonly string[], after: Json | undefined): Json | undefined {
  const [key, ...inner] = at
  if (key === undefined) return after
  const object: JsonObject = isObject(value) ? value : {}
  const changed = set(object[key], inner, after)
  if (changed !== undefined) return { ...object, [key]: changed }
  const { [key]: _removed, ...rest } = object
  return rest
}
