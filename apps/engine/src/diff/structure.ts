import { type AnyDocument, type CallFlow, documentKinds } from '@madoguchi/schemas'
import type { ReadBundle } from '../bundle-reader.ts'
import { canonicalJson } from '../canonical.ts'
import { escapePointer } from '../json-pointer.ts'
import { type JsonChange, jsonChanges } from './json-changes.ts'
import { matchNodes } from './match-nodes.ts'

/** One difference in meaning between two bundles (cli.md `diff`). Layout alone is none. */
export interface StructureChange {
  /** `kind/id` as in the new bundle; of a removed document as in the old one. */
  document: string
  change: 'added' | 'removed' | 'changed' | 'renamed' | 'rewired'
  /** The node as in the new bundle; of a removed node as in the old one. */
  node?: string
  pointer?: string
  before?: unknown
  after?: unknown
}

/** Every structural difference, document by document in a stable order. */
export function structureDiff(before: ReadBundle, after: ReadBundle): StructureChange[] {
  const changes: StructureChange[] = jsonChanges(meaning(before.bundle), meaning(after.bundle)).map((change) => ({ document: 'bundle', change: 'changed', ...change }))
  for (const kind of documentKinds) changes.push(...kindChanges(kind, before.documents[kind], after.documents[kind]))
  return changes
}

type ById = ReadonlyMap<string, AnyDocument>

function kindChanges(kind: string, before: ById, after: ById): StructureChange[] {
  const gone = new Map([...before].filter(([id]) => !after.has(id)))
  const changes: StructureChange[] = []
  for (const [id, document] of after) {
    const name = `${kind}/${id}`
    const old = before.get(id)
    if (old) {
      changes.push(...documentChanges(name, old, document))
      continue
    }
    const was = [...gone].find(([, other]) => canonicalJson(identity(other)) === canonicalJson(identity(document)))?.[0]
    if (was === undefined) changes.push({ document: name, change: 'added', after: meaning(document) })
    else {
      gone.delete(was)
      changes.push({ document: name, change: 'renamed', pointer: '/id', before: was, after: id })
    }
  }
  for (const [id, document] of gone) changes.push({ document: `${kind}/${id}`, change: 'removed', before: meaning(document) })
  return changes
}

function documentChanges(name: string, before: AnyDocument, after: AnyDocument): StructureChange[] {
  if (before.kind === 'call' && after.kind === 'call') return flowChanges(name, before, after)
  return jsonChanges(meaning(before), meaning(after)).map((change) => ({ document: name, change: 'changed', ...change }))
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
  return jsonChanges(beforeHead, afterHead).flatMap((change): StructureChange[] => {
    if (!['/entry', '/onError', '/onHangup'].includes(change.pointer)) return [{ document: name, change: 'changed', ...change }]
    return matches.get(String(change.before)) === change.after ? [] : [{ document: name, change: 'rewired', ...change }]
  })
}

function nodeChanges(name: string, before: CallFlow, after: CallFlow, old: string, id: string, matches: ReadonlyMap<string, string>): StructureChange[] {
  const changes: StructureChange[] = []
  if (old !== id) changes.push({ document: name, change: 'renamed', node: id, pointer: pointerOf(id), before: old, after: id })
  const { next: beforeNext, ...beforeRest } = before.nodes[old] ?? { next: {} }
  const { next: afterNext, ...afterRest } = after.nodes[id] ?? { next: {} }
  const at = (change: JsonChange) => ({ document: name, node: id, ...change, pointer: `${pointerOf(id)}${change.pointer}` })
  changes.push(...jsonChanges(beforeRest, afterRest).map((change) => ({ change: 'changed' as const, ...at(change) })))
  const moved = Object.fromEntries(Object.entries(beforeNext).map(([exit, target]) => [exit, matches.get(target) ?? target]))
  changes.push(...jsonChanges(moved, afterNext, '/next').map((change) => ({ change: 'rewired' as const, ...at(change) })))
  return changes
}

function pointerOf(node: string): string {
  return `/nodes/${escapePointer(node)}`
}

/** A document without what carries no meaning. */
function meaning(document: object | undefined): unknown {
  if (!document) return undefined
  const { layout: _layout, $schema: _schema, ...rest } = document as Record<string, unknown>
  return rest
}

/** What stays when only the name of a document changes. */
function identity(document: AnyDocument): unknown {
  const { id: _id, ...rest } = meaning(document) as Record<string, unknown>
  return rest
}
