import type { ExitTarget, MadeCall } from '@madoguchi/engine'
import { tellThirdParty } from '../plugins/load-third-party.ts'
import type { Answer, Request } from './messages.ts'

type Changed = Record<string, string | null>
type Asked<Kind extends Request['kind']> = Omit<Extract<Request, { kind: Kind }>, 'id'>

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (answer: Answer) => void>()

/** Scenarios run in a thread of their own: neither typing nor the checker ever waits for them. */
function ask<Kind extends Request['kind']>(request: Asked<Kind>): Promise<Extract<Answer, { kind: Kind }>> {
  worker ??= start()
  const id = ++asked
  const answered = new Promise<Extract<Answer, { kind: Kind }>>((resolve, reject) => {
    waiting.set(id, (answer) => (answer.kind === 'failed' ? reject(new Error(answer.message)) : resolve(answer as Extract<Answer, { kind: Kind }>)))
  })
  worker.postMessage({ ...request, id })
  return answered
}

function start(): Worker {
  const started = new Worker(new URL('./scenarios.worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  return tellThirdParty(started)
}

/** Runs scenarios on the bundle after these changes to it. */
export function runScenarios(changed: Changed, only?: readonly string[]): Promise<Extract<Answer, { kind: 'run' }>> {
  return ask<'run'>({ kind: 'run', changed, ...(only && { only }) })
}

/** A call that takes an exit, on the bundle after these changes to it. */
export async function findCall(changed: Changed, target: ExitTarget, fromMs: number): Promise<MadeCall | undefined> {
  return (await ask<'find'>({ kind: 'find', changed, target, fromMs })).call
}
