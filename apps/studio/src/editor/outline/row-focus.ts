import { select } from '../editor-store.ts'
import type { OutlineRow } from './outline-rows.ts'
import { itemOfRow } from './row-commands.ts'

export function rowElement(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
}

/** Selects every node, note and group from one row to another. */
export function selectRange(rows: readonly OutlineRow[], from: string, to: string): void {
  const [a, b] = [rows.findIndex(({ key }) => key === from), rows.findIndex(({ key }) => key === to)]
  const items = rows.slice(Math.min(a, b), Math.max(a, b) + 1).flatMap((row) => itemOfRow(row) ?? [])
  if (a >= 0 && items.length > 0) select(items)
}
