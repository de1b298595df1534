import { withWitnesses } from '@madoguchi/engine'
import type { Problem, Severity } from '@madoguchi/schemas'
import { useEffect } from 'react'
import { createStore, useStore } from 'zustand'
import { draft } from '../draft/draft.ts'
import type { DraftDocument } from '../draft/draft-store.ts'
import { check } from './check-client.ts'

interface ProblemsStore {
  problems: readonly Problem[]
  /** Those among them that walking every call has shown. */
  walked: readonly Problem[]
  /** Whether the problems shown may lag behind the draft. */
  checking: boolean
  /** The checker itself failed; the problems shown may be old. */
  broken: boolean
}

const found = createStore<ProblemsStore>()(() => ({ problems: [], walked: [], checking: true, broken: false }))

/** What the engine finds in the draft as it is now. Checking begins with the first page that shows problems, and then follows every change. */
export function useProblems(): ProblemsStore
export function useProblems<Part>(select: (state: ProblemsStore) => Part): Part
export function useProblems(select: (state: ProblemsStore) => unknown = (state) => state): unknown {
  useEffect(startChecking, [])
  return useStore(found, select)
}

const pauseMs = 250
/** The first check waits until the page stands, but not for ever. */
const patienceMs = 1_500
const sent = new Map<string, string>()
let started = false

/** Checks the draft after each change, once typing pauses. */
export function startChecking(): void {
  if (started) return
  started = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), pauseMs)
  }
  const whenIdle = () => ('requestIdleCallback' in globalThis ? requestIdleCallback(() => void run(), { timeout: patienceMs }) : again())
  const run = async () => {
    if (running) return again()
    running = true
    try {
      const { problems, walking } = await check(changesSince(draft.getState().files), (seen) => found.setState(({ walked }) => ({ problems: withWitnesses(problems, seen ?? walked), walked: seen ?? walked, checking: false, broken: seen === undefined })))
      // What the walk has found stays until it has found it again or not: a list that empties at every keystroke cannot be read.
      found.setState(({ walked }) => (walking ? { problems: withWitnesses(problems, walked), checking: true, broken: false } : { problems, walked: [], checking: false, broken: false }))
    } catch {
      sent.clear()
      found.setState({ checking: false, broken: true })
    } finally {
      running = false
    }
  }
  const changed = ({ files, phase }: { files: Readonly<Record<string, DraftDocument>>; phase: string }, before?: { files: Readonly<Record<string, DraftDocument>> }) => {
    if (phase !== 'ready' || (before && sameTexts(files, before.files))) return
    found.setState({ checking: true })
    if (sent.size === 0) whenIdle()
    else again()
  }
  draft.subscribe(changed)
  changed(draft.getState())
}

function sameTexts(a: Readonly<Record<string, DraftDocument>>, b: Readonly<Record<string, DraftDocument>>): boolean {
  const paths = Object.keys(a)
  return paths.length === Object.keys(b).length && paths.length === sent.size && paths.every((path) => a[path]?.text === b[path]?.text)
}

function changesSince(files: Readonly<Record<string, DraftDocument>>): Record<string, string | null> {
  const changes: Record<string, string | null> = {}
  for (const [path, { text }] of Object.entries(files)) if (text !== (sent.get(path) ?? null)) changes[path] = text
  for (const path of sent.keys()) if (!files[path]) changes[path] = null
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) sent.delete(path)
    else sent.set(path, text)
  }
  return changes
}

/** Problems name documents as `kind/id`, `bundle`, or a path that could not be read. */
export function problemsOf(problems: readonly Problem[], path: string): Problem[] {
  const name = path.replace(/\.json$/, '')
  return problems.filter(({ document }) => document === name || document === path)
}

export function countBySeverity(problems: readonly Problem[]): Record<Severity, number> {
  const count = { error: 0, warning: 0, info: 0 }
  for (const { severity } of problems) count[severity]++
  return count
}
