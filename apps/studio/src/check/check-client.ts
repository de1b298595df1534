import type { Problem } from '@madoguchi/schemas'
import { tellThirdParty } from '../plugins/load-third-party.ts'
import type { Answer, Request } from './messages.ts'

type Checked = Extract<Answer, { kind: 'check' }>

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (answer: Exclude<Answer, { kind: 'walked' }>) => void>()

/** The engine works in its own thread, so that no keystroke or drag ever waits for it. */
function ask(changed: Request['changed']): Promise<Checked> {
  worker ??= start()
  const id = ++asked
  const answered = new Promise<Checked>((resolve, reject) => {
    waiting.set(id, (answer) => (answer.kind === 'failed' ? reject(new Error(answer.message)) : resolve(answer)))
  })
  worker.postMessage({ id, changed } satisfies Request)
  return answered
}

function start(): Worker {
  const started = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'walked') return walked?.(data.problems)
    // A walk that failed comes after its check was answered.
    if (data.kind === 'failed' && !waiting.has(data.id)) return walked?.(undefined)
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  return tellThirdParty(started)
}

type Walked = (problems: Problem[] | undefined) => void
let walked: Walked | undefined

/**
 * Problems of the bundle after these changes to it: those that can be read off it at once. Where every call of it is walked as well (`walking`),
 * `onWalked` is told what that found (undefined: the walk itself failed), unless another change comes first.
 */
export async function check(changed: Request['changed'], onWalked: Walked): Promise<{ problems: Problem[]; walking: boolean }> {
  walked = undefined
  const { problems, walking } = await ask(changed)
  walked = onWalked
  return { problems, walking }
}
