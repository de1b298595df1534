import { useStore } from 'zustand'
import { toFailure } from '../app/failure.ts'
import { client } from '../app/server.ts'
import { useMe } from '../log-in/me.ts'
import { mayNow } from '../log-in/use-permission.ts'
import { loadThirdParty } from '../plugins/load-third-party.ts'
import { Autosave } from './autosave.ts'
import { type DraftState, makeDraftStore } from './draft-store.ts'
import { browserHistory } from './kept-history.ts'
import { browserCopies } from './unsaved-copies.ts'

const copies = browserCopies(() => useMe.getState().person?.id ?? '')

/** Nobody is logged in, or another than before: what is unsaved stays here. */
class LoggedOut extends Error {}

/** The draft of this page. Change it only through `run(command)`. */
export const draft = makeDraftStore(copies, () => autosave.soon())

export const autosave: Autosave = new Autosave({
  store: draft,
  copies,
  toFailure: (error) => (error instanceof LoggedOut ? { code: 'LOG_IN_FIRST', said: { ja: '', en: '' }, data: null } : toFailure(error)),
  server: {
    overview: () => client.drafts.overview.query(),
    files: () => client.drafts.files.query(),
    load: (path) => client.drafts.load.query({ path }),
    save: (path, content, baseRevision) => whileLoggedIn(() => client.drafts.save.mutate({ path, content, baseRevision })),
    remove: (path, baseRevision) => whileLoggedIn(() => client.drafts.remove.mutate({ path, baseRevision })),
  },
})

/** Whether this page may only look: fields are not to be typed into, and gestures do nothing. */
export function useReadOnly(): boolean {
  return useDraft((state) => state.readOnly)
}

async function whileLoggedIn<Answer>(save: () => Promise<Answer>): Promise<Answer> {
  if (!here()) throw new LoggedOut()
  return save()
}

/** Whether somebody works here who may read the draft. */
function here(): boolean {
  const { phase, person } = useMe.getState()
  return phase === 'in' && person?.mustChangePassword === false && mayNow('draft.read')
}

export function useDraft<Part>(select: (state: DraftState) => Part): Part {
  return useStore(draft, select)
}

const lookAgainMs = 10_000

/** Loads the draft once somebody may read it, and keeps it in step with the server for as long as the page lives. */
export function startDraft(): void {
  let wasHere = false
  const follow = () => {
    const isHere = here()
    draft.setState({ readOnly: !mayNow('draft.edit') })
    if (isHere && !wasHere) void (draft.getState().phase === 'loading' ? autosave.load(loadThirdParty()) : autosave.flush().then(() => autosave.refresh()))
    wasHere = isHere
  }
  keepHistory()
  useMe.subscribe(follow)
  follow()
  window.addEventListener('online', () => void autosave.flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') refresh()
    else void autosave.flush()
  })
  window.addEventListener('beforeunload', (event) => {
    // Copies bring unsaved work back; only when there was no room for them does leaving lose it.
    if (draft.getState().copiesFull && Object.values(draft.getState().files).some(({ text, saved }) => text !== saved.text)) event.preventDefault()
  })
  setInterval(() => {
    if (document.visibilityState === 'visible') refresh()
  }, lookAgainMs)
}

function refresh(): void {
  if (here()) void autosave.refresh()
}

const keepAfterMs = 400

/** Takes the steps of before a reload up once the draft is there, and keeps them from then on. */
function keepHistory(): void {
  const kept = browserHistory(() => useMe.getState().person?.id ?? '')
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    if (draft.getState().phase === 'ready') kept.write(draft.getState().history, draft.getState().documents)
  }
  draft.subscribe((now, before) => {
    if (now.phase === 'ready' && before.phase !== 'ready') draft.setState({ history: kept.read(now.documents) })
    else if (now.history !== before.history || now.documents !== before.documents) {
      clearTimeout(timer)
      timer = setTimeout(keep, keepAfterMs)
    }
  })
  window.addEventListener('pagehide', keep)
}
