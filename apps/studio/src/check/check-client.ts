import type { Problem } from '@madoguchi/schemas'
import type { Answer, HoursNow, Request } from './messages.ts'

type Waiting = (answer: Answer) => void
type Asked<Kind extends Request['kind']> = Omit<Extract<Request, { kind: Kind }>, 'id'>

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, Waiting>()

/** The engine works in its own thread, so that no keystroke or drag ever waits for it. */
function ask<Kind extends 'check' | 'hours'>(request: Asked<Kind>): Promise<Extract<Answer, { kind: Kind }>> {
  worker ??= start()
  const id = ++asked
  const answered = new Promise<Extract<Answer, { kind: Kind }>>((resolve, reject) => {
    waiting.set(id, (answer) => (answer.kind === 'failed' ? reject(new Error(answer.message)) : resolve(answer as Extract<Answer, { kind: Kind }>)))
  })
  worker.postMessage({ ...request, id })
  return answered
}

function start(): Worker {
  const started = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'walked') return walked?.(data.problems)
    if (data.kind === 'failed' && !waiting.has(data.id)) return walked?.(undefined)
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  return started
}

type Walked = (problems: Problem[] | undefined) => void
let walked: Walked | undefined

/**
 * Problems of the bundle after these changes to it: those that can be read off it at once. Where every call of it is walked as well (`walking`),
 * `onWalked` is told what that found (undefined: the walk itself failed), unless another change comes first.
 */
export async function check(changed: Record<string, string | null>, onWalked: Walked): Promise<{ problems: Problem[]; walking: boolean }> {
  walked = undefined
  const { problems, walking } = await ask<'check'>({ kind: 'check', changed })
  walked = onWalked
  return { problems, walking }
}

/** What the hours of a bundle say now. */
export async function hoursAt(files: Record<string, string>, atMs: number): Promise<HoursNow[]> {
  return (await ask<'hours'>({ kind: 'hours', files, atMs })).hours
}
