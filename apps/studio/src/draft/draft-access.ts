import { createContext, useContext } from 'react'

/**
 * What a page outside the editor may do with the draft. The shell provides the value from the editor's store, so that an edit made
 * on any page is one command: autosaved, undoable, and seen by the telephone at once.
 *
 * For the shell: wrap the routes in `<DraftContext value={{ files, update }}>`. `update` replaces one whole document;
 * `label` is what the undo list calls the change.
 */
export interface DraftAccess {
  /** The draft as it is now: path inside the bundle (`prompts/guidance.json`) and text. A new array whenever anything changed. */
  files: readonly (readonly [path: string, text: string])[]
  update(path: string, document: unknown, label: string): void
}

export const DraftContext = createContext<DraftAccess | undefined>(undefined)

/** @throws Error outside of the shell: a page without a draft cannot be drawn. */
export function useDraftAccess(): DraftAccess {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('this page stands inside a DraftContext')
  return draft
}
