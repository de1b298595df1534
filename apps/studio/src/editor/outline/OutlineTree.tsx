import type { CallFlow } from '@madoguchi/schemas'
import { type FocusEvent, type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import { wireOf } from '../canvas/wire-id.ts'
import { itemId } from '../commands/index.ts'
import { toggleSelected, useEditor } from '../editor-store.ts'
import styles from './Outline.module.css'
import { OutlineRowView } from './OutlineRowView.tsx'
import { type OutlineRow, flowKey, nodeOfRow } from './outline-rows.ts'
import { setClosed, useOutline } from './outline-store.ts'
import { itemOfRow, selectRow } from './row-commands.ts'
import { rowElement } from './row-focus.ts'
import { rowAfter } from './tree-keys.ts'
import { useFollowCalls } from './use-follow-calls.ts'
import { useTreeKeys } from './use-tree-keys.ts'
import { words } from './words.ts'

interface TreeProps {
  path: string
  flow: CallFlow
  rows: readonly OutlineRow[]
  active: string
}

/** The tree itself: one stop of Tab, rows by arrow keys (ARIA tree pattern). What has the focus is selected, so that every key works on it. */
export function OutlineTree({ path, flow, rows, active }: TreeProps) {
  const t = useWords(words)
  const tree = useRef<HTMLDivElement>(null)
  const selected = useEditor((state) => state.selected)
  const wire = useEditor((state) => state.wire)
  const { openFlow } = useFollowCalls(path)
  const onKeyDown = useTreeKeys(path, flow, rows, active)
  useKeptFocus(tree, rows, active)
  useWantedRow(path, flow, rows)
  useFollowSelection(tree, rows, active)
  const focused = (event: FocusEvent<HTMLElement>) => {
    const key = event.target.closest('[data-row]')?.getAttribute('data-row')
    if (key) useOutline.setState({ active: key })
  }
  const pressed = (event: MouseEvent<HTMLElement>) => {
    const place = event.target instanceof Element ? event.target : undefined
    const row = rows.find(({ key }) => key === place?.closest('[data-row]')?.getAttribute('data-row'))
    if (!row) return
    if (row.expanded !== undefined && place?.closest('[data-expander]')) setClosed([row.key], row.expanded)
    else if (row.kind === 'exit') openExit(row)
    else if (row.kind === 'call' && row.target !== undefined) openFlow(row.key, row.target)
    else choose(event, row)
  }
  const asked = (event: MouseEvent<HTMLElement>) => {
    const key = event.target instanceof Element ? event.target.closest('[data-row]')?.getAttribute('data-row') : undefined
    if (!key) return
    event.preventDefault()
    useOutline.setState({ active: key, menu: true })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- onKeyDown does all of it
    <div ref={tree} role="tree" tabIndex={-1} aria-label={t('tree')} aria-multiselectable="true" aria-describedby="outline-help" className={styles.tree} onKeyDown={onKeyDown} onFocus={focused} onClick={pressed} onContextMenu={asked}>
      {rows.map((row) => (
        <OutlineRowView key={row.key} row={row} active={row.key === active} selected={isSelected(row, selected, wire)} />
      ))}
    </div>
  )
}

function isSelected(row: OutlineRow, selected: readonly string[], wire: { from: string; exit: string } | undefined): boolean {
  if (row.kind === 'exit') {
    const { from, exit } = wireOf(row.key)
    return wire?.from === from && wire.exit === exit
  }
  const item = itemOfRow(row)
  return item === undefined ? row.kind === 'flow' && selected.length === 0 && wire === undefined : selected.includes(item)
}

/** With Ctrl or Shift one more is selected. */
function choose(event: MouseEvent, row: OutlineRow): void {
  const item = itemOfRow(row)
  if (item !== undefined && (event.ctrlKey || event.metaKey || event.shiftKey)) toggleSelected(item)
  else selectRow(row)
  useOutline.setState({ anchor: row.key })
}

function openExit(row: OutlineRow): void {
  selectRow(row)
  useEditor.setState({ connecting: wireOf(row.key) })
}

/** A row that had the focus and is gone hands it to the row after it. */
function useKeptFocus(tree: { current: HTMLElement | null }, rows: readonly OutlineRow[], active: string): void {
  const before = useRef(rows)
  const inside = useRef(false)
  useEffect(() => {
    const element = tree.current
    const come = () => {
      inside.current = true
    }
    const go = ({ relatedTarget, target }: globalThis.FocusEvent) => {
      // A row that is taken away while it has the focus is no longer part of the page.
      if (target instanceof Node && target.isConnected && relatedTarget !== null) inside.current = element?.contains(relatedTarget as Node) === true
    }
    element?.addEventListener('focusin', come)
    element?.addEventListener('focusout', go)
    return () => {
      element?.removeEventListener('focusin', come)
      element?.removeEventListener('focusout', go)
    }
  }, [tree])
  useLayoutEffect(() => {
    const wanted = useOutline.getState().active
    if (!rows.some(({ key }) => key === wanted)) {
      const present = new Set(rows.map(({ key }) => key))
      const next = rowAfter(before.current, wanted, (key) => !present.has(key)) ?? flowKey
      useOutline.setState({ active: next })
      if (inside.current && document.activeElement === document.body) rowElement(next)?.focus()
    }
    before.current = rows
  }, [rows, active])
}

/** Gives the focus to the row that asked for it, opening what it stands under. */
function useWantedRow(path: string, flow: CallFlow, rows: readonly OutlineRow[]): void {
  const wanted = useOutline((state) => state.wanted)
  useEffect(() => {
    if (wanted?.path !== path) return
    const row = rows.find(({ key }) => key === wanted.key)
    const element = row && rowElement(row.key)
    if (row && element) {
      useOutline.setState({ wanted: undefined, active: row.key, anchor: row.key })
      element.focus()
      element.scrollIntoView({ block: 'nearest' })
      selectRowOnce(row)
      return
    }
    const closed = [...above(flow, wanted.key)].filter((key) => useOutline.getState().closed.has(key))
    if (closed.length > 0) setClosed(closed, false)
  }, [wanted, path, flow, rows])
}

/** Several stay selected while the focus comes back to one of them. */
function selectRowOnce(row: OutlineRow): void {
  const item = itemOfRow(row)
  if (item === undefined || !useEditor.getState().selected.includes(item)) selectRow(row)
}

function above(flow: CallFlow, key: string): string[] {
  const node = nodeOfRow({ kind: key.includes(' ') ? 'exit' : 'node', key }) ?? key
  const group = Object.entries(flow.canvas?.groups ?? {}).find(([, { nodes }]) => nodes.includes(node))
  return [...(node === key ? [] : [node]), ...(group ? [itemId('group', group[0])] : [])]
}

/** What a command selects while the focus is in the tree (a copy that was pasted) takes the focus along. */
function useFollowSelection(tree: { current: HTMLElement | null }, rows: readonly OutlineRow[], active: string): void {
  const selected = useEditor((state) => state.selected)
  const known = useRef(selected)
  useEffect(() => {
    if (known.current === selected) return
    known.current = selected
    const [first] = selected
    if (first === undefined || !tree.current?.contains(document.activeElement)) return
    const row = rows.find(({ key }) => key === useOutline.getState().active)
    const item = row && (itemOfRow(row) ?? nodeOfRow(row))
    if (item === undefined || selected.includes(item)) return
    rowElement(first)?.focus()
  }, [selected, tree, rows, active])
}
