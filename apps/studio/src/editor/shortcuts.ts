import { useEffect } from 'react'
import { say } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { listenToClipboard } from './clipboard/clipboard.ts'
import { flowOf } from './commands/index.ts'
import { select, useEditor } from './editor-store.ts'
import { exitsOf, nodeTypes } from './node-types.ts'

/** Takes the last step back and says so. */
export function undoLast(): void {
  const step = draft.getState().history.done.at(-1)
  draft.getState().undo()
  say(step ? { ja: `「${step.label.ja}」を元に戻しました`, en: `Undone: ${step.label.en}` } : { ja: '元に戻す操作はありません', en: 'Nothing to undo' })
}

export function redoLast(): void {
  const step = draft.getState().history.undone.at(-1)
  draft.getState().redo()
  say(step ? { ja: `「${step.label.ja}」をやり直しました`, en: `Done again: ${step.label.en}` } : { ja: 'やり直す操作はありません', en: 'Nothing to redo' })
}

/** The keys of the editor. Inside the JSON view its own undo and clipboard rule; inside a text field its own clipboard does. */
export function useShortcuts(path: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const place = event.target instanceof Element ? event.target : document.body
      if (event.defaultPrevented || event.isComposing || place.closest('.monaco-editor') || place.closest('[role="dialog"]')) return
      const act = actionFor(event, path, place.matches('input, textarea, select, [contenteditable]'))
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    const stopClipboard = listenToClipboard(path)
    return () => {
      document.removeEventListener('keydown', onKey)
      stopClipboard()
    }
  }, [path])
}

function actionFor(event: KeyboardEvent, path: string, typing: boolean): (() => void) | undefined {
  const command = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (event.key === 'F6') return () => nextPanel(event.shiftKey ? -1 : 1)
  if (command && key === 'f' && !event.altKey) return () => useEditor.setState({ finding: { scope: event.shiftKey ? 'bundle' : 'flow' } })
  if (draft.getState().readOnly) return undefined
  if (command && key === 'z') return event.shiftKey ? redoLast : undoLast
  if (command && key === 'y') return redoLast
  if (typing) return undefined
  const { wire } = useEditor.getState()
  if (!command && !event.altKey && key === 'i' && wire) return () => useEditor.setState({ connecting: { ...wire, insert: true } })
  if (!command && !event.altKey && key === 'c') return chooseTarget(path, event.target)
  return undefined
}

/** C on a node chooses where its first open exit leads, else its first exit. */
function chooseTarget(path: string, at: EventTarget | null): (() => void) | undefined {
  const focused = at instanceof Element ? at.closest('.react-flow__node')?.getAttribute('data-id') : undefined
  const id = focused ?? useEditor.getState().selected[0]
  const node = id === undefined ? undefined : flowOf(draft.getState().documents, path)?.nodes[id]
  if (id === undefined || !node) return undefined
  const { exits } = exitsOf(nodeTypes.get(node.type), node.config, node.next)
  const exit = exits.find((candidate) => node.next?.[candidate.id] === undefined) ?? exits[0]
  if (!exit) return undefined
  return () => {
    select([id])
    useEditor.setState({ connecting: { from: id, exit: exit.id } })
  }
}

/** F6 goes round the panels, as it does in the desktop programs people know. */
function nextPanel(step: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter((panel) => panel.offsetParent !== null)
  const now = panels.findIndex((panel) => panel.contains(document.activeElement))
  const next = panels[(now + step + panels.length) % panels.length]
  next?.querySelector<HTMLElement>('button, input, [tabindex="0"], a[href], textarea')?.focus()
}
