import { canonicalJson, sha256Hex } from '@madoguchi/engine'
import { type Documents, type History, type Step, emptyHistory, forget } from '../editor/commands/index.ts'
import { isObject, parse } from './json.ts'

/** Where the steps that can be taken back outlive a reload. */
export interface KeptHistory {
  write(history: History, documents: Documents): void
  /** What was kept, as far as it still fits the documents. */
  read(documents: Documents): History
}

const mostSteps = 200
const mostCharacters = 1_500_000

/**
 * Keeps the history of this tab in its session storage: a reload, or a crash that the browser restores, brings it back; another tab has its
 * own past. A document that changed meanwhile (by somebody else, or in another tab) has another past, so steps that touch it are forgotten.
 * @param key names the person: nobody takes back what another did
 */
export function browserHistory(key: () => string, storage: Storage = sessionStorage): KeptHistory {
  const place = () => `madoguchi.history.${key()}`
  return {
    write(history, documents) {
      try {
        const text = bounded(history, documents)
        if (text === undefined) storage.removeItem(place())
        else storage.setItem(place(), text)
      } catch {
        // No room: then a reload forgets the steps. What is kept from before would not fit the documents and is not taken up.
      }
    },
    read: (documents) => fitting(parse(storage.getItem(place()) ?? ''), documents),
  }
}

/** The newest steps that fit in; undefined when there is none. */
function bounded({ done, undone }: History, documents: Documents): string | undefined {
  for (let kept = mostSteps; kept > 0; kept = Math.floor(kept / 2)) {
    const history = { done: done.slice(-kept), undone: undone.slice(-kept) }
    if (history.done.length + history.undone.length === 0) return undefined
    const text = JSON.stringify({ ...history, hashes: hashesOf(history, documents) })
    if (text.length <= mostCharacters) return text
  }
  return undefined
}

function touched({ done, undone }: History): string[] {
  return [...new Set([...done, ...undone].flatMap(({ patches }) => patches.map(({ document }) => document)))]
}

function hashesOf(history: History, documents: Documents): Record<string, string> {
  return Object.fromEntries(touched(history).map((path) => [path, hashOf(documents, path)]))
}

function hashOf(documents: Documents, path: string): string {
  return documents[path] === undefined ? '' : sha256Hex(canonicalJson(documents[path]))
}

function fitting(kept: unknown, documents: Documents): History {
  if (!isObject(kept) || !Array.isArray(kept.done) || !Array.isArray(kept.undone) || !isObject(kept.hashes)) return emptyHistory
  const { hashes } = kept
  const history: History = { done: kept.done.map(toStep), undone: kept.undone.map(toStep) }
  return touched(history).reduce((left, path) => (hashes[path] === hashOf(documents, path) ? left : forget(left, path)), history)
}

/** Written by this module; JSON has no `undefined`, so an absent side of a patch is absent here too. Typing after a reload begins a new step. */
function toStep(value: unknown): Step {
  return { ...(value as Step), mergeKey: undefined }
}
