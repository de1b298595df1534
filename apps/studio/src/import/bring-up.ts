import { migrateDocuments, schemaVersionOf } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import { toJson } from '../draft/json.ts'
import { type Command, type Documents, rewrite } from '../editor/commands/index.ts'

/** What bringing the draft up to the current schema version would change; undefined when it is of that version. */
export function olderDraft(documents: Documents): { from: number; to: number; changes: readonly BothLanguages[] } | undefined {
  if (documents['bundle.json'] === undefined) return undefined
  const { report } = migrateDocuments(new Map(Object.entries(documents)))
  return report.from < report.to ? { from: report.from, to: report.to, changes: report.steps.map(({ title }) => title) } : undefined
}

/** The schema version that the draft says it has. */
export function draftVersion(documents: Documents): number {
  return schemaVersionOf(documents['bundle.json'])
}

/** Writes the draft in the current shape. Reading does the same each time, so calls and checks do not depend on it; undo takes it back. */
export function bringUp(): Command {
  return {
    label: { ja: '形式の更新', en: 'bringing the format up' },
    patches: (documents) => [...migrateDocuments(new Map(Object.entries(documents))).documents].flatMap(([path, value]) => rewrite(documents, path, toJson(value))),
  }
}
