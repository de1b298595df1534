import type { CallFlow } from '@madoguchi/schemas'
import { useEffect, useRef } from 'react'
import { actionKeys } from './action-keys.ts'
import { type ActionName, useActions } from './use-actions.ts'

/** Copying, cutting and pasting come as events of the browser's own (clipboard.ts); deleting is the canvas'. */
const elsewhere: ReadonlySet<ActionName> = new Set(['cut', 'copy', 'paste', 'remove', 'find', 'findEverywhere'])

/** Keys for what the menu 「編集」 does, while nobody types. Draws nothing. */
export function EditorKeys({ path, flow }: { path: string; flow: CallFlow }) {
  const actions = useActions(path, flow)
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const place = event.target instanceof Element ? event.target : document.body
      if (event.defaultPrevented || event.isComposing || place.closest('.monaco-editor, [role="dialog"], [role="menu"], input, textarea, select, [contenteditable]')) return
      const name = nameOf(event)
      if (name === undefined || elsewhere.has(name) || !latest.current[name].possible) return
      event.preventDefault()
      latest.current[name].run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return null
}

function nameOf(event: KeyboardEvent): ActionName | undefined {
  const pressed = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.shiftKey ? 'Shift' : '', event.key.length === 1 ? event.key.toUpperCase() : event.key].filter(Boolean).join('+')
  return (Object.keys(actionKeys) as ActionName[]).find((name) => actionKeys[name] === pressed && !event.altKey)
}
