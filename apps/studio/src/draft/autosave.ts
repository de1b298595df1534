import type { BothLanguages } from '@madoguchi/schemas'
import { bringTogether } from '../editor/commands/index.ts'
import { type Conflict, type DraftDocument, type DraftState, type DraftStore, adopt, keepCopies } from './draft-store.ts'
import { parse } from './json.ts'
import type { UnsavedCopies, UnsavedCopy } from './unsaved-copies.ts'

interface Entry {
  path: string
  revision: number
}

/** The runtime's draft procedures, as autosave uses them. */
export interface DraftServer {
  overview(): Promise<{ revision: number; baseRelease: number | null; documents: readonly Entry[] }>
  files(): Promise<{ revision: number; files: Record<string, string> }>
  load(path: string): Promise<{ content: string; revision: number }>
  save(path: string, content: string, baseRevision: number | null): Promise<{ revision: number }>
  remove(path: string, baseRevision: number): Promise<{ revision: number }>
}

/** How a call to the runtime failed, as far as saving cares. */
export interface SaveFailure {
  code: string
  said: BothLanguages
  data: unknown
}

export interface AutosaveOptions {
  store: DraftStore
  server: DraftServer
  copies: UnsavedCopies
  toFailure(error: unknown): SaveFailure
  /** Pause after the last keystroke before saving. */
  delayMs?: number
  retryMs?: number
}

const longestRetryMs = 30_000

/**
 * Saves each document over the revision it was made from. A document is saved by one request at a time; what is typed meanwhile goes with
 * the next. A stale save becomes a conflict that a person decides; without a connection it waits and tries again.
 */
export class Autosave {
  readonly #options: AutosaveOptions
  readonly #running = new Map<string, Promise<void>>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #retryMs: number

  constructor(options: AutosaveOptions) {
    this.#options = options
    this.#retryMs = options.retryMs ?? 2_000
  }

  /**
   * Loads the draft once, and brings back what a reload or a crash left unsaved.
   * @param known settles when everything is known that documents are read by
   */
  async load(known?: Promise<void>): Promise<void> {
    const { store, copies, toFailure } = this.#options
    try {
      const [{ revision, baseRelease, revisions, texts }] = await Promise.all([this.#snapshot(), known])
      let state: DraftState = { ...store.getState(), documents: {}, files: {}, revision, baseRelease }
      for (const [path, text] of Object.entries(texts)) state = { ...state, ...adopt(state, path, text, { saved: { text, revision: revisions.get(path) ?? null }, state: 'saved' }) }
      const restored: string[] = []
      for (const [path, copy] of await copies.takeOver()) {
        const file = comeBack(state.files[path], copy)
        if (file) {
          state = { ...state, ...adopt(state, path, copy.text, file) }
          restored.push(path)
        } else copies.drop(path)
      }
      keepCopies(copies, state.files, restored)
      store.setState({ ...state, phase: 'ready', failure: undefined, restored })
      if (restored.length > 0) this.soon()
    } catch (error) {
      store.setState({ phase: 'failed', failure: toFailure(error).said })
    }
  }

  /** Revisions and texts come from two answers; they belong together when the draft's revision is the same in both. */
  async #snapshot() {
    for (let attempt = 0; ; attempt++) {
      const [overview, { revision, files }] = await Promise.all([this.#options.server.overview(), this.#options.server.files()])
      if (revision === overview.revision || attempt === 5) {
        return { revision, baseRelease: overview.baseRelease, revisions: new Map(overview.documents.map((entry) => [entry.path, entry.revision])), texts: files }
      }
    }
  }

  /** Saves after a short pause in typing. */
  soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), this.#options.delayMs ?? 600)
  }

  /** Saves everything now; resolves when nothing more can be saved. Whether all is saved stands in the store. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    await Promise.all(Object.keys(this.#options.store.getState().files).map((path) => this.#saveWhole(path)))
  }

  #saveWhole(path: string): Promise<void> {
    const running = this.#running.get(path)
    if (running) return running
    const saving = this.#loop(path).finally(() => this.#running.delete(path))
    this.#running.set(path, saving)
    return saving
  }

  async #loop(path: string): Promise<void> {
    for (;;) {
      const file = this.#options.store.getState().files[path]
      if (!file || file.text === file.saved.text || file.state === 'conflict') return
      this.#put(path, { state: 'saving', refusal: undefined })
      if (!(await this.#saveOnce(path, file))) return
    }
  }

  async #saveOnce(path: string, { text, saved }: DraftDocument): Promise<boolean> {
    const { server, store } = this.#options
    try {
      const { revision } = text === null ? await server.remove(path, saved.revision ?? 0) : await server.save(path, text, saved.revision)
      const now = store.getState().files[path]
      this.#put(path, { saved: text === null ? { text: null, revision: null } : { text, revision }, state: now?.text === text ? 'saved' : 'unsaved' })
      store.setState(({ revision: before }) => ({ revision: Math.max(before, revision) }))
      this.#retryMs = this.#options.retryMs ?? 2_000
      return true
    } catch (error) {
      this.#failed(path, error)
      return false
    }
  }

  #failed(path: string, error: unknown): void {
    const { code, said, data } = this.#options.toFailure(error)
    if (code === 'DRAFT_CONFLICT') this.#put(path, { state: 'conflict', conflict: data as Conflict })
    // Whoever logs in again calls flush(); asking before that would be refused again.
    else if (code === 'LOG_IN_FIRST') this.#put(path, { state: 'loggedOut' })
    else if (code === 'OFFLINE' || code === 'UNEXPECTED') {
      this.#put(path, { state: 'offline' })
      clearTimeout(this.#retry)
      this.#retry = setTimeout(() => void this.flush(), this.#retryMs)
      this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
    } else this.#put(path, { state: 'refused', refusal: said })
  }

  #put(path: string, change: Partial<DraftDocument>): void {
    const { store, copies } = this.#options
    const file = store.getState().files[path]
    if (!file) return
    const files = { ...store.getState().files, [path]: { ...file, ...change } }
    if (files[path]?.text === null && files[path]?.saved.text === null) delete files[path]
    store.setState({ files })
    keepCopies(copies, files, [path])
  }

  /** Takes over what others saved meanwhile, where nothing of this page's stands against it. */
  async refresh(): Promise<void> {
    const { store, server } = this.#options
    if (store.getState().phase !== 'ready') return
    try {
      const { revision, baseRelease, documents } = await server.overview()
      if (revision === store.getState().revision && baseRelease === store.getState().baseRelease) return
      for (const { path, revision: theirs } of documents) {
        if (theirs !== store.getState().files[path]?.saved.revision) await this.#adoptTheirs(path)
      }
      const present = new Set(documents.map(({ path }) => path))
      for (const [path, file] of Object.entries(store.getState().files)) {
        if (!present.has(path) && file.state === 'saved' && file.saved.revision !== null) store.setState((state) => adopt(state, path, null, { saved: { text: null, revision: null }, state: 'saved' }))
      }
      store.setState((state) => ({ revision: Math.max(state.revision, revision), baseRelease }))
    } catch {
      // The next look, or the next save, says that there is no connection.
    }
  }

  async #adoptTheirs(path: string): Promise<void> {
    const { store, server } = this.#options
    const { content, revision } = await server.load(path)
    const file = store.getState().files[path]
    if (file && (file.state !== 'saved' || file.saved.revision === revision)) return
    store.setState((state) => adopt(state, path, content, { saved: { text: content, revision }, state: 'saved' }))
  }

  /**
   * Ends a conflict with the text that a person chose (null removes the document); the text that was not chosen is put away. The choice is a
   * command like any other: undo brings back what stood here before, which is then saved over theirs.
   */
  resolve(path: string, chosen: string | null): void {
    const { store, copies } = this.#options
    const file = store.getState().files[path]
    if (!file?.conflict) return
    const { theirs } = file.conflict
    if (file.text !== null && file.text !== chosen) copies.setAside(path, file.text, 'mine')
    if (theirs && theirs.content !== chosen) copies.setAside(path, theirs.content, 'theirs')
    const saved = { text: theirs?.content ?? null, revision: theirs?.revision ?? null }
    const value = chosen === null ? undefined : parse(chosen)
    if (chosen !== null && value === undefined) store.setState((state) => adopt(state, path, chosen, { saved, state: chosen === saved.text ? 'saved' : 'unsaved' }))
    else {
      this.#put(path, { saved, state: file.text === saved.text ? 'saved' : 'unsaved', conflict: undefined })
      store.getState().run(bringTogether(path, value))
    }
    keepCopies(copies, store.getState().files, [path])
    void this.flush().then(() => this.refresh())
  }
}

/** How a left-over copy stands to what the server has now; undefined when there is nothing to bring back. */
function comeBack(file: DraftDocument | undefined, copy: UnsavedCopy): Omit<DraftDocument, 'text'> | undefined {
  const saved = file?.saved ?? { text: null, revision: null }
  if (copy.text === saved.text) return undefined
  if (copy.base.revision === saved.revision) return { saved, state: 'unsaved' }
  const theirs = saved.text === null || saved.revision === null ? null : { content: saved.text, revision: saved.revision, updatedAt: '', updatedBy: '' }
  return { saved: copy.base, state: 'conflict', conflict: { theirs, base: copy.base.text } }
}
