import type { ExitTarget, FlowCoverage, MadeCall } from '@madoguchi/engine'
import { useEffect } from 'react'
import { create } from 'zustand'
import { draft } from '../draft/draft.ts'
import type { RunResult } from './messages.ts'
import { findCall, runScenarios } from './scenarios-client.ts'

interface RunsStore {
  /** By id of the scenario; one that was never run is not in it. */
  results: Readonly<Record<string, RunResult>>
  coverage: readonly FlowCoverage[]
  /**
   * - `running`: the results shown may lag behind the draft
   * - `blocked`: the draft does not run, so the results are those of an earlier one
   * - `broken`: the thread that runs them has failed
   */
  state: 'running' | 'done' | 'blocked' | 'broken'
}

/** How the scenarios of the draft fare on the draft as it is now. */
export const useRuns = create<RunsStore>()(() => ({ results: {}, coverage: [], state: 'running' }))

const pauseMs = 300
const sent = new Map<string, string>()
let watchers = 0
let timer: ReturnType<typeof setTimeout> | undefined
let busy = false
let stopWatching: (() => void) | undefined

/** Keeps the results in step with the draft for as long as something shows them. @param on false: this component shows none now */
export function useScenarioRuns(on = true): RunsStore {
  useEffect(() => (on ? watch() : undefined), [on])
  return useRuns()
}

function watch(): () => void {
  if (watchers++ === 0) {
    const stop = draft.subscribe(({ documents, phase }, before) => phase === 'ready' && (documents !== before.documents || before.phase !== 'ready') && soon())
    stopWatching = () => {
      clearTimeout(timer)
      stop()
    }
    if (draft.getState().phase === 'ready') soon(0)
  }
  return () => {
    if (--watchers === 0) stopWatching?.()
  }
}

function soon(afterMs = pauseMs): void {
  useRuns.setState({ state: 'running' })
  clearTimeout(timer)
  timer = setTimeout(() => void runNow(), afterMs)
}

/** @param only ids; left out: all */
export async function runNow(only?: readonly string[]): Promise<void> {
  if (busy) return soon()
  busy = true
  useRuns.setState({ state: 'running' })
  const changed = changesSince()
  try {
    // Where the documents have changed meanwhile, one result of old and others of new ones would tell nothing.
    const answer = await runScenarios(changed, Object.keys(changed).length === 0 ? only : undefined)
    if (!answer.runnable) useRuns.setState({ state: 'blocked' })
    else {
      const fresh = Object.fromEntries(answer.results.map((result) => [result.id, result]))
      useRuns.setState(({ results }) => ({ results: only ? { ...results, ...fresh } : fresh, coverage: answer.coverage, state: 'done' }))
    }
  } catch {
    sent.clear()
    useRuns.setState({ state: 'broken' })
  } finally {
    busy = false
  }
}

/** A call on the draft that takes an exit, or none that could be found. */
export function findCallInDraft(target: ExitTarget): Promise<MadeCall | undefined> {
  return findCall(changesSince(), target, Date.now())
}

function changesSince(): Record<string, string | null> {
  const changes: Record<string, string | null> = {}
  const { files } = draft.getState()
  for (const [path, { text }] of Object.entries(files)) if (text !== (sent.get(path) ?? null)) changes[path] = text
  for (const path of sent.keys()) if (!files[path]) changes[path] = null
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) sent.delete(path)
    else sent.set(path, text)
  }
  return changes
}
