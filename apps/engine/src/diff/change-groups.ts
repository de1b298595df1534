import type { BothLanguages } from '@madoguchi/schemas'
import { type ChangeInWords, type DiffContext, changeInWords, describeChange, documentName, kindName } from './sentences.ts'
import type { StructureChange } from './structure.ts'

/** A change with its words. */
export interface DescribedChange {
  change: StructureChange
  sentence: BothLanguages
  row: ChangeInWords
}

/** What changed in one document, or in one flow. */
export interface ChangeGroup {
  /** `kind/id` as in the changes. */
  document: string
  kind: BothLanguages
  title: BothLanguages
  changes: readonly DescribedChange[]
}

/** Changes by document, in the order in which the documents come; within a flow by node, so that all about one node stands together. */
export function groupChanges(changes: readonly StructureChange[], context: DiffContext): ChangeGroup[] {
  return [...byKey(changes, ({ document }) => document)].map(([document, own]) => ({
    document,
    kind: kindName(document),
    title: documentName(document, [context.after, context.before]),
    changes: [...byKey(own, ({ node }) => node ?? '').values()].flat().map((change) => ({ change, sentence: describeChange(change, context), row: changeInWords(change, context) })),
  }))
}

/** Items by a key, each in the order in which they came. */
export function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>()
  for (const item of items) {
    const group = found.get(keyOf(item))
    if (group) group.push(item)
    else found.set(keyOf(item), [item])
  }
  return found
}
