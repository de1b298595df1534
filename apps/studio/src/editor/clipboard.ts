import { say } from '../app/notices.ts'
import { draft } from '../draft/draft.ts'
import { type CopiedNodes, copyNodes, pasteNodes, pastedIds } from './commands/index.ts'
import { select } from './editor-store.ts'

let copied: CopiedNodes | undefined

/** Copies nodes of one flow, to be pasted into this or another. */
export function copy(path: string, ids: readonly string[]): void {
  if (ids.length === 0) return
  copied = copyNodes(draft.getState().documents, path, ids)
  say({ ja: `${ids.length}個のノードをコピーしました`, en: `Copied ${ids.length} nodes` })
}

export function paste(path: string): void {
  if (copied) put(path, copied)
}

export function duplicate(path: string, ids: readonly string[]): void {
  put(path, copyNodes(draft.getState().documents, path, ids))
}

function put(path: string, nodes: CopiedNodes): void {
  const ids = Object.values(pastedIds(draft.getState().documents, path, nodes))
  draft.getState().run(pasteNodes(path, nodes))
  select(ids, { reveal: true })
  say({ ja: `${ids.length}個のノードを貼り付けました`, en: `Pasted ${ids.length} nodes` })
}
