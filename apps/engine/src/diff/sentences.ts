import { type BothLanguages, Bundle, type CallFlow, type LocalisedText, documentKinds, documentSchemas } from '@madoguchi/schemas'
import { type NodeType, errorExit } from '@madoguchi/sdk'
import type { ReadBundle } from '../bundle-reader.ts'
import { isObject } from './json-changes.ts'
import { type Named, type PlaceInWords, capital, placeInWords, titleOf, uncapital } from './schema-path.ts'
import { type StructureChange, renamedDocuments } from './structure.ts'
import { alike, excerpts, inBoth, valueInWords } from './value-in-words.ts'

/** What the sentences are told from. */
export interface DiffContext {
  before: ReadBundle
  after: ReadBundle
  nodeTypes: ReadonlyMap<string, NodeType>
}

/** A change as a row of a table: what changed, from what, to what. Absent values were not there. */
export interface ChangeInWords {
  place: BothLanguages
  before?: BothLanguages
  after?: BothLanguages
}

/** One natural sentence for a change, as an auditor reads it: names instead of ids and pointers wherever there are names. */
export function describeChange(change: StructureChange, context: DiffContext): BothLanguages {
  const document = documentName(change.document, [context.after, context.before])
  if (change.pointer === '') return unreadable(change, document)
  if (change.node === undefined && change.change !== 'changed' && change.change !== 'rewired') return documentChange(change, kindName(change.document), document)
  const node = change.node === undefined ? undefined : nodeName(change, context)
  switch (change.change) {
    case 'added':
      return { ja: `「${document.ja}」にノード${quoted(node).ja}を追加しました。`, en: `The node ${quoted(node).en} was added to "${document.en}".` }
    case 'removed':
      return { ja: `「${document.ja}」からノード${quoted(node).ja}を削除しました。`, en: `The node ${quoted(node).en} was removed from "${document.en}".` }
    case 'renamed':
      return { ja: `${where(document, node).ja}のIDを「${String(change.before)}」から「${String(change.after)}」に変えました。`, en: `The ID of ${where(document, node).en} changed from "${String(change.before)}" to "${String(change.after)}".` }
    case 'rewired':
      return rewired(change, where(document, node), context)
    case 'changed':
      return changed(change, where(document, node), context)
  }
}

/** The same change for a table of fields. Of wires, the places they lead to are named. */
export function changeInWords(change: StructureChange, context: DiffContext): ChangeInWords {
  if (change.change === 'rewired') {
    const { from, to } = targets(change, context)
    return { place: wireName(change, context), ...(from ? { before: from } : {}), ...(to ? { after: to } : {}) }
  }
  if (change.change === 'renamed') return { place: alike('ID'), before: alike(String(change.before)), after: alike(String(change.after)) }
  const { name, schema } = placeOf(change, context)
  const value = (of: unknown, side: ReadBundle) => valueAt(change, of, schema, side, context)
  const place = name.ja === '' ? { ja: '全体', en: 'The whole' } : { ja: name.ja, en: capital(name.en) }
  return { place, ...(change.before === undefined ? {} : { before: value(change.before, context.before) }), ...(change.after === undefined ? {} : { after: value(change.after, context.after) }) }
}

function documentChange({ change, before, after }: StructureChange, kind: BothLanguages, document: BothLanguages): BothLanguages {
  const name = { ja: `${kind.ja}「${document.ja}」`, en: `${uncapital(kind.en)} "${document.en}"` }
  if (change === 'added') return { ja: `${name.ja}を追加しました。`, en: `The ${name.en} was added.` }
  if (change === 'removed') return { ja: `${name.ja}を削除しました。`, en: `The ${name.en} was removed.` }
  return { ja: `${name.ja}のIDを「${String(before)}」から「${String(after)}」に変えました。`, en: `The ID of the ${name.en} changed from "${String(before)}" to "${String(after)}".` }
}

function unreadable({ document, before }: StructureChange, name: BothLanguages): BothLanguages {
  const side = before === undefined ? { ja: '変更前', en: 'before' } : { ja: '変更後', en: 'after' }
  return { ja: `「${name.ja}」（${document}）は${side.ja}の形式に誤りがあり、比べられません。JSONで確かめてください。`, en: `"${name.en}" (${document}) cannot be compared: its form ${side.en} the change is not valid. Look at its JSON.` }
}

function rewired(change: StructureChange, { ja, en }: BothLanguages, context: DiffContext): BothLanguages {
  const { from, to } = targets(change, context)
  const exit = wireName(change, context)
  if (!from && to) return { ja: `${ja}の${exit.ja}を「${to.ja}」につなぎました。`, en: `${capital(exit.en)} of ${en} now leads to "${to.en}"; it led nowhere before.` }
  if (from && !to) return { ja: `${ja}の${exit.ja}から「${from.ja}」への接続を外しました。`, en: `${capital(exit.en)} of ${en} led to "${from.en}" and now leads nowhere.` }
  return { ja: `${ja}の${exit.ja}の行き先を「${from?.ja}」から「${to?.ja}」に変えました。`, en: `${capital(exit.en)} of ${en} now leads to "${to?.en}" instead of "${from?.en}".` }
}

/** The two ends of a wire; where two nodes are called the same, their ids tell them apart. */
function targets({ document, before, after }: StructureChange, context: DiffContext): { from?: BothLanguages; to?: BothLanguages } {
  const from = typeof before === 'string' ? titleOfNode(flowOf(context.before, oldName(document, context)), before, context) : undefined
  const to = typeof after === 'string' ? titleOfNode(flowOf(context.after, document), after, context) : undefined
  if (!from || !to || from.ja !== to.ja) return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  return { from: withId(from, String(before)), to: withId(to, String(after)) }
}

function wireName({ pointer = '', document, node }: StructureChange, context: DiffContext): BothLanguages {
  const { before, after, nodeTypes } = context
  const head: Record<string, BothLanguages> = { '/entry': { ja: '入口', en: 'the entry' }, '/onError': { ja: '異常時の流れ', en: 'the way out of faults' }, '/onHangup': { ja: '切断時の流れ', en: 'the way after a hang-up' } }
  const known = head[pointer]
  if (known) return known
  const id = unescapePointer(pointer.split('/').at(-1) ?? '')
  // An exit that was taken away is only known to the side that had it.
  const title = [after, before].map((side) => exitTitle(node === undefined ? undefined : flowOf(side, side === before ? oldName(document, context) : document)?.nodes[node], id, nodeTypes)).find((found) => found !== undefined)
  const { ja, en } = inBoth(title, id)
  return /^[0-9*#]$/.test(id) && ja !== id ? { ja: `出口「${id} ${ja}」`, en: `the exit "${id} ${en}"` } : { ja: `出口「${ja}」`, en: `the exit "${en}"` }
}

function exitTitle(node: CallFlow['nodes'][string] | undefined, id: string, nodeTypes: DiffContext['nodeTypes']): LocalisedText | undefined {
  if (id === errorExit.id) return errorExit.title
  try {
    return node && nodeTypes.get(node.type)?.exits(node.config).find((exit) => exit.id === id)?.title
  } catch {
    // Node types are written for valid configs; a draft may hold an unfinished one.
    return undefined
  }
}

function changed(change: StructureChange, { ja, en }: BothLanguages, context: DiffContext): BothLanguages {
  const { name, schema } = placeOf(change, context)
  const value = (of: unknown, side: ReadBundle) => valueAt(change, of, schema, side, context)
  if (change.before === undefined) {
    const { ja: newJa, en: newEn } = value(change.after, context.after)
    return { ja: `${ja}に${name.ja}（${excerpts(newJa, '')[0]}）を加えました。`, en: `${capital(name.en)} (${excerpts(newEn, '')[0]}) was added to ${en}.` }
  }
  if (change.after === undefined) {
    const { ja: oldJa, en: oldEn } = value(change.before, context.before)
    return { ja: `${ja}から${name.ja}（${excerpts(oldJa, '')[0]}）を除きました。`, en: `${capital(name.en)} (${excerpts(oldEn, '')[0]}) was taken out of ${en}.` }
  }
  const [was, is] = told(change, value(change.before, context.before), value(change.after, context.after))
  const [[wasJa, isJa], [wasEn, isEn]] = [excerpts(was.ja, is.ja), excerpts(was.en, is.en)]
  if (wasJa === isJa) return { ja: `${ja}の${name.ja}を新しくしました（${isJa}）。`, en: `${capital(name.en)} of ${en} was replaced (${isEn}).` }
  return { ja: `${ja}の${name.ja}を「${wasJa}」から「${isJa}」に変えました。`, en: `${capital(name.en)} of ${en} changed from "${wasEn}" to "${isEn}".` }
}

/** Nodes and their types have names that no schema of a document tells. */
function valueAt({ node, pointer = '' }: StructureChange, value: unknown, schema: Named | undefined, side: ReadBundle, { nodeTypes }: DiffContext): BothLanguages {
  if (node === undefined) return valueInWords(value, schema, side)
  if (/^\/nodes\/[^/]+\/type$/.test(pointer) && typeof value === 'string') return nodeTypes.get(value)?.title ?? alike(value)
  if (!/^\/nodes\/[^/]+$/.test(pointer) || !isObject(value) || typeof value.type !== 'string') return valueInWords(value, schema, side)
  const type = nodeTypes.get(value.type)
  const title = type?.title ?? alike(value.type)
  if (!isObject(value.config) || Object.keys(value.config).length === 0) return title
  const config = valueInWords(value.config, type?.config as Named | undefined, side)
  return { ja: `${title.ja}（${config.ja}）`, en: `${title.en} (${config.en})` }
}

/** Two references with one title are told apart by what they refer to. */
function told({ before, after }: StructureChange, was: BothLanguages, is: BothLanguages): [BothLanguages, BothLanguages] {
  return was.ja === is.ja && typeof before === 'string' && typeof after === 'string' ? [withId(was, before), withId(is, after)] : [was, is]
}

/** Where a change of a value lies, in words. Titles and items are read on the side that still has them. */
function placeOf(change: StructureChange, context: DiffContext): PlaceInWords {
  const segments = (change.pointer ?? '').split('/').slice(1).map(unescapePointer)
  const isGone = change.after === undefined
  const side = isGone ? context.before : context.after
  const document = documentOf(side, isGone ? oldName(change.document, context) : change.document)
  if (change.node === undefined) return placeInWords(schemaOf(change.document), document, segments)
  const flow = document?.kind === 'call' ? document : flowOf(context.after, change.document)
  const node = flow?.nodes[change.node] ?? flowOf(context.after, change.document)?.nodes[change.node]
  if (segments[2] !== 'config') return placeInWords(nodeSchema, node, segments.slice(2))
  const config = context.nodeTypes.get(node?.type ?? '')?.config as Named | undefined
  return placeInWords(config, node?.config, segments.slice(3))
}

const nodeSchema: Named | undefined = Object.values((documentSchemas.call as unknown as Named).properties?.['nodes']?.patternProperties ?? {})[0]

function schemaOf(document: string): Named | undefined {
  if (document === 'bundle') return Bundle as unknown as Named
  return (documentSchemas as unknown as Record<string, Named>)[document.split('/')[0] ?? '']
}

/** What people call the kind of a document. */
export function kindName(document: string): BothLanguages {
  return titleOf(schemaOf(document), document)
}

/** What people call a document, by the first side that has it. */
export function documentName(document: string, sides: readonly ReadBundle[]): BothLanguages {
  if (document === 'bundle') return { ja: '設定一式', en: 'the bundle' }
  const title = sides.map((side) => documentOf(side, document)?.title).find((found) => found !== undefined)
  return inBoth(title, document.slice(document.indexOf('/') + 1))
}

function documentOf({ bundle, documents }: ReadBundle, document: string) {
  if (document === 'bundle') return bundle && { ...bundle, kind: 'bundle' as const }
  const [kind, id = ''] = document.split('/')
  const known = documentKinds.find((candidate) => candidate === kind)
  return known && documents[known].get(id)
}

/** The name that a document had before, should it have been renamed: then only the new side knows it under the new name. */
function oldName(document: string, { before, after }: DiffContext): string {
  const known = renames.get(after)
  if (known?.before === before) return known.names.get(document) ?? document
  const names = renamedDocuments(before, after)
  renames.set(after, { before, names })
  return names.get(document) ?? document
}

/** Found once for two bundles, not once a sentence. */
const renames = new WeakMap<ReadBundle, { before: ReadBundle; names: ReadonlyMap<string, string> }>()

function where(document: BothLanguages, node: BothLanguages | undefined): BothLanguages {
  return node ? { ja: `「${document.ja}」の「${node.ja}」`, en: `"${node.en}" in "${document.en}"` } : { ja: `「${document.ja}」`, en: `"${document.en}"` }
}

function nodeName({ document, node = '', change }: StructureChange, context: DiffContext): BothLanguages {
  return titleOfNode(flowOf(change === 'removed' ? context.before : context.after, change === 'removed' ? oldName(document, context) : document), node, context)
}

function titleOfNode(flow: CallFlow | undefined, id: string, { nodeTypes }: DiffContext): BothLanguages {
  const node = flow && Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined
  return node?.title ? inBoth(node.title, id) : (node && nodeTypes.get(node.type)?.title) || alike(id)
}

function flowOf(side: ReadBundle, document: string): CallFlow | undefined {
  const [kind, id = ''] = document.split('/')
  return kind === 'call' ? side.documents.call.get(id) : undefined
}

const quoted = (name: BothLanguages | undefined): BothLanguages => ({ ja: `「${name?.ja ?? ''}」`, en: `"${name?.en ?? ''}"` })
const withId = ({ ja, en }: BothLanguages, id: string): BothLanguages => ({ ja: `${ja}（${id}）`, en: `${en} (${id})` })

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
