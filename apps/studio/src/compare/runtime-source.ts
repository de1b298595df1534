import { toFailure } from '../app/failure.ts'
import { client } from '../app/server.ts'
import type { SideRef } from './compare-link.ts'
import type { CompareSource, SideChoice } from './compare-source.ts'
import { sideName } from './side-name.ts'

const mostListed = 200

/** Releases, the draft and requests for approval as the runtime has them. Every read is one that an auditor may make. */
export const runtimeSource: CompareSource = {
  async choices() {
    const [releases, requests] = await Promise.all([client.releases.list.query({ limit: mostListed }), client.approvals.list.query({ states: ['open', 'returned', 'waiting', 'stale'], limit: mostListed })])
    const choice = (side: SideRef, about?: string): SideChoice => ({ side, name: sideName(side, about) })
    return [choice({ kind: 'draft' }), ...requests.map(({ id, message }) => choice({ kind: 'request', id }, message)), ...releases.map(({ number, message }) => choice({ kind: 'release', number }, message))]
  },
  files(side) {
    if (side.kind === 'draft') return client.drafts.files.query().then(({ files }) => files)
    return side.kind === 'release' ? client.releases.files.query({ number: side.number }) : client.approvals.files.query({ id: side.id }).then(({ files }) => files)
  },
  replay(side, days, tell) {
    const b = side.kind === 'draft' ? ('draft' as const) : side.kind === 'release' ? { release: side.number } : { request: side.id }
    const following = client.replay.follow.subscribe({ b, days }, {
      onData: (step) => tell(step.kind === 'progress' ? { phase: 'replaying', done: step.done, of: step.of } : { phase: 'done', result: step.result }),
      onError: (error) => tell({ phase: 'failed', said: toFailure(error).said }),
    })
    return () => following.unsubscribe()
  },
}
