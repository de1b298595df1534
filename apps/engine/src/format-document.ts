/** Keys that come first, and keys that come last, in this order; all others stand between them by name. */
const leading = ['$schema', 'schemaVersion', 'kind', 'id', 'title', 'description', 'type', 'entry', 'ja', 'en']
const trailing = ['config', 'next', 'skip', 'note', 'onError', 'onHangup', 'nodes', 'layout', 'canvas']
const width = 120

/**
 * The one layout of documents: two-space indent, keys in a stable order, short arrays on one line, one newline at the end.
 * Formatting twice changes nothing, and two versions of a document differ in git only where they differ in fact.
 */
export function formatDocument(document: unknown): string {
  return `${write(document, '', 0)}\n`
}

function write(value: unknown, indent: string, offset: number): string {
  if (Array.isArray(value)) return writeArray(value, indent, offset)
  if (typeof value === 'object' && value !== null) return writeObject(value as Record<string, unknown>, indent)
  return JSON.stringify(value)
}

function writeArray(items: unknown[], indent: string, offset: number): string {
  if (items.length === 0) return '[]'
  const line = oneLine(items)
  if (line !== undefined && indent.length + offset + line.length <= width) return line
  const inner = `${indent}  `
  return `[\n${items.map((item) => inner + write(item, inner, 0)).join(',\n')}\n${indent}]`
}

function writeObject(object: Record<string, unknown>, indent: string): string {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined)
  if (keys.length === 0) return '{}'
  const inner = `${indent}  `
  const lines = keys.sort(byRank).map((key) => `${inner}${JSON.stringify(key)}: ${write(object[key], inner, key.length + 4)}`)
  return `{\n${lines.join(',\n')}\n${indent}}`
}

/** Arrays of plain values, and of such arrays (periods, positions), read better on one line. */
function oneLine(items: unknown[]): string | undefined {
  const flat = items.every((item) => typeof item !== 'object' || item === null || (Array.isArray(item) && item.every((part) => typeof part !== 'object')))
  return flat ? `[${items.map((item) => (Array.isArray(item) ? oneLine(item) : JSON.stringify(item))).join(', ')}]` : undefined
}

function byRank(a: string, b: string): number {
  return rank(a) - rank(b) || compareNames(a, b)
}

function rank(key: string): number {
  const first = leading.indexOf(key)
  if (first >= 0) return first - leading.length
  return trailing.indexOf(key) + 1
}

/** By UTF-16 units as in RFC 8785, so the order does not depend on a locale. */
function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
