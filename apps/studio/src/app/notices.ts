import type { BothLanguages } from '@madoguchi/schemas'
import { create } from 'zustand'

export interface Notice {
  id: number
  kind: 'done' | 'failed'
  text: BothLanguages
}

interface Notices {
  notices: readonly Notice[]
  /** Said once by screen readers without anything on the screen. */
  spoken: BothLanguages
  /** When, in the milliseconds of the page; a new time is said anew, also in the same words. */
  saidAtMs: number
}

export const useNotices = create<Notices>()(() => ({ notices: [], spoken: { ja: '', en: '' }, saidAtMs: 0 }))

let last = 0
const shownMs = 8_000

/** Tells what was done, or what could not be. Failures stay until they are closed. */
export function notify(kind: Notice['kind'], text: BothLanguages): void {
  const id = ++last
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-3), { id, kind, text }] }))
  if (kind === 'done') setTimeout(() => dismiss(id), shownMs)
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

/** For what a sighted person sees anyway: a node was added, an undo was done. */
export function say(text: BothLanguages): void {
  useNotices.setState({ spoken: text, saidAtMs: performance.now() })
}
