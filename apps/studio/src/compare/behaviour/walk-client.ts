import { tellThirdParty } from '../../plugins/load-third-party.ts'
import type { Stage, WalkFailure, WalkMessage, WalkRequest, WalkResult } from './messages.ts'

export type WalkState = { phase: 'walking'; stage: Stage } | { phase: 'done'; result: WalkResult } | { phase: 'failed'; failure: WalkFailure } | { phase: 'cancelled' }

/** Compares two versions and tells how far it is. @returns stops it */
export type Walk = (request: WalkRequest, tell: (state: WalkState) => void) => () => void

/** In a thread of its own from our own origin, so the page stays at hand and stopping it takes no time. */
export const walkInWorker: Walk = (request, tell) => {
  const worker = new Worker(new URL('./walk.worker.ts', import.meta.url), { type: 'module' })
  const finish = (state: WalkState) => {
    worker.terminate()
    tell(state)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<WalkMessage>) => {
    if (data.kind === 'stage') tell({ phase: 'walking', stage: data.stage })
    else finish(data.kind === 'done' ? { phase: 'done', result: data.result } : { phase: 'failed', failure: data.failure })
  })
  worker.addEventListener('error', () => finish({ phase: 'failed', failure: 'unexpected' }))
  tellThirdParty(worker).postMessage(request)
  tell({ phase: 'walking', stage: 'compiling' })
  return () => worker.terminate()
}
