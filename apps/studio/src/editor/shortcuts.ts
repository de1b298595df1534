import { useEffect } from 'react'
import { say } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { listenToClipboard } from './clipboard/clipboard.ts'
import { useEditor } from './editor-store.ts'
import { nextPanel } from './regions/panels.ts'

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
      if (event.defaultPrevented || event.isComposing || place.closest('[role="dialog"]') || (place.closest('.monaco-editor') && event.key !== 'F6')) return
      const act = actionFor(event)
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

function actionFor(event: KeyboardEvent): (() => void) | undefined {
  const command = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (event.key === 'F6') return () => nextPanel(event.shiftKey ? -1 : 1)
  if (command && (key === '/' || key === '?')) return () => useEditor.setState({ asking: { kind: 'keys' } })
  if (command && key === 'f' && !event.altKey) return () => useEditor.setState({ finding: { scope: event.shiftKey ? 'bundle' : 'flow' } })
  if (draft.getState().readOnly) return undefined
  if (command && key === 'z') return event.shiftKey ? redoLast : undoLast
  if (command && key === 'y') return redoLast
  return undefined
}
