import { formatDocument } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import { createStore } from 'zustand/vanilla'
import { type Command, type Documents, type Edited, type History, emptyHistory, execute, forget, redo, undo } from '../editor/commands/index.ts'
import { type Json, parse, sameJson } from './json.ts'
import type { UnsavedCopies } from './unsaved-copies.ts'

/** What the server has of a document, as far as this page knows. */
export interface SavedText {
  text: string | null
  revision: number | null
}

export interface Conflict {
  theirs: { content: string; revision: number; updatedAt: string; updatedBy: string } | null
  base: string | null
}

/** `loggedOut`: waits until the person has logged in again. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'loggedOut' | 'conflict' | 'refused'

export interface DraftDocument {
  /** As it is on this page now; null when it was removed here. */
  text: string | null
  saved: SavedText
  state: SaveState
  conflict?: Conflict
  refusal?: BothLanguages
}

export interface DraftState {
  phase: 'loading' | 'ready' | 'failed'
  failure?: BothLanguages
  /** Parsed documents, the ones that commands work on. A text that is no JSON is only in `files`. */
  documents: Documents
  history: History
  files: Readonly<Record<string, DraftDocument>>
  /** The draft-wide revision that this page has seen; publishing names it. */
  revision: number
  baseRelease: number | null
  /** Whether the person may look but not change; then no command does anything. */
  readOnly: boolean
  /** Whether unsaved changes could not be copied into the browser's storage. */
  copiesFull: boolean
  /** Paths whose unsaved changes came back after a reload. */
  restored: readonly string[]
  run(command: Command): void
  undo(): void
  redo(): void
}

export type DraftStore = ReturnType<typeof makeDraftStore>

/**
 * The draft as this page has it: documents, the history of commands, and what of it is saved. Knows nothing of the network:
 * `onEdited` tells whoever saves.
 */
export function makeDraftStore(copies: Pick<UnsavedCopies, 'write' | 'drop'>, onEdited: (paths: string[]) => void, clock: () => number = () => performance.now()) {
  return createStore<DraftState>()((set, get) => {
    const edit = (act: (now: Edited) => Edited) => {
      const { documents, history, readOnly } = get()
      if (readOnly) return
      const after = act({ documents, history })
      if (after.documents === documents) return
      const paths = changedPaths(documents, after.documents)
      const files = { ...get().files }
      for (const path of paths) files[path] = edited(files[path], after.documents[path])
      set({ ...after, files, copiesFull: !keepCopies(copies, files, paths) || get().copiesFull })
      onEdited(paths)
    }
    return {
      phase: 'loading',
      documents: {},
      history: emptyHistory,
      files: {},
      revision: 0,
      baseRelease: null,
      readOnly: false,
      copiesFull: false,
      restored: [],
      run: (command) => edit((now) => execute(now, command, clock())),
      undo: () => edit(undo),
      redo: () => edit(redo),
    }
  })
}

function changedPaths(before: Documents, after: Documents): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path])
}

/** A document that was brought back to what is saved has the saved text again, so nothing is written and nothing counts as changed. */
function edited(file: DraftDocument | undefined, value: Json | undefined): DraftDocument {
  const saved = file?.saved ?? { text: null, revision: null }
  const same = value !== undefined && saved.text !== null && sameJson(parse(saved.text), value)
  const text = value === undefined ? null : same ? saved.text : formatDocument(value)
  if (file?.state === 'conflict') return { ...file, text }
  return { text, saved, state: text === saved.text ? 'saved' : file?.state === 'saving' || file?.state === 'offline' || file?.state === 'loggedOut' ? file.state : 'unsaved' }
}

/** @returns false when there was no room for one of them */
export function keepCopies(copies: Pick<UnsavedCopies, 'write' | 'drop'>, files: Readonly<Record<string, DraftDocument>>, paths: readonly string[]): boolean {
  return paths
    .map((path) => {
      const file = files[path]
      if (!file || (file.text === file.saved.text && file.state !== 'conflict')) {
        copies.drop(path)
        return true
      }
      return copies.write(path, { text: file.text, base: file.saved })
    })
    .every(Boolean)
}

/** Takes a text over from elsewhere (the server, a merge): past steps on this document are no longer this page's to take back. */
export function adopt(state: DraftState, path: string, text: string | null, file: Omit<DraftDocument, 'text'>): Pick<DraftState, 'documents' | 'history' | 'files'> {
  const value = text === null ? undefined : parse(text)
  const { [path]: _before, ...others } = state.documents
  const files = { ...state.files, [path]: { ...file, text } }
  if (text === null && file.saved.text === null) delete files[path]
  return { documents: value === undefined ? others : { ...others, [path]: value }, history: forget(state.history, path), files }
}

/** The one word for the whole draft: the most urgent of its documents'. */
export function saveStateOf(files: Readonly<Record<string, DraftDocument>>): SaveState {
  const states = new Set(Object.values(files).map(({ state }) => state))
  return (['conflict', 'refused', 'loggedOut', 'offline', 'saving', 'unsaved'] as const).find((state) => states.has(state)) ?? 'saved'
}
