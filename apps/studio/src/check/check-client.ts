import type { Problem } from '@madoguchi/schemas'
import { tellThirdParty } from '../plugins/load-third-party.ts'
import type { Evaluated, TextKind } from './evaluate-text.ts'
import type { Answer, CheckRequest, EvaluateRequest, Request } from './messages.ts'

type Direct = Exclude<Answer, { kind: 'walked' | 'failed' }>

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (answer: Direct | Extract<Answer, { kind: 'failed' }>) => void>()

/** The engine works in its own thread, so that no keystroke or drag ever waits for it. */
function ask<Kind extends Direct['kind']>(request: Omit<CheckRequest, 'id'> | Omit<EvaluateRequest, 'id'>, kind: Kind): Promise<Extract<Direct, { kind: Kind }>> {
  worker ??= start()
  const id = ++asked
  const answered = new Promise<Extract<Direct, { kind: Kind }>>((resolve, reject) => {
    const isWanted = (answer: Answer): answer is Extract<Direct, { kind: Kind }> => answer.kind === kind
    waiting.set(id, (answer) => (isWanted(answer) ? resolve(answer) : reject(new Error(answer.kind === 'failed' ? answer.message : answer.kind))))
  })
  worker.postMessage({ ...request, id } satisfies Request)
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
export async function check(changed: CheckRequest['changed'], onWalked: Walked): Promise<{ problems: Problem[]; walking: boolean }> {
  walked = undefined
  const { problems, walking } = await ask({ kind: 'check', changed }, 'check')
  walked = onWalked
  return { problems, walking }
}

/** What an expression or a template comes to with these sample values, the variables of the bundle and the present time. */
export async function evaluate(text: string, as: TextKind, samples: Record<string, unknown>): Promise<Evaluated> {
  return (await ask({ kind: 'evaluate', text, as, samples }, 'evaluated')).evaluated
}
