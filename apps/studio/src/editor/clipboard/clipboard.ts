import { notify, say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { type CopiedNodes, copyNodes, deleteItems, isEmpty, pasteNodes, pastedItems } from '../commands/index.ts'
import { select, useEditor } from '../editor-store.ts'
import { pasteRemarks, readClipboardText, toClipboardText } from './clipboard-text.ts'

/** What was copied on this page, for browsers that do not let a page read the clipboard. */
let last: string | undefined

/** The text of what is selected, as it goes to the clipboard; undefined when nothing is. */
export function copiedText(path: string, items: readonly string[]): string | undefined {
  const copied = copyNodes(draft.getState().documents, path, items)
  if (isEmpty(copied)) return undefined
  last = toClipboardText(copied)
  const count = countOf(copied)
  say({ ja: `${count}個をコピーしました`, en: `Copied ${count}` })
  return last
}

/** Copies by a button. */
export function copy(path: string, items: readonly string[]): void {
  const text = copiedText(path, items)
  // Without permission the text stays on this page, and is pasted from there.
  if (text !== undefined) void navigator.clipboard?.writeText(text).catch(() => {})
}

export function cut(path: string, items: readonly string[]): void {
  copy(path, items)
  remove(path, items)
}

export function remove(path: string, items: readonly string[]): void {
  if (items.length === 0) return
  draft.getState().run(deleteItems(path, items))
  select([])
  say({ ja: `${items.length}個を削除しました`, en: `Deleted ${items.length}` })
}

/** Pastes by a button. */
export async function paste(path: string): Promise<void> {
  const text = await (navigator.clipboard?.readText?.() ?? Promise.reject(new Error('no clipboard'))).catch(() => last ?? '')
  pasteText(path, text)
}

/** Pastes a text from anywhere, and explains what cannot be pasted or is left to do. */
export function pasteText(path: string, text: string): void {
  const read = readClipboardText(text)
  if ('refused' in read) {
    notify('failed', read.refused)
    return
  }
  const remarks = pasteRemarks(draft.getState().documents, read.copied)
  put(path, read.copied)
  for (const remark of remarks) notify('failed', remark)
}

export function duplicate(path: string, items: readonly string[]): void {
  const copied = copyNodes(draft.getState().documents, path, items)
  if (!isEmpty(copied)) put(path, copied)
}

function put(path: string, copied: CopiedNodes): void {
  const items = pastedItems(draft.getState().documents, path, copied)
  draft.getState().run(pasteNodes(path, copied))
  select(items, { reveal: true })
  say({ ja: `${countOf(copied)}個を貼り付けました`, en: `Pasted ${countOf(copied)}` })
}

function countOf({ nodes, notes = {} }: CopiedNodes): number {
  return Object.keys(nodes).length + Object.keys(notes).length
}

/** Ctrl+C, Ctrl+X and Ctrl+V by the browser's own events: they need no permission, and other windows and programs see the same text. */
export function listenToClipboard(path: string): () => void {
  const mine = (event: ClipboardEvent) => {
    const place = event.target instanceof Element ? event.target : document.body
    const elsewhere = event.defaultPrevented || place.closest('.monaco-editor, [role="dialog"], input, textarea, [contenteditable]')
    return elsewhere || window.getSelection()?.toString() || useEditor.getState().view === 'json' ? undefined : event.clipboardData
  }
  const onCopy = (event: ClipboardEvent) => {
    const data = mine(event)
    const { selected } = useEditor.getState()
    const mayChange = !draft.getState().readOnly
    const text = data && (event.type === 'copy' || mayChange) ? copiedText(path, selected) : undefined
    if (!data || text === undefined) return
    event.preventDefault()
    data.setData('text/plain', text)
    if (event.type === 'cut') remove(path, selected)
  }
  const onPaste = (event: ClipboardEvent) => {
    const data = mine(event)
    if (!data || draft.getState().readOnly) return
    event.preventDefault()
    pasteText(path, data.getData('text/plain'))
  }
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
  document.addEventListener('paste', onPaste)
  return () => {
    document.removeEventListener('copy', onCopy)
    document.removeEventListener('cut', onCopy)
    document.removeEventListener('paste', onPaste)
  }
}
