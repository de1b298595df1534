/// <reference lib="webworker" />
import { type Program, canRun, compileBundle, exitCoverage, findCallTo, runScenario } from '@madoguchi/engine'
import type { TraceEvent } from '@madoguchi/sdk'
import { nodeTypes } from '../editor/node-types.ts'
import { tookThirdParty } from '../plugins/third-party.ts'
import type { Answer, Request, RunResult } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const files = new Map<string, string>()
/** Of the program below: one scenario alone can be run again without the others. */
const traces = new Map<string, TraceEvent[]>()
let program: Program | undefined

/** One request after the other: each stands on the documents that the one before has left. */
let before: Promise<void> = Promise.resolve()

scope.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (tookThirdParty(data)) return
  before = before.then(() => answerTo(data)).then(
    (answer) => scope.postMessage(answer),
    (error: unknown) => scope.postMessage({ id: data.id, kind: 'failed', message: String(error) } satisfies Answer),
  )
})

async function answerTo(request: Request): Promise<Answer> {
  await keepUp(request.changed)
  if (request.kind === 'find') return { id: request.id, kind: 'find', call: program && (await findCallTo(program, request.target, request.fromMs)) }
  if (!program) return { id: request.id, kind: 'run', runnable: false, results: [], coverage: [] }
  const results = await run(program, request.only)
  const scenarios = program.documents.scenario
  for (const id of traces.keys()) if (!scenarios.has(id)) traces.delete(id)
  return { id: request.id, kind: 'run', runnable: true, results, coverage: exitCoverage(program, [...traces].map(([id, trace]) => ({ id, trace }))) }
}

async function keepUp(changed: Record<string, string | null>): Promise<void> {
  const paths = Object.entries(changed)
  for (const [path, text] of paths) {
    if (text === null) files.delete(path)
    else files.set(path, text)
  }
  if (paths.length === 0) return
  const compiled = await compileBundle(files, { nodeTypes })
  program = canRun(compiled.problems) ? compiled.program : undefined
}

async function run(on: Program, only: readonly string[] | undefined): Promise<RunResult[]> {
  const results: RunResult[] = []
  for (const [id, scenario] of on.documents.scenario) {
    if (only && !only.includes(id)) continue
    const { trace, ...result } = await runScenario(on, scenario)
    traces.set(id, trace)
    results.push(result.ok ? result : { ...result, trace })
  }
  return results
}
