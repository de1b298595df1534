import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { editDocument, replaceDocument } from '../editor/commands/index.ts'
import { Autosave, type DraftServer } from './autosave.ts'
import { makeDraftStore, saveStateOf } from './draft-store.ts'
import type { UnsavedCopies, UnsavedCopy } from './unsaved-copies.ts'

class Offline extends Error {}
class LoggedOut extends Error {}
class Stale extends Error {
  readonly data: unknown
  constructor(data: unknown) {
    super('stale')
    this.data = data
  }
}

/** The runtime's rules for a draft, in memory: each write names the revision it was made from. */
function makeServer(files: Record<string, string>) {
  const documents = new Map(Object.entries(files).map(([path, content]) => [path, { content, revision: 1 }]))
  const past = new Map(Object.entries(files).map(([path, content]) => [`${path}@1`, content]))
  const state = { revision: 1, online: true, saves: 0 }
  const answer = <T>(value: () => T): Promise<T> => (state.online ? new Promise((resolve) => resolve(value())) : Promise.reject(new Offline()))
  const write = (path: string, content: string | null, base: number | null) => {
    const current = documents.get(path)
    if ((current?.revision ?? null) !== base) throw new Stale({ path, theirs: current ? { ...current, updatedAt: '', updatedBy: 'other' } : null, base: past.get(`${path}@${base}`) ?? null })
    const revision = ++state.revision
    state.saves++
    if (content === null) documents.delete(path)
    else documents.set(path, { content, revision })
    past.set(`${path}@${revision}`, content ?? '')
    return { revision }
  }
  const server: DraftServer = {
    overview: () => answer(() => ({ revision: state.revision, baseRelease: 1, documents: [...documents].map(([path, { revision }]) => ({ path, revision })) })),
    files: () => answer(() => ({ revision: state.revision, files: Object.fromEntries([...documents].map(([path, { content }]) => [path, content])) })),
    load: (path) => answer(() => documents.get(path) ?? { content: '', revision: 0 }),
    save: (path, content, base) => answer(() => write(path, content, base)),
    remove: (path, base) => answer(() => write(path, null, base)),
  }
  return { server, state, content: (path: string) => JSON.parse(documents.get(path)?.content ?? 'null') as unknown }
}

function makeCopies(kept = new Map<string, UnsavedCopy>()) {
  const aside: { path: string; text: string; why: string }[] = []
  const copies: UnsavedCopies = {
    write: (path, copy) => kept.set(path, copy).size > 0,
    drop: (path) => void kept.delete(path),
    takeOver: async () => new Map(kept),
    setAside: (path, text, why) => aside.push({ path, text, why }),
  }
  return { copies, kept, aside }
}

function makePage(server: DraftServer, copies = makeCopies()) {
  const store = makeDraftStore(copies.copies, () => autosave.soon(), () => 0)
  const toFailure = (error: unknown) => ({ code: error instanceof Stale ? 'DRAFT_CONFLICT' : error instanceof LoggedOut ? 'LOG_IN_FIRST' : 'OFFLINE', said: { ja: '', en: '' }, data: error instanceof Stale ? error.data : null })
  const autosave: Autosave = new Autosave({ store, server, copies: copies.copies, toFailure, delayMs: 10, retryMs: 10 })
  const title = (ja: string) => store.getState().run(editDocument('call/a.json', ['title', 'ja'], ja))
  const state = () => saveStateOf(store.getState().files)
  return { store, autosave, title, state, ...copies }
}

const files = { 'call/a.json': '{"title":{"ja":"始め"},"nodes":{}}' }
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('autosave', () => {
  test('saves after a pause in typing, once for many keystrokes', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    for (const ja of ['あ', 'あい', 'あいう']) page.title(ja)
    expect(page.state()).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(20)
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: 'あいう' } })
    expect(server.state.saves).toBe(1)
    expect(page.state()).toBe('saved')
    expect(page.kept.size).toBe(0)
  })

  test('undoing before the save writes nothing at all', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    page.title('あ')
    page.store.getState().undo()
    await vi.advanceTimersByTimeAsync(50)
    expect(server.state.saves).toBe(0)
    expect(page.state()).toBe('saved')
  })

  test('works on without a connection and saves when it is back', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    server.state.online = false
    page.title('切断中')
    await vi.advanceTimersByTimeAsync(15)
    expect(page.state()).toBe('offline')
    page.title('切断中も')
    server.state.online = true
    await vi.advanceTimersByTimeAsync(100)
    expect(page.state()).toBe('saved')
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: '切断中も' } })
  })

  test('a log-in that has ended keeps the change here, asks no more, and saves it once the person is back', async () => {
    const server = makeServer(files)
    let away = true
    let asked = 0
    const page = makePage({
      ...server.server,
      save: async (...change) => {
        asked++
        if (away) throw new LoggedOut()
        return server.server.save(...change)
      },
    })
    await page.autosave.load()
    page.title('期限切れ')
    await vi.advanceTimersByTimeAsync(15)
    expect(page.state()).toBe('loggedOut')
    page.title('期限切れのあと')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked, 'once for each edit, and never by itself').toBe(2)
    expect(page.kept.get('call/a.json')?.text).toContain('期限切れのあと')
    away = false
    await page.autosave.flush()
    expect(page.state()).toBe('saved')
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: '期限切れのあと' } })
  })

  test('whoever may only look changes nothing, not even on the page', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    page.store.setState({ readOnly: true })
    page.title('書き換え')
    page.store.getState().undo()
    await vi.advanceTimersByTimeAsync(50)
    expect(page.store.getState().files['call/a.json']?.text).toBe(files['call/a.json'])
    expect(server.state.saves).toBe(0)
  })

  test('unsaved changes come back after a reload, and are saved then', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    server.state.online = false
    page.title('保存前')
    const copies = makeCopies(page.kept)
    server.state.online = true
    const reloaded = makePage(server.server, copies)
    await reloaded.autosave.load()
    expect(reloaded.store.getState().restored).toEqual(['call/a.json'])
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: '保存前' } })
  })

  test('a copy that someone else has overtaken comes back as a conflict, not over their work', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    page.title('私')
    const left = makeCopies(new Map(page.kept))
    const other = makePage(server.server)
    await other.autosave.load()
    other.title('相手')
    await other.autosave.flush()
    const reloaded = makePage(server.server, left)
    await reloaded.autosave.load()
    expect(reloaded.state()).toBe('conflict')
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: '相手' } })
  })

  test('a stale save becomes a conflict, stops saving, and nobody loses a text whatever is chosen', async () => {
    const server = makeServer(files)
    const [mine, other] = [makePage(server.server), makePage(server.server)]
    await Promise.all([mine.autosave.load(), other.autosave.load()])
    other.title('相手')
    await other.autosave.flush()
    mine.title('私')
    await mine.autosave.flush()
    const { conflict, text } = mine.store.getState().files['call/a.json'] ?? {}
    expect(mine.state()).toBe('conflict')
    expect(conflict?.theirs?.content).toContain('相手')
    expect(conflict?.base).toContain('始め')
    mine.autosave.resolve('call/a.json', conflict?.theirs?.content ?? null)
    await vi.advanceTimersByTimeAsync(50)
    expect(mine.aside).toEqual([{ path: 'call/a.json', text, why: 'mine' }])
    expect(mine.store.getState().documents['call/a.json']).toMatchObject({ title: { ja: '相手' } })
    expect(mine.state()).toBe('saved')
  })

  test('choosing mine writes it over theirs and keeps theirs aside', async () => {
    const server = makeServer(files)
    const [mine, other] = [makePage(server.server), makePage(server.server)]
    await Promise.all([mine.autosave.load(), other.autosave.load()])
    other.title('相手')
    await other.autosave.flush()
    mine.title('私')
    await mine.autosave.flush()
    mine.autosave.resolve('call/a.json', mine.store.getState().files['call/a.json']?.text ?? null)
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: '私' } })
    expect(mine.aside[0]?.why).toBe('theirs')
  })

  test('bringing together is a step that can be taken back and done again, with the steps before it', async () => {
    const server = makeServer(files)
    const [mine, other] = [makePage(server.server), makePage(server.server)]
    await Promise.all([mine.autosave.load(), other.autosave.load()])
    other.title('相手')
    await other.autosave.flush()
    mine.store.getState().run(editDocument('call/a.json', ['description'], '私'))
    await mine.autosave.flush()
    mine.autosave.resolve('call/a.json', '{"title":{"ja":"相手"},"description":"私","nodes":{}}')
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toEqual({ title: { ja: '相手' }, description: '私', nodes: {} })
    const { undo, redo } = mine.store.getState()
    undo()
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toEqual({ title: { ja: '始め' }, description: '私', nodes: {} })
    undo()
    expect(mine.store.getState().documents['call/a.json']).toEqual({ title: { ja: '始め' }, nodes: {} })
    redo()
    redo()
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toEqual({ title: { ja: '相手' }, description: '私', nodes: {} })
    expect(mine.state()).toBe('saved')
  })

  test('choosing the other’s text is a step too: undo brings mine back and saves it', async () => {
    const server = makeServer(files)
    const [mine, other] = [makePage(server.server), makePage(server.server)]
    await Promise.all([mine.autosave.load(), other.autosave.load()])
    other.title('相手')
    await other.autosave.flush()
    mine.title('私')
    await mine.autosave.flush()
    mine.autosave.resolve('call/a.json', mine.store.getState().files['call/a.json']?.conflict?.theirs?.content ?? null)
    await vi.advanceTimersByTimeAsync(50)
    mine.store.getState().undo()
    await vi.advanceTimersByTimeAsync(50)
    expect(server.content('call/a.json')).toMatchObject({ title: { ja: '私' } })
    expect(mine.state()).toBe('saved')
  })

  test('what others saved is taken over where nothing stands against it', async () => {
    const server = makeServer(files)
    const [mine, other] = [makePage(server.server), makePage(server.server)]
    await Promise.all([mine.autosave.load(), other.autosave.load()])
    other.title('相手')
    other.store.getState().run(replaceDocument('call/b.json', { nodes: {} }))
    await other.autosave.flush()
    await mine.autosave.refresh()
    expect(mine.store.getState().documents).toMatchObject({ 'call/a.json': { title: { ja: '相手' } }, 'call/b.json': { nodes: {} } })
    expect(mine.store.getState().revision).toBe(server.state.revision)
  })

  test('a new document that is undone is taken away from the server again', async () => {
    const server = makeServer(files)
    const page = makePage(server.server)
    await page.autosave.load()
    page.store.getState().run(replaceDocument('call/b.json', { nodes: {} }))
    await page.autosave.flush()
    page.store.getState().undo()
    await page.autosave.flush()
    expect((await server.server.overview()).documents.map(({ path }) => path)).toEqual(['call/a.json'])
    expect(page.state()).toBe('saved')
  })
})
