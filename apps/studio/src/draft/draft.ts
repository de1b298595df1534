import { useStore } from 'zustand'
import { toFailure } from '../app/failure.ts'
import { personOrNobody } from '../app/person.ts'
import { client } from '../app/server.ts'
import { Autosave } from './autosave.ts'
import { type DraftState, makeDraftStore } from './draft-store.ts'
import { browserCopies } from './unsaved-copies.ts'

const copies = browserCopies()

/** The draft of this page. Change it only through `run(command)`. */
export const draft = makeDraftStore(copies, () => autosave.soon())

export const autosave: Autosave = new Autosave({
  store: draft,
  copies,
  toFailure,
  server: {
    overview: () => client.drafts.overview.query(),
    files: () => client.drafts.files.query(),
    load: (path) => client.drafts.load.query({ path }),
    save: (path, content, baseRevision) => client.drafts.save.mutate({ path, content, baseRevision, by: personOrNobody() }),
    remove: (path, baseRevision) => client.drafts.remove.mutate({ path, baseRevision, by: personOrNobody() }),
  },
})

export function useDraft<Part>(select: (state: DraftState) => Part): Part {
  return useStore(draft, select)
}

const lookAgainMs = 10_000

/** Loads the draft and keeps it in step with the server for as long as the page lives. */
export function startDraft(): void {
  void autosave.load()
  window.addEventListener('online', () => void autosave.flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void autosave.refresh()
    else void autosave.flush()
  })
  window.addEventListener('beforeunload', (event) => {
    // Copies bring unsaved work back; only when there was no room for them does leaving lose it.
    if (draft.getState().copiesFull && Object.values(draft.getState().files).some(({ text, saved }) => text !== saved.text)) event.preventDefault()
  })
  setInterval(() => {
    if (document.visibilityState === 'visible') void autosave.refresh()
  }, lookAgainMs)
}
