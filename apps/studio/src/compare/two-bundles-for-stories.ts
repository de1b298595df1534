import { referenceFiles } from '../stories/reference-files.ts'
import type { BundleFiles } from './compare-source.ts'

interface Editable {
  [key: string]: Editable
}

/** The reference bundle, and the same after a revision such as a prefecture would make: something of everything that can change. */
export const beforeFiles: BundleFiles = Object.fromEntries(referenceFiles)
export const afterFiles: BundleFiles = revised(beforeFiles)

export function revised(files: BundleFiles): BundleFiles {
  const edited: Record<string, string> = { ...files }
  const edit = (path: string, change: (document: Editable) => void) => {
    const document = JSON.parse(files[path] ?? '{}') as Editable
    change(document)
    edited[path] = JSON.stringify(document, null, 2)
  }
  const put = (holder: Editable | undefined, key: string, value: unknown) => Object.assign(holder ?? {}, { [key]: value })
  edit('call/after-hours.json', (flow) => {
    const { nodes, layout } = flow as { nodes: Editable; layout: Editable }
    // Keys 2 and 3 change places, a node gets another id, one goes, one comes.
    put(nodes.menu?.next, '2', 'item-3-payment')
    put(nodes.menu?.next, '3', 'item-2-address')
    const { enough, ...others } = nodes
    put(flow, 'nodes', { ...others, 'repeats-over': enough, farewell: { type: 'voice.play', title: { ja: 'お礼', en: 'Thanks' }, config: { bargeIn: false, prompts: ['g.ah.end'] }, next: { done: 'hang-up' } } })
    put((flow.nodes as Editable).again?.next, 'done', 'repeats-over')
    put((flow.nodes as Editable)['repeats-over']?.next, 'done', 'farewell')
    put((flow.nodes as Editable).again?.config, 'times', 2)
    const place = layout.enough as unknown as [number, number]
    put(flow, 'layout', { ...layout, 'repeats-over': place, farewell: [place[0] + 320, place[1] + 160] })
  })
  edit('call/main.json', (flow) => {
    const { nodes } = flow as { nodes: Editable }
    put(nodes.hours?.next, 'holiday', 'answer-exception')
    const { 'cannot-connect': _gone, ...rest } = nodes
    put(flow, 'nodes', rest)
    put((flow.nodes as Editable)['tax-desk'], 'next', { full: 'hang-up', served: 'hang-up', timeout: 'hang-up' })
  })
  edit('prompts/guidance.json', (document) => {
    const prompt = document.prompts?.['g.ah.3'] as unknown as { text: { ja: string } }
    prompt.text.ja = `${prompt.text.ja}詳しくは県のホームページをご覧ください。`
  })
  edit('hours/business-hours.json', (document) => {
    put(document.weekly, '5', [['08:30', '16:30']])
    put(document, 'exceptions', [{ date: '2026-12-28', periods: [], reason: 'システム更改' }])
  })
  edit('queue/tax.json', (document) => put(document, 'maxWaitSeconds', 300))
  return edited
}
