import { type ChangeGroup, type DescribedChange, type DiffContext, type ReadBundle, formatDocument, groupChanges, matchedNodes, readBundle, renamedDocuments, structureDiff } from '@madoguchi/engine'
import type { BothLanguages, CallFlow } from '@madoguchi/schemas'
import { type Json, parse, sameJson } from '../draft/json.ts'
import { nodeTypes } from '../editor/node-types.ts'
import type { BundleFiles } from './compare-source.ts'

export type Side = 'before' | 'after'
export const sides = ['before', 'after'] as const

/** A document that is there and cannot be read, with the reason for people. */
export interface Unreadable {
  side: Side
  document: string
  reason: BothLanguages
}

/** Two versions and everything that differs between them in meaning. */
export interface Comparison {
  files: Readonly<Record<Side, BundleFiles>>
  context: DiffContext
  groups: readonly ChangeGroup[]
  /** All changes in the order of the list. */
  changes: readonly DescribedChange[]
  unreadable: readonly Unreadable[]
  /** Whether anything differs that has no meaning: places on the canvas. */
  layoutDiffers: boolean
}

export function compareFiles(before: BundleFiles, after: BundleFiles): Comparison {
  const context: DiffContext = { before: readBundle(Object.entries(before)), after: readBundle(Object.entries(after)), nodeTypes }
  const groups = groupChanges(structureDiff(context.before, context.after), context)
  return {
    files: { before, after },
    context,
    groups,
    changes: groups.flatMap(({ changes }) => changes),
    unreadable: sides.flatMap((side) => unreadableOf(side, context[side])),
    layoutDiffers: changedPaths(before, after, false).length > 0,
  }
}

/** Of each unreadable document the first finding is enough. */
function unreadableOf(side: Side, { problems, documents, bundle }: ReadBundle): Unreadable[] {
  const isRead = (document: string) => {
    if (document === 'bundle') return bundle !== undefined
    const [kind, id = ''] = document.split('/')
    return Object.entries(documents).some(([known, byId]) => known === kind && byId.has(id))
  }
  const first = new Map(problems.toReversed().filter(({ document }) => !isRead(document)).map(({ document, message }) => [document, message]))
  return [...first].map(([document, reason]) => ({ side, document, reason }))
}

/** A flow as one side has it, and how its nodes are called on both. */
export interface ComparedFlow {
  before: CallFlow | undefined
  after: CallFlow | undefined
  /** Old id → new id. */
  matches: ReadonlyMap<string, string>
}

/** Both sides of a flow that the changes name; undefined for documents of another kind. */
export function comparedFlow({ context: { before, after } }: Comparison, document: string): ComparedFlow | undefined {
  const [kind, id = ''] = document.split('/')
  if (kind !== 'call') return undefined
  const oldId = renamedDocuments(before, after).get(document)?.slice('call/'.length) ?? id
  const [was, is] = [before.documents.call.get(oldId), after.documents.call.get(id)]
  return was || is ? { before: was, after: is, matches: matchedNodes(was, is) } : undefined
}

/** Paths of documents whose JSON differs, spelling and order of keys aside. */
export function changedPaths(before: BundleFiles, after: BundleFiles, hideLayout: boolean): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => {
    const [was, is] = [before[path], after[path]]
    if (was === is) return false
    if (was === undefined || is === undefined) return true
    const [a, b] = [valueOf(was, hideLayout), valueOf(is, hideLayout)]
    return !sameJson(a, b)
  }).toSorted()
}

/** The JSON of a document; a text that is no JSON stands for itself, so that it can be compared at all. */
export function valueOf(text: string, hideLayout: boolean): Json {
  const value = parse(text)
  if (value === undefined) return text
  if (!hideLayout || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { layout: _layout, canvas: _canvas, ...rest } = value
  return rest
}

/** A document as text in the one canonical layout, so that spacing is no difference. */
export function textOf(text: string | undefined, hideLayout: boolean): string {
  if (text === undefined) return ''
  return parse(text) === undefined ? text : formatDocument(valueOf(text, hideLayout))
}
