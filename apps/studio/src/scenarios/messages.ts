import type { ExitTarget, FlowCoverage, MadeCall, ScenarioResult } from '@madoguchi/engine'

/** What a page needs of a result. The call itself is kept of failed ones alone: only there somebody wants to take it as expected. */
export type RunResult = Pick<ScenarioResult, 'id' | 'ok' | 'expected' | 'actual' | 'broken'> & Partial<Pick<ScenarioResult, 'trace'>>

/** `changed`: path → text, null takes a file away; files that are not named stay as they were. `only`: ids, left out for all. */
export type Request =
  | { id: number; kind: 'run'; changed: Record<string, string | null>; only?: readonly string[] }
  | { id: number; kind: 'find'; changed: Record<string, string | null>; target: ExitTarget; fromMs: number }

/** `runnable` false: the documents do not compile, so nothing was run. */
export type Answer =
  | { id: number; kind: 'run'; runnable: boolean; results: RunResult[]; coverage: FlowCoverage[] }
  | { id: number; kind: 'find'; call: MadeCall | undefined }
  | { id: number; kind: 'failed'; message: string }
