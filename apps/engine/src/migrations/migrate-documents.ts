import { currentSchemaVersion } from '@madoguchi/schemas'
import type { DocumentValue, Migration } from './migration.ts'
import { rulesOfAFlow } from './rules-of-a-flow.ts'

/** Every change of shape there has been, oldest first; the last leads to the current version. */
export const migrations: readonly Migration[] = [rulesOfAFlow]

/** What bringing a bundle up did. */
export interface MigrationReport {
  from: number
  to: number
  /** Only those that changed a document; the documents are `kind/id`. */
  steps: readonly { name: string; title: Migration['title']; documents: readonly string[] }[]
}

export interface Migrated {
  documents: Map<string, unknown>
  report: MigrationReport
}

/** The schema version that a bundle says it has; a bundle that says nothing sensible is left to the validator, as a current one. */
export function schemaVersionOf(bundle: unknown): number {
  const version = isRecord(bundle) ? bundle['schemaVersion'] : undefined
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : currentSchemaVersion
}

/**
 * Brings parsed documents (path → value) up to the current schema version. Nothing given is changed. A bundle of a newer version is given back
 * as it is: whoever reads refuses it.
 */
export function migrateDocuments(given: ReadonlyMap<string, unknown>, from = schemaVersionOf(given.get('bundle.json'))): Migrated {
  const documents = new Map(given)
  const steps: { name: string; title: Migration['title']; documents: string[] }[] = []
  for (const { to, name, title, migrate } of migrations) {
    if (to <= from) continue
    const touched: string[] = []
    for (const [path, value] of documents) {
      if (!isRecord(value)) continue
      const after = migrate(path, value)
      if (after === value) continue
      documents.set(path, after)
      touched.push(path.replace(/\.json$/, ''))
    }
    if (touched.length > 0) steps.push({ name, title, documents: touched })
  }
  const bundle = documents.get('bundle.json')
  if (isRecord(bundle) && from < currentSchemaVersion) documents.set('bundle.json', { ...bundle, schemaVersion: currentSchemaVersion })
  return { documents, report: { from, to: Math.max(from, currentSchemaVersion), steps } }
}

function isRecord(value: unknown): value is DocumentValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
