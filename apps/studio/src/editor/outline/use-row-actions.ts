import type { CallFlow, Problem } from '@madoguchi/schemas'
import { useCallback } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { wiresOf, targetOf } from '../canvas/walk.ts'
import { wireOf } from '../canvas/wire-id.ts'
import { goToField, useEditor } from '../editor-store.ts'
import { actionKeys } from '../menu/action-keys.ts'
import { type ActionName, useActions } from '../menu/use-actions.ts'
import { useGoTo } from '../problems/ProblemsPanel.tsx'
import type { OutlineRow } from './outline-rows.ts'
import { useOutline } from './outline-store.ts'
import { addAfter, chooseTarget, cutWire, editRow, goToTarget, makeEntry, nameRow, removeRow, toggleSkip } from './row-commands.ts'
import { useFollowCalls } from './use-follow-calls.ts'
import { words } from './words.ts'

export interface RowAction {
  label: string
  keys?: string
  danger?: true
  /** Whether it needs the permission to edit. */
  edits: boolean
  run(): void
}

/** Everything that can be done with a row of the outline, which is also what is selected; the menu lists it, and most of it has a key. */
export function useRowActions(path: string, flow: CallFlow, rows: readonly OutlineRow[], problems: readonly Problem[]): (row: OutlineRow) => RowAction[] {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const actions = useActions(path, flow)
  const { openFlow, back, titleOf } = useFollowCalls(path)
  const goTo = useGoTo()
  return useCallback(
    (row) => {
      const isNode = row.kind === 'node'
      const edit = (label: Parameters<typeof t>[0], run: () => void, keys?: string): RowAction => ({ label: t(label), edits: true, run, ...(keys ? { keys } : {}) })
      const look = (label: string, run: () => void, keys?: string): RowAction => ({ label, edits: false, run, ...(keys ? { keys } : {}) })
      const shared = (label: Parameters<typeof t>[0], name: ActionName): RowAction[] => (actions[name].possible ? [edit(label, actions[name].run, actionKeys[name])] : [])
      const wired = isNode ? wiresOf(flow, row.key).map((wire) => targetOf(flow, wire))[0] : undefined
      const problem = isNode ? problems.find((other) => other.node === row.key) : undefined
      const calls = row.kind === 'call' ? [row] : rows.filter(({ parent, kind }) => parent === row.key && kind === 'call')
      const hasItem = isNode || row.kind === 'note' || row.kind === 'group'
      const list: RowAction[] = [
        ...(row.kind === 'exit' ? [edit('choose', () => useEditor.setState({ connecting: wireOf(row.key) }), 'Enter'), ...(row.target === undefined ? [] : [edit('insert', () => useEditor.setState({ connecting: { ...wireOf(row.key), insert: true } }), 'Ctrl+Enter')])] : []),
        ...(row.kind === 'exit' || row.kind === 'call' ? [] : [look(t('edit'), () => editRow(row), 'Enter')]),
        ...(isNode ? [edit('name', () => nameRow(row), 'Shift+F2'), ...shared('id', 'rename'), ...(row.expanded === undefined ? [] : [edit('choose', () => chooseTarget(flow, row.key))])] : []),
        ...(row.kind === 'flow' ? [edit('addNode', () => useEditor.setState({ adding: true }), 'Ctrl+Enter')] : isNode ? [edit('addAfter', () => addAfter(flow, row.key), 'Ctrl+Enter')] : []),
        ...(row.target !== undefined || wired !== undefined ? (row.kind === 'call' ? [] : [look(t('goTo'), () => goToTarget(path, row, wired), 'Alt+Enter')]) : []),
        ...calls.map((call) => look(t('openFlow', { title: titleOf(call.target ?? '') }), () => openFlow(row.key, call.target ?? ''), calls.length === 1 && wired === undefined ? 'Alt+Enter' : undefined)),
        ...(useOutline.getState().trail.length > 0 ? [look(t('back'), back, 'Alt+Backspace')] : []),
        ...(isNode && actions.breakpoint.possible ? [look(t('breakpoint'), actions.breakpoint.run, actionKeys.breakpoint)] : []),
        ...(problem ? [look(t('showProblems'), () => goTo(problem))] : []),
        ...(hasItem && row.kind !== 'group' ? [edit('move', () => useOutline.setState({ moving: useEditor.getState().selected }), 'Ctrl+M')] : []),
        ...(hasItem ? [...shared('duplicate', 'duplicate'), ...shared('copy', 'copy'), ...shared('cut', 'cut')] : []),
        edit('paste', actions.paste.run, actionKeys.paste),
        ...(isNode ? [edit(flow.nodes[row.key]?.skip === undefined ? 'skip' : 'unskip', () => toggleSkip(path, flow, row.key)), edit('memo', () => goToField(row.key, `/nodes/${row.key}/note`)), ...(flow.entry === row.key ? [] : [edit('setEntry', () => makeEntry(path, flow, row.key))]), ...shared('makeGroup', 'group'), ...shared('extract', 'extract'), ...shared('inline', 'inline')] : []),
        ...(row.kind === 'group' ? shared('ungroup', 'ungroup') : []),
        edit('sticky', actions.sticky.run),
        ...(row.kind === 'exit' && row.target !== undefined ? [{ ...edit('disconnect', () => cutWire(path, wireOf(row.key), true), 'Delete'), danger: true as const }] : []),
        ...(hasItem ? [{ ...edit('remove', () => removeRow(path, rows, row), 'Delete'), danger: true as const }] : []),
      ]
      return list.filter(({ edits }) => !edits || !readOnly)
    },
    [path, flow, rows, problems, t, readOnly, actions, openFlow, back, titleOf, goTo],
  )
}
