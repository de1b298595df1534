/// <reference lib="webworker" />
import { type Program, canRun, compileBundle, exhaustiveCheck, staticProblems } from '@madoguchi/engine'
import { nodeTypes, plugins } from '../editor/node-types.ts'
import type { Answer, HoursNow, Request } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const files = new Map<string, string>()
const options = { nodeTypes, plugins: new Set(plugins.map(({ name }) => name)) }

scope.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answerTo(data).then(
    (answer) => scope.postMessage(answer),
    (error: unknown) => scope.postMessage({ id: data.id, kind: 'failed', message: String(error) } satisfies Answer),
  )
})

async function answerTo(request: Request): Promise<Answer> {
  if (request.kind === 'hours') return { id: request.id, kind: 'hours', hours: await hoursNow(request.files, request.atMs) }
  for (const [path, text] of Object.entries(request.changed)) {
    if (text === null) files.delete(path)
    else files.set(path, text)
  }
  const { program, problems } = await compileBundle(files, options)
  const walking = program !== undefined && canRun(problems)
  if (walking) void walk(request.id, program)
  return { id: request.id, kind: 'check', problems: program ? [...problems, ...staticProblems(program, options)] : problems, walking }
}

let walkUnderWay = new AbortController()

/** Walks every call of the bundle as it is now; the next change ends it, since nobody wants to know about this state any more. */
async function walk(id: number, program: Program): Promise<void> {
  walkUnderWay.abort()
  const { signal } = (walkUnderWay = new AbortController())
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
  try {
    const { problems } = await exhaustiveCheck(program, { nowMs: Date.now(), signal, pause })
    if (!signal.aborted) scope.postMessage({ id, kind: 'walked', problems } satisfies Answer)
  } catch (error) {
    if (!signal.aborted) scope.postMessage({ id, kind: 'failed', message: String(error) } satisfies Answer)
  }
}

/** The hours that call flows ask come first: those are what callers meet. */
async function hoursNow(bundle: Record<string, string>, atMs: number): Promise<HoursNow[]> {
  const { program } = await compileBundle(Object.entries(bundle), options)
  if (!program) return []
  const asked = new Set([...program.flows.values()].flatMap(({ steps }) => [...steps.values()].flatMap(({ config }) => Object.values(config as Record<string, unknown>).filter((value) => typeof value === 'string'))))
  const rank = (id: string) => (asked.has(id) ? 0 : 1)
  return [...program.hours].toSorted(([a], [b]) => rank(a) - rank(b)).map(([id, table]) => {
    const document = program.documents.hours.get(id)
    const { state, untilMs, nextOpenMs } = table.at(atMs)
    return { document: id, title: document?.title ?? { ja: id }, state, untilMs, nextOpenMs, timeZone: document?.timeZone ?? program.timeZone }
  })
}
