/// <reference lib="webworker" />
import { type Program, canRun, compileBundle, exhaustiveCheck, holidayReminders, staticProblems } from '@madoguchi/engine'
import { nodeTypes, plugins } from '../editor/node-types.ts'
import { tookThirdParty } from '../plugins/third-party.ts'
import { evaluateText } from './evaluate-text.ts'
import type { Answer, CheckRequest, Request } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const files = new Map<string, string>()
const options = () => ({ nodeTypes, plugins: new Set(plugins.map(({ name }) => name)) })

/** The bundle as it last compiled, for expressions that are tried out. */
let compiled: Program | undefined
let walkUnderWay = new AbortController()
const restMs = 500

scope.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (tookThirdParty(data)) return
  const answering = data.kind === 'check' ? check(data) : evaluateText(data.text, data.as, data.samples, Date.now(), compiled).then((evaluated): Answer => ({ id: data.id, kind: 'evaluated', evaluated }))
  answering.then(
    (answer) => scope.postMessage(answer),
    (error: unknown) => scope.postMessage({ id: data.id, kind: 'failed', message: String(error) } satisfies Answer),
  )
})

async function check(request: CheckRequest): Promise<Answer> {
  walkUnderWay.abort()
  for (const [path, text] of Object.entries(request.changed)) {
    if (text === null) files.delete(path)
    else files.set(path, text)
  }
  const { program, problems } = await compileBundle(files, options())
  compiled = program ?? compiled
  const walking = program !== undefined && canRun(problems)
  if (walking) void walk(request.id, program)
  return { id: request.id, kind: 'check', problems: program ? [...problems, ...staticProblems(program, options()), ...holidayReminders(program, Date.now())] : problems, walking }
}

/** Walks every call of the bundle as it is now; the next change ends it, since nobody wants to know about this state any more. */
async function walk(id: number, program: Program): Promise<void> {
  const { signal } = (walkUnderWay = new AbortController())
  const pause = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  try {
    // Whoever is still at it changes the draft again before a walk would end.
    await pause(restMs)
    if (signal.aborted) return
    const { problems } = await exhaustiveCheck(program, { nowMs: Date.now(), signal, pause })
    if (!signal.aborted) scope.postMessage({ id, kind: 'walked', problems } satisfies Answer)
  } catch (error) {
    if (!signal.aborted) scope.postMessage({ id, kind: 'failed', message: String(error) } satisfies Answer)
  }
}
