import type { Exit } from './exits.ts'

/**
 * Old exit → new exit for exits that an author labelled: a choice whose label stayed keeps its wire when its key changes, and two keys
 * that were swapped keep their meaning. Exits whose label is new are left out; so is one whose choice was removed.
 * Where labels repeat, the exit that kept its id is matched first, then the order in which they stand.
 */
export function rewireByLabel(before: readonly Exit[], after: readonly Exit[]): Record<string, string> {
  const renamed: Record<string, string> = {}
  const kept = new Set(after.filter(({ id, title }) => before.some((old) => old.id === id && old.title.ja === title.ja)).map(({ id }) => id))
  const free = after.filter(({ id }) => !kept.has(id))
  for (const old of before) {
    if (kept.has(old.id)) continue
    const index = free.findIndex(({ title }) => title.ja === old.title.ja)
    const found = free[index]
    if (found === undefined) continue
    free.splice(index, 1)
    renamed[old.id] = found.id
  }
  return renamed
}
