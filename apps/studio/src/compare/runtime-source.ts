import { formatDocument } from '@madoguchi/engine'
import { toFailure } from '../app/failure.ts'
import { client } from '../app/server.ts'
import type { SideRef } from './compare-link.ts'
import { parse } from '../draft/json.ts'
import { type Documents, flowOf, flowPath } from '../editor/commands/index.ts'
import { flowSide, templateSide } from '../gallery/compare-template.ts'
import { ownTemplates, shippedTemplates } from '../gallery/templates.ts'
import { templateOf } from '../gallery/use-templates.ts'
import type { BundleFiles, CompareSource, SideChoice } from './compare-source.ts'
import { sideName } from './side-name.ts'

/** One flow of the saved draft, or what it was made from. Shipped templates are those of the runtime now. */
async function templateFiles({ kind, flow }: { kind: 'flow' | 'template'; flow: string }): Promise<BundleFiles> {
  const { files } = await client.drafts.files.query()
  const documents = Object.fromEntries(Object.entries(files).flatMap(([path, text]) => [[path, parse(text) ?? null]]))
  const side = kind === 'flow' ? flowSide(documents, flow) : await templateOfFlow(documents, flow)
  return Object.fromEntries(Object.entries(side).map(([path, document]) => [path, formatDocument(document)]))
}

async function templateOfFlow(documents: Documents, flow: string): Promise<Documents> {
  const document = flowOf(documents, flowPath(flow))
  const template = document?.template && templateOf([...ownTemplates(documents), ...(await shippedTemplates())], document.template.id)
  return template ? templateSide(documents, flow, template) : {}
}

const mostListed = 200

/** Releases, the draft and requests for approval as the runtime has them. Every read is one that an auditor may make. */
export const runtimeSource: CompareSource = {
  async choices() {
    const [releases, requests] = await Promise.all([client.releases.list.query({ limit: mostListed }), client.approvals.list.query({ states: ['open', 'returned', 'waiting', 'stale'], limit: mostListed })])
    const choice = (side: SideRef, about?: string): SideChoice => ({ side, name: sideName(side, about) })
    return [choice({ kind: 'draft' }), ...requests.map(({ id, message }) => choice({ kind: 'request', id }, message)), ...releases.map(({ number, message }) => choice({ kind: 'release', number }, message))]
  },
  files(side) {
    if (side.kind === 'flow' || side.kind === 'template') return templateFiles(side)
    if (side.kind === 'draft') return client.drafts.files.query().then(({ files }) => files)
    return side.kind === 'release' ? client.releases.files.query({ number: side.number }) : client.approvals.files.query({ id: side.id }).then(({ files }) => files)
  },
  replay(side, days, tell) {
    if (side.kind === 'flow' || side.kind === 'template') {
      tell({ phase: 'failed', said: { ja: '実際の通話は、版・依頼・下書きの全体でだけ再現できます。', en: 'Recorded calls can be replayed on a release, a request or the whole draft only.' } })
      return () => {}
    }
    const b = side.kind === 'draft' ? ('draft' as const) : side.kind === 'release' ? { release: side.number } : { request: side.id }
    const following = client.replay.follow.subscribe({ b, days }, {
      onData: (step) => tell(step.kind === 'progress' ? { phase: 'replaying', done: step.done, of: step.of } : { phase: 'done', result: step.result }),
      onError: (error) => tell({ phase: 'failed', said: toFailure(error).said }),
    })
    return () => following.unsubscribe()
  },
}
