import type { AnyDocument } from '@madoguchi/schemas'
import { canonicalJson } from '../canonical.ts'
import { escapePointer } from '../json-pointer.ts'

type ById = ReadonlyMap<string, AnyDocument>

/** Documents that share less than this part of what they say are two different ones. */
const alike = 0.7

/**
 * Which new document is an old one under another id: the same content, or nearly the same.
 * @returns new id → old id
 */
export function matchDocuments(before: ById, after: ById, gone: readonly string[], fresh: readonly string[]): Map<string, string> {
  if (gone.length === 0 || fresh.length === 0) return new Map()
  const [olds, news] = [gone.map((id) => ({ id, leaves: leavesOf(before.get(id)) })), fresh.map((id) => ({ id, leaves: leavesOf(after.get(id)) }))]
  const candidates = olds.flatMap((old) => news.map((now) => ({ old: old.id, id: now.id, score: share(old.leaves, now.leaves) }))).filter(({ score }) => score >= alike)
  const found = new Map<string, string>()
  const taken = new Set<string>()
  for (const { old, id } of candidates.sort((a, b) => b.score - a.score)) {
    if (found.has(id) || taken.has(old)) continue
    found.set(id, old)
    taken.add(old)
  }
  return found
}

/** Everything a document says, place by place, without its id and its layout. */
function leavesOf(document: AnyDocument | undefined): ReadonlySet<string> {
  const { id: _id, kind: _kind, layout: _layout, canvas: _canvas, $schema: _schema, ...rest } = (document ?? {}) as Record<string, unknown>
  const leaves = new Set<string>()
  const visit = (value: unknown, pointer: string) => {
    const parts = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (parts.length === 0) leaves.add(`${pointer} ${canonicalJson(value)}`)
    for (const [key, part] of parts) visit(part, `${pointer}/${escapePointer(key)}`)
  }
  visit(rest, '')
  return leaves
}

function share(before: ReadonlySet<string>, after: ReadonlySet<string>): number {
  const common = [...before].filter((leaf) => after.has(leaf)).length
  return common / (before.size + after.size - common)
}
