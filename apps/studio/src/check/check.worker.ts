/// <reference lib="webworker" />
import { compileBundle } from '@madoguchi/engine'
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
  const { problems } = await compileBundle(files, options)
  return { id: request.id, kind: 'check', problems }
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
