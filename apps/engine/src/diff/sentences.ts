import { type BothLanguages, type CallFlow, type FlowNode, type LocalisedText, documentSchemas } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'
import type { TSchema } from 'typebox'
import type { ReadBundle } from '../bundle-reader.ts'
import type { StructureChange } from './structure.ts'

/** What the sentences are told from. */
export interface DiffContext {
  before: ReadBundle
  after: ReadBundle
  nodeTypes: ReadonlyMap<string, NodeType>
}

/** One natural sentence for a change, as an auditor reads it: names instead of ids and pointers wherever there are names. */
export function describeChange(change: StructureChange, context: DiffContext): BothLanguages {
  const document = documentName(change, context)
  const side = change.change === 'removed' ? context.before : context.after
  const flow = flowOf(side, change.document)
  const node = change.node === undefined ? undefined : nodeName(flow, change.node, context)
  const where = node ? { ja: `「${document.ja}」の「${node.ja}」`, en: `"${node.en}" in "${document.en}"` } : { ja: `「${document.ja}」`, en: `"${document.en}"` }
  switch (change.change) {
    case 'added':
      return { ja: `${where.ja}を追加しました。`, en: `${where.en} was added.` }
    case 'removed':
      return { ja: `${where.ja}を削除しました。`, en: `${where.en} was removed.` }
    case 'renamed':
      return { ja: `${where.ja}のIDを「${String(change.before)}」から「${String(change.after)}」に変えました。`, en: `The id of ${where.en} changed from "${String(change.before)}" to "${String(change.after)}".` }
    case 'rewired':
      return rewired(change, where, context)
    case 'changed':
      return changed(change, where, context)
  }
}

function rewired(change: StructureChange, where: BothLanguages, context: DiffContext): BothLanguages {
  const beforeFlow = flowOf(context.before, change.document) ?? flowOf(context.after, change.document)
  const afterFlow = flowOf(context.after, change.document)
  const target = (flow: CallFlow | undefined, id: unknown): BothLanguages => (typeof id === 'string' ? nodeName(flow, id, context) : { ja: '未接続', en: 'nowhere' })
  const [from, to] = [target(beforeFlow, change.before), target(afterFlow, change.after)]
  const exit = wireName(change, context)
  return { ja: `${where.ja}の${exit.ja}の行き先を「${from.ja}」から「${to.ja}」に変えました。`, en: `${capital(exit.en)} of ${where.en} now leads to "${to.en}" instead of "${from.en}".` }
}

function wireName({ pointer = '', document, node }: StructureChange, { after, nodeTypes }: DiffContext): BothLanguages {
  const head: Record<string, BothLanguages> = { '/entry': { ja: '入口', en: 'the entry' }, '/onError': { ja: '異常時', en: 'the way out of faults' }, '/onHangup': { ja: '切断時', en: 'the way after a hang-up' } }
  const known = head[pointer]
  if (known) return known
  const id = unescapePointer(pointer.split('/').at(-1) ?? '')
  const flowNode = node === undefined ? undefined : flowOf(after, document)?.nodes[node]
  const exit = flowNode && nodeTypes.get(flowNode.type)?.exits(flowNode.config).find((candidate) => candidate.id === id)
  const title = inBoth(exit?.title, id)
  return { ja: `出口「${title.ja}」`, en: `the exit "${title.en}"` }
}

function changed(change: StructureChange, where: BothLanguages, context: DiffContext): BothLanguages {
  const property = propertyName(change, context)
  const { before, after } = change
  if (before === undefined) return { ja: `${where.ja}に${property.ja}（${shown(after)}）を加えました。`, en: `${capital(property.en)} (${shown(after)}) was added to ${where.en}.` }
  if (after === undefined) return { ja: `${where.ja}から${property.ja}（${shown(before)}）を除きました。`, en: `${capital(property.en)} (${shown(before)}) was taken out of ${where.en}.` }
  return { ja: `${where.ja}の${property.ja}を「${shown(before)}」から「${shown(after)}」に変えました。`, en: `${capital(property.en)} of ${where.en} changed from "${shown(before)}" to "${shown(after)}".` }
}

interface Named {
  title?: string
  'x-en'?: { title?: string }
  properties?: Record<string, Named>
  patternProperties?: Record<string, Named>
  items?: Named | Named[]
}

/** The titles of the schema along the pointer; names that people chose stay themselves. */
function propertyName(change: StructureChange, { after, nodeTypes }: DiffContext): BothLanguages {
  const segments = (change.pointer ?? '').split('/').slice(1).map(unescapePointer)
  const node = change.node === undefined ? undefined : flowOf(after, change.document)?.nodes[change.node]
  const inConfig = node && segments[2] === 'config'
  const schema = (inConfig ? nodeTypes.get(node.type)?.config : schemaOf(change.document)) as Named | undefined
  const path = inConfig ? segments.slice(3) : segments.slice(node ? 2 : 0)
  const titles = titlesAlong(node && !inConfig ? nodeSchema() : schema, path)
  return { ja: titles.map(({ ja }) => ja).join('・'), en: titles.map(({ en }) => en).join(' – ').toLowerCase() }
}

function titlesAlong(schema: Named | undefined, path: string[]): BothLanguages[] {
  const titles: BothLanguages[] = []
  let current = schema
  for (const segment of path) {
    const isItem = /^\d+$/.test(segment) && current?.items !== undefined
    const inner: Named | undefined = isItem ? (Array.isArray(current?.items) ? current.items[Number(segment)] : current?.items) : (current?.properties?.[segment] ?? Object.values(current?.patternProperties ?? {})[0])
    if (isItem) titles.push({ ja: `${Number(segment) + 1}番目`, en: `item ${Number(segment) + 1}` })
    else titles.push({ ja: inner?.title ?? segment, en: inner?.['x-en']?.title ?? segment })
    current = inner
  }
  return titles
}

function nodeSchema(): Named | undefined {
  return Object.values((documentSchemas.call as unknown as Named).properties?.['nodes']?.patternProperties ?? {})[0]
}

function schemaOf(document: string): TSchema | undefined {
  return (documentSchemas as Record<string, TSchema>)[document.split('/')[0] ?? '']
}

function documentName({ document, change }: StructureChange, { before, after }: DiffContext): BothLanguages {
  const [kind = '', id = ''] = document.split('/')
  if (kind === 'bundle') return { ja: '設定一式', en: 'the bundle' }
  const side = change === 'removed' ? before : after
  const found = (side.documents as unknown as Record<string, ReadonlyMap<string, { title: LocalisedText }>>)[kind]?.get(id)
  return inBoth(found?.title, id)
}

function nodeName(flow: CallFlow | undefined, id: string, { nodeTypes }: DiffContext): BothLanguages {
  const node: FlowNode | undefined = flow?.nodes[id]
  return node?.title ? inBoth(node.title, id) : (node && nodeTypes.get(node.type)?.title) || { ja: id, en: id }
}

function flowOf(side: ReadBundle, document: string): CallFlow | undefined {
  const [kind, id = ''] = document.split('/')
  return kind === 'call' ? side.documents.call.get(id) : undefined
}

function inBoth(text: LocalisedText | undefined, otherwise: string): BothLanguages {
  return text ? { ja: text.ja, en: text.en ?? text.ja } : { ja: otherwise, en: otherwise }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'object' && value !== null && 'ja' in value ? String(value.ja) : JSON.stringify(value)
  return [...text].length > 80 ? `${[...text].slice(0, 80).join('')}…` : text
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
