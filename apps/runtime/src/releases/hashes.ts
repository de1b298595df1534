import { createHash } from 'node:crypto'

// The one place where the runtime takes its document hashes from (architecture.md §5).

/** Hash of what a document means: RFC 8785 form without `layout` and `$schema`. Lower-case hex. */
export function contentHash(document: object): string {
  const { layout: _layout, $schema: _schema, ...meaning } = document as Record<string, unknown>
  return sha256(canonicalJson(meaning))
}

/** Hash of where things stand on the canvas. Lower-case hex. */
export function layoutHash(document: object): string {
  return sha256(canonicalJson((document as { layout?: unknown }).layout ?? {}))
}

/** SHA-256 in lower-case hex; a string is taken as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** RFC 8785: members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
