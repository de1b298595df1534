import { type AnyDocument, type CallFlow, type DocumentKind, type FlowNode, documentKinds } from '@madoguchi/schemas'
import type { ReadBundle } from '../bundle-reader.ts'
import { escapePointer } from '../json-pointer.ts'
import { type JsonChange, isObject, jsonChanges } from './json-changes.ts'
import { matchDocuments } from './match-documents.ts'
import { matchNodes } from './match-nodes.ts'

/** One difference in meaning between two bundles (cli.md `diff`). Layout alone is none. */
export interface StructureChange {
  /** `kind/id` as in the new bundle; of a removed document as in the old one. */
  document: string
  change: 'added' | 'removed' | 'changed' | 'renamed' | 'rewired'
  /** The node as in the new bundle; of a removed node as in the old one. */
  node?: string
  /** The empty pointer of a changed document: one side cannot be read, and only the other is known. */
  pointer?: string
  before?: unknown
  after?: unknown
}

/** Every structural difference, document by document in a stable order. */
export function structureDiff(before: ReadBundle, after: ReadBundle): StructureChange[] {
  const changes: StructureChange[] = jsonChanges(meaning(before.bundle), meaning(after.bundle), '', isOneChange).map((change) => ({ document: 'bundle', change: 'changed', ...change }))
  const sides: Sides = { before, after, lost: unreadableOf(after), hidden: unreadableOf(before) }
  for (const kind of documentKinds) changes.push(...kindChanges(kind, sides))
  return changes
}

/** Documents that go on under another id: new name → old name, both `kind/id`. */
export function renamedDocuments(before: ReadBundle, after: ReadBundle): Map<string, string> {
  const sides: Sides = { before, after, lost: unreadableOf(after), hidden: unreadableOf(before) }
  return new Map(documentKinds.flatMap((kind) => [...renamedOf(kind, sides)].map(([id, old]): [string, string] => [`${kind}/${id}`, `${kind}/${old}`])))
}

/** Which nodes of two versions of a document are the same; empty where either is no flow. */
export function matchedNodes(before: AnyDocument | undefined, after: AnyDocument | undefined): Map<string, string> {
  return before?.kind === 'call' && after?.kind === 'call' ? matchNodes(before.nodes, after.nodes) : new Map()
}

type ById = ReadonlyMap<string, AnyDocument>

interface Sides {
  before: ReadBundle
  after: ReadBundle
  /** Names of documents that are in a bundle and cannot be read: after, and before. */
  lost: ReadonlySet<string>
  hidden: ReadonlySet<string>
}

function renamedOf(kind: DocumentKind, { before, after, lost, hidden }: Sides): Map<string, string> {
  const [olds, news]: [ById, ById] = [before.documents[kind], after.documents[kind]]
  const gone = [...olds.keys()].filter((id) => !news.has(id) && !lost.has(`${kind}/${id}`))
  const fresh = [...news.keys()].filter((id) => !olds.has(id) && !hidden.has(`${kind}/${id}`))
  return matchDocuments(olds, news, gone, fresh)
}

function kindChanges(kind: DocumentKind, sides: Sides): StructureChange[] {
  const [before, after]: [ById, ById] = [sides.before.documents[kind], sides.after.documents[kind]]
  const renamed = renamedOf(kind, sides)
  const changes = [...after].flatMap(([id, document]): StructureChange[] => {
    const name = `${kind}/${id}`
    const same = before.get(id)
    if (same) return documentChanges(name, same, document)
    const was = renamed.get(id)
    const old = was === undefined ? undefined : before.get(was)
    if (old) return [{ document: name, change: 'renamed', pointer: '/id', before: was, after: id }, ...documentChanges(name, { ...old, id }, document)]
    return sides.hidden.has(name) ? [{ document: name, change: 'changed', pointer: '', after: meaning(document) }] : [{ document: name, change: 'added', after: meaning(document) }]
  })
  const elsewhere = new Set(renamed.values())
  for (const [id, document] of before) {
    if (after.has(id) || elsewhere.has(id)) continue
    const name = `${kind}/${id}`
    changes.push(sides.lost.has(name) ? { document: name, change: 'changed', pointer: '', before: meaning(document) } : { document: name, change: 'removed', before: meaning(document) })
  }
  return changes
}

/** Documents that are there and could not be read: to call them removed would be a lie. */
function unreadableOf({ problems, documents }: ReadBundle): ReadonlySet<string> {
  const known = new Set(documentKinds.flatMap((kind) => [...documents[kind].keys()].map((id) => `${kind}/${id}`)))
  return new Set(problems.map(({ document }) => document).filter((document) => !known.has(document)))
}

function documentChanges(name: string, before: AnyDocument, after: AnyDocument): StructureChange[] {
  if (before.kind === 'call' && after.kind === 'call') return flowChanges(name, before, after)
  return jsonChanges(meaning(before), meaning(after), '', isOneChange).map((change) => ({ document: name, change: 'changed', ...change }))
}

function flowChanges(name: string, before: CallFlow, after: CallFlow): StructureChange[] {
  const matches = matchNodes(before.nodes, after.nodes)
  const kept = new Set(matches.values())
  const changes = headChanges(name, before, after, matches)
  for (const [old, node] of Object.entries(before.nodes)) {
    const id = matches.get(old)
    if (id === undefined) changes.push({ document: name, change: 'removed', node: old, pointer: pointerOf(old), before: node })
    else changes.push(...nodeChanges(name, before, after, old, id, matches))
  }
  for (const [id, node] of Object.entries(after.nodes)) if (!kept.has(id)) changes.push({ document: name, change: 'added', node: id, pointer: pointerOf(id), after: node })
  return changes
}

/** Entry, `onError` and `onHangup` are wires; the rest of the head are values. */
function headChanges(name: string, before: CallFlow, after: CallFlow, matches: ReadonlyMap<string, string>): StructureChange[] {
  const { nodes: _beforeNodes, ...beforeHead } = meaning(before) as Record<string, unknown>
  const { nodes: _afterNodes, ...afterHead } = meaning(after) as Record<string, unknown>
  return jsonChanges(beforeHead, afterHead, '', isOneChange).flatMap((change): StructureChange[] => {
    if (!['/entry', '/onError', '/onHangup'].includes(change.pointer)) return [{ document: name, change: 'changed', ...change }]
    const follows = typeof change.before === 'string' && matches.get(change.before) === change.after
    return follows ? [] : [{ document: name, change: 'rewired', ...change }]
  })
}

function nodeChanges(name: string, before: CallFlow, after: CallFlow, old: string, id: string, matches: ReadonlyMap<string, string>): StructureChange[] {
  const changes: StructureChange[] = []
  if (old !== id) changes.push({ document: name, change: 'renamed', node: id, pointer: pointerOf(id), before: old, after: id })
  const { next: beforeNext = {}, ...beforeRest }: Partial<FlowNode> = before.nodes[old] ?? {}
  const { next: afterNext = {}, ...afterRest }: Partial<FlowNode> = after.nodes[id] ?? {}
  const at = (change: JsonChange) => ({ document: name, node: id, ...change, pointer: `${pointerOf(id)}${change.pointer}` })
  changes.push(...jsonChanges(beforeRest, afterRest, '', isOneChange).map((change) => ({ change: 'changed' as const, ...at(change) })))
  for (const exit of new Set([...Object.keys(beforeNext), ...Object.keys(afterNext)])) {
    const [was, is] = [beforeNext[exit], afterNext[exit]]
    if (follows(was, is, before, matches)) continue
    changes.push({ change: 'rewired', ...at({ pointer: `/next/${escapePointer(exit)}`, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }) })
  }
  return changes
}

/** Whether a wire still leads to the same node, whatever that is called now; one into nothing is the same while it names the same. */
function follows(was: string | undefined, is: string | undefined, before: CallFlow, matches: ReadonlyMap<string, string>): boolean {
  if (was === undefined || is === undefined) return was === is
  return Object.hasOwn(before.nodes, was) ? matches.get(was) === is : was === is
}

function pointerOf(node: string): string {
  return `/nodes/${escapePointer(node)}`
}

/**
 * A name reworded in both languages is one change, a recording that was replaced is one (its hash, length and text go together), and so are
 * the hours of a day.
 */
function isOneChange(before: object, after: object): boolean {
  if (Array.isArray(before) && Array.isArray(after)) return [...before, ...after].every(isPeriod)
  if ('sha256' in before && 'sha256' in after) return true
  return isText(before) && isText(after) && before.ja !== after.ja && before.en !== after.en
}

function isPeriod(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((clock) => typeof clock === 'string' && /^\d\d:\d\d$/.test(clock))
}

function isText(value: object): value is { ja: string; en?: string } {
  return 'ja' in value && typeof value.ja === 'string' && Object.keys(value).every((key) => key === 'ja' || key === 'en')
}

/** A document without what carries no meaning. */
export function meaning(document: object | undefined): unknown {
  if (!isObject(document)) return undefined
  const { layout: _layout, canvas: _canvas, $schema: _schema, ...rest } = document
  return rest
}
