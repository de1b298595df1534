import { isObject, parse } from './json.ts'

/** A document's text that the server does not have yet, with what it was made from. A null text is a removed document. */
export interface UnsavedCopy {
  text: string | null
  base: { text: string | null; revision: number | null }
}

/** Where unsaved work outlives a reload or a crash. */
export interface UnsavedCopies {
  /** @returns false when there is no room; then only this page holds the change */
  write(path: string, copy: UnsavedCopy): boolean
  drop(path: string): void
  /** What this page, or one that no longer lives, left behind; from now on it is this page's. */
  takeOver(): Promise<Map<string, UnsavedCopy>>
  /** Puts the losing text of a conflict away, so that choosing never destroys work. */
  setAside(path: string, text: string, why: 'mine' | 'theirs'): void
}

const prefix = 'madoguchi.unsaved.'
const asidePrefix = 'madoguchi.aside.'
const keptAside = 20

/**
 * Copies in the browser's local storage, kept apart for each page so that two pages never overwrite each other's, and for each person:
 * what one left unsaved at a shared computer waits for them, and is never saved in another's name.
 */
export function browserCopies(person: () => string, storage: Storage = localStorage): UnsavedCopies {
  let page = ''
  return {
    write(path, copy) {
      try {
        storage.setItem(`${prefix}${page}.${path}`, JSON.stringify({ ...copy, person: person() }))
        return true
      } catch {
        return false
      }
    },
    drop: (path) => storage.removeItem(`${prefix}${page}.${path}`),
    async takeOver() {
      page = await claimPage(person())
      const living = await livingPages()
      const found = new Map<string, UnsavedCopy>()
      for (const key of keysOf(storage, prefix)) {
        const [owner, path] = splitOnce(key.slice(prefix.length))
        if (owner !== page && living.has(owner)) continue
        const copy = readCopy(storage.getItem(key))
        if (copy && copy.person !== person()) continue
        if (owner !== page) storage.removeItem(key)
        if (copy && (owner === page || !found.has(path))) found.set(path, copy)
      }
      return found
    },
    setAside(path, text, why) {
      const keys = keysOf(storage, asidePrefix).toSorted()
      for (const key of keys.slice(0, Math.max(0, keys.length + 1 - keptAside))) storage.removeItem(key)
      try {
        storage.setItem(`${asidePrefix}${Date.now()} ${why} ${path}`, text)
      } catch {
        // The dialog offers the text for download as well; a full storage must not stop the choice.
      }
    },
  }
}

export interface AsideCopy {
  key: string
  path: string
  why: 'mine' | 'theirs'
  /** When it was put away, in milliseconds since 1970. */
  at: number
  text: string
}

/** What was put away in conflicts, newest first. */
export function readAside(storage: Storage = localStorage): AsideCopy[] {
  const copies = keysOf(storage, asidePrefix).map((key): AsideCopy => {
    const [at = '0', why, ...path] = key.slice(asidePrefix.length).split(' ')
    return { key, path: path.join(' '), why: why === 'theirs' ? 'theirs' : 'mine', at: Number(at), text: storage.getItem(key) ?? '' }
  })
  return copies.toSorted((a, b) => b.at - a.at)
}

export function dropAside(key: string, storage: Storage = localStorage): void {
  storage.removeItem(key)
}

function keysOf(storage: Storage, start: string): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) => key.startsWith(start))
}

function splitOnce(text: string): [string, string] {
  const dot = text.indexOf('.')
  return [text.slice(0, dot), text.slice(dot + 1)]
}

function readCopy(text: string | null): (UnsavedCopy & { person: unknown }) | undefined {
  const copy = parse(text ?? '')
  if (!isObject(copy) || !isObject(copy.base)) return undefined
  const stringOrNull = (value: unknown) => (typeof value === 'string' ? value : null)
  return { person: copy.person, text: stringOrNull(copy.text), base: { text: stringOrNull(copy.base.text), revision: typeof copy.base.revision === 'number' ? copy.base.revision : null } }
}

const pageKey = 'madoguchi.page'
const lockName = (page: string) => `madoguchi.page.${page}`

/** A page keeps its name over a reload. A duplicated tab inherits it too, finds it taken and gets its own. */
async function claimPage(person: string): Promise<string> {
  const key = `${pageKey}.${person}`
  const before = sessionStorage.getItem(key)
  if (before && (await holdLock(lockName(before)))) return before
  const page = crypto.randomUUID()
  sessionStorage.setItem(key, page)
  await holdLock(lockName(page))
  return page
}

/** Holds a lock for as long as the page lives. Waits a moment, because a reload overlaps with the page it replaces. */
async function holdLock(name: string): Promise<boolean> {
  if (!navigator.locks) return true
  return new Promise((resolve) => {
    const held = () => {
      resolve(true)
      return new Promise<never>(() => {})
    }
    navigator.locks.request(name, { signal: AbortSignal.timeout(1000) }, held).catch(() => resolve(false))
  })
}

async function livingPages(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  const start = lockName('')
  return new Set(held.flatMap(({ name }) => (name?.startsWith(start) ? [name.slice(start.length)] : [])))
}
