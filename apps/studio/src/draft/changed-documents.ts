import { contentHash } from '@madoguchi/engine'
import type { Documents } from '../editor/commands/index.ts'
import { isObject, parse, sameJson } from './json.ts'

export interface ChangedDocument {
  path: string
  change: 'added' | 'changed' | 'layout' | 'removed'
}

/** How the draft differs from a release, by meaning: key order and spacing say nothing, a change of places alone is `layout`. */
export function changedDocuments(draft: Documents, released: Readonly<Record<string, string>>): ChangedDocument[] {
  const paths = [...new Set([...Object.keys(draft), ...Object.keys(released)])].toSorted()
  return paths.flatMap((path): ChangedDocument[] => {
    const now = draft[path]
    const text = released[path]
    if (text === undefined) return [{ path, change: 'added' }]
    if (now === undefined) return [{ path, change: 'removed' }]
    const then = parse(text)
    if (sameJson(now, then)) return []
    const sameMeaning = isObject(now) && isObject(then) && contentHash(now) === contentHash(then)
    return [{ path, change: sameMeaning ? 'layout' : 'changed' }]
  })
}
