import type { CallFlow } from '@madoguchi/schemas'
import { type KeyboardEvent, useRef } from 'react'
import { draft } from '../../draft/draft.ts'
import { directionOf, nudge } from '../canvas/nudge.ts'
import { targetOf, wiresOf } from '../canvas/walk.ts'
import { wireOf } from '../canvas/wire-id.ts'
import { toggleSelected, useEditor } from '../editor-store.ts'
import { type OutlineRow, flowKey, nodeOfRow } from './outline-rows.ts'
import { focusRow, setClosed, useOutline } from './outline-store.ts'
import { addAfter, editRow, goToTarget, itemOfRow, nameRow, removeRow, selectRow } from './row-commands.ts'
import { rowElement, selectRange } from './row-focus.ts'
import { isTyped, treeMove, typedTo } from './tree-keys.ts'
import { useFollowCalls } from './use-follow-calls.ts'

const typedForMs = 700

/** The keys of the outline. What they do not know goes on to the keys of the editor: undo, copy, duplicate, group, find … */
export function useTreeKeys(path: string, flow: CallFlow, rows: readonly OutlineRow[], active: string): (event: KeyboardEvent<HTMLElement>) => void {
  const typed = useRef({ text: '', atMs: 0 })
  const { openFlow, back } = useFollowCalls(path)
  return (event) => {
    const row = rows.find(({ key }) => key === active)
    if (!row || event.nativeEvent.isComposing) return
    const act = commandKey(event) ?? moveKey(event) ?? typedKey(event)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()

    function commandKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): (() => void) | undefined {
      if (!row) return undefined
      const command = ctrlKey || metaKey
      const readOnly = draft.getState().readOnly
      const direction = directionOf(key)
      if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return () => useOutline.setState({ menu: true })
      if (key === '?') return () => useEditor.setState({ asking: { kind: 'keys' } })
      if (key === 'Enter' && altKey) return follow(row)
      if (key === 'Backspace' && altKey) return back
      if (key === 'Escape') return () => focusRow({ path, key: flowKey })
      if (key === ' ' || key === 'Spacebar') return () => toggle(row, command)
      if (key === 'Enter' && !command) return () => open(row)
      if (readOnly) return undefined
      if (altKey && !command && direction) return () => nudge(path, itemsOf(row), direction, shiftKey)
      if ((key === 'Enter' && command) || key === 'Insert') return () => add(row)
      if (key === 'F2' && shiftKey) return () => nameRow(row)
      if ((key === 'Delete' || key === 'Backspace') && !command) return () => removeRow(path, rows, row)
      if (command && key.toLowerCase() === 'm' && itemOfRow(row) !== undefined) return () => useOutline.setState({ moving: itemsOf(row) })
      return undefined
    }

    function moveKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): (() => void) | undefined {
      if (altKey || metaKey) return undefined
      const move = treeMove(rows, active, key)
      if (!move) return key.startsWith('Arrow') || key === 'Home' || key === 'End' ? () => {} : undefined
      if ('expand' in move) return () => setClosed(move.expand, false)
      if ('collapse' in move) return () => setClosed([move.collapse], true)
      return () => goTo(move.to, ctrlKey, shiftKey)
    }

    function typedKey({ key, ctrlKey, metaKey, altKey, timeStamp }: KeyboardEvent): (() => void) | undefined {
      if (ctrlKey || metaKey || altKey || !isTyped(key)) return undefined
      return () => {
        const { text, atMs } = typed.current
        typed.current = { text: timeStamp - atMs < typedForMs ? text + key : key, atMs: timeStamp }
        const found = typedTo(rows, active, typed.current.text)
        if (found !== undefined) goTo(found, false, false)
      }
    }
  }

  function goTo(key: string, keepSelection: boolean, range: boolean): void {
    rowElement(key)?.focus()
    const row = rows.find((other) => other.key === key)
    if (!row) return
    if (range) selectRange(rows, useOutline.getState().anchor, key)
    else {
      useOutline.setState({ anchor: key })
      if (!keepSelection) selectRow(row)
    }
  }

  function follow(row: OutlineRow): () => void {
    return () => {
      if (row.kind === 'call' && row.target !== undefined) openFlow(row.key, row.target)
      else {
        const wire = row.kind === 'node' ? wiresOf(flow, row.key)[0] : undefined
        const call = rows.find(({ kind, parent }) => kind === 'call' && parent === row.key)
        if (!goToTarget(path, row, wire && targetOf(flow, wire)) && call?.target !== undefined) openFlow(row.key, call.target)
      }
    }
  }

  function open(row: OutlineRow): void {
    if (row.kind === 'call') follow(row)()
    else if (row.kind !== 'exit') editRow(row)
    else if (draft.getState().readOnly) goToTarget(path, row, undefined)
    else useEditor.setState({ connecting: wireOf(row.key) })
  }

  function add(row: OutlineRow): void {
    if (row.kind === 'exit') useEditor.setState({ connecting: { ...wireOf(row.key), ...(row.target === undefined ? {} : { insert: true as const }) } })
    else addAfter(flow, row.kind === 'node' ? row.key : undefined)
  }
}

function toggle(row: OutlineRow, more: boolean): void {
  const item = itemOfRow(row)
  if (item !== undefined && (more || useEditor.getState().selected.includes(item))) toggleSelected(item)
  else selectRow(row)
}

/** What a key works on: everything selected if the row is among it, else the row (for an exit its node). */
function itemsOf(row: OutlineRow): readonly string[] {
  const { selected } = useEditor.getState()
  const item = itemOfRow(row) ?? nodeOfRow(row)
  if (item === undefined) return []
  return selected.includes(item) ? selected : [item]
}
