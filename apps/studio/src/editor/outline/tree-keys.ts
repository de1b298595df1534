import type { OutlineRow } from './outline-rows.ts'

/** What a key does in the tree: another row takes the focus, or children are shown or hidden. */
export type TreeMove = { to: string } | { expand: readonly string[] } | { collapse: string }

type Seen = Pick<OutlineRow, 'key' | 'parent' | 'expanded' | 'level' | 'found'>

const page = 10

/** The keys of the ARIA tree pattern. @returns undefined where the key means nothing here */
export function treeMove(rows: readonly Seen[], active: string, key: string): TreeMove | undefined {
  const at = rows.findIndex((row) => row.key === active)
  const row = rows[at]
  if (!row) return undefined
  const to = (index: number) => {
    const found = rows[Math.max(0, Math.min(rows.length - 1, index))]
    return found && found.key !== active ? { to: found.key } : undefined
  }
  switch (key) {
    case 'ArrowDown':
      return to(at + 1)
    case 'ArrowUp':
      return to(at - 1)
    case 'PageDown':
      return to(at + page)
    case 'PageUp':
      return to(at - page)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'ArrowRight':
      return row.expanded === undefined ? undefined : row.expanded ? to(at + 1) : { expand: [row.key] }
    case 'ArrowLeft':
      return row.expanded ? { collapse: row.key } : row.parent === undefined ? undefined : { to: row.parent }
    case '*':
      return { expand: rows.filter((other) => other.parent === row.parent && other.expanded === false).map((other) => other.key) }
    default:
      return undefined
  }
}

export const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** Whether a key is one of those that find rows by their beginning. */
export function isTyped(key: string): boolean {
  return [...key].length === 1 && /[\p{L}\p{N}#]/u.test(key)
}

/**
 * The next row, after the present one and round the end, of which something begins with what was typed. The same letter again and again goes
 * from one such row to the next.
 */
export function typedTo(rows: readonly Seen[], active: string, typed: string): string | undefined {
  const letters = [...folded(typed)]
  const same = letters.every((letter) => letter === letters[0])
  const wanted = same ? (letters[0] ?? '') : letters.join('')
  const at = rows.findIndex((row) => row.key === active)
  const first = same ? at + 1 : at
  const round = [...rows.slice(first), ...rows.slice(0, first)]
  return round.find(({ found }) => found.some((text) => folded(text).startsWith(wanted)))?.key
}

/** The row that takes the focus once some are gone: the next that stays, else the one before. */
export function rowAfter(rows: readonly Pick<OutlineRow, 'key'>[], active: string, gone: (key: string) => boolean): string | undefined {
  const at = rows.findIndex((row) => row.key === active)
  return [...rows.slice(at), ...rows.slice(0, Math.max(0, at)).toReversed()].find(({ key }) => !gone(key))?.key
}
