import { type AnyDocument, Bundle, type DocumentKind, type DocumentOf, type Problem, currentSchemaVersion, documentKinds, documentSchemas } from '@madoguchi/schemas'
import { type MigrationReport, migrateDocuments } from './migrations/migrate-documents.ts'
import { problem } from './problems.ts'
import { parseJson } from './read-json.ts'
import { validate, withDefaults } from './validate.ts'

/** Documents of a bundle by kind and id. */
export type Documents = { readonly [Kind in DocumentKind]: ReadonlyMap<string, DocumentOf<Kind>> }

/** A bundle as it was read: what is sound, and the findings about the rest. A broken document is left out; the others stay. */
export interface ReadBundle {
  bundle: Bundle | undefined
  documents: Documents
  problems: Problem[]
  /** What was done to bring it up to the current schema version. */
  migrated: MigrationReport
}

/**
 * Reads the JSON files of a bundle, path → text. Never throws for bad content: every finding is a problem at its place.
 * @param files e.g. `['call/main.json', '{…}']`; other files are ignored
 */
export function readBundle(files: Iterable<readonly [path: string, text: string]>): ReadBundle {
  const problems: Problem[] = []
  const documents = Object.fromEntries(documentKinds.map((kind) => [kind, new Map()])) as unknown as Record<DocumentKind, Map<string, AnyDocument>>
  const { documents: values, report: migrated } = migrateDocuments(parseAll(files, problems))
  if (migrated.from > currentSchemaVersion) {
    // Documents of a shape that nobody here knows would only add findings that mean nothing.
    problems.push(problem('bundle-version', { document: 'bundle', pointer: '/schemaVersion' }, { version: migrated.from, supported: currentSchemaVersion }))
    return { bundle: undefined, documents: documents as unknown as Documents, problems, migrated }
  }
  const bundle = values.has('bundle.json') ? readBundleHead(values.get('bundle.json'), problems) : undefined
  for (const [path, value] of values) {
    const document = path === 'bundle.json' || value === undefined ? undefined : readDocument(path, value, problems)
    if (document) documents[document.kind].set(document.id, document)
  }
  if (!values.has('bundle.json')) problems.push(problem('bundle-missing', { document: 'bundle', pointer: '' }))
  for (const { title, documents: changed } of bundle ? migrated.steps : []) {
    problems.push(problem('bundle-migrated', { document: 'bundle', pointer: '/schemaVersion' }, { from: migrated.from, to: migrated.to, title, documents: changed.join(', ') }))
  }
  return { bundle, documents: documents as unknown as Documents, problems, migrated }
}

/** Path → value of the files that are part of a bundle; undefined for what is no JSON, with the reason among the problems. */
function parseAll(files: Iterable<readonly [path: string, text: string]>, problems: Problem[]): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const [path, text] of files) {
    const belongs = path === 'bundle.json' || (path.endsWith('.json') && path.split('/').length === 2 && !path.startsWith('audio/'))
    if (belongs) values.set(path, parseJson(path.replace(/\.json$/, ''), text, problems))
  }
  return values
}

function readBundleHead(parsed: unknown, problems: Problem[]): Bundle | undefined {
  if (parsed === undefined) return undefined
  const value = withDefaults(Bundle, parsed)
  return addViolations('bundle', Bundle, value, problems) ? (value as Bundle) : undefined
}

function readDocument(path: string, parsed: unknown, problems: Problem[]): AnyDocument | undefined {
  const name = path.replace(/\.json$/, '')
  const { kind, id } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as { kind?: unknown; id?: unknown }
  if (typeof kind !== 'string' || !(documentKinds as string[]).includes(kind)) {
    problems.push(problem('unknown-kind', { document: name, pointer: '/kind' }, { kind: typeof kind === 'string' ? kind : (JSON.stringify(kind) ?? '—'), known: documentKinds.join(', ') }))
    return undefined
  }
  const value = withDefaults(documentSchemas[kind as DocumentKind], parsed)
  if (!addViolations(name, documentSchemas[kind as DocumentKind], value, problems)) return undefined
  if (name !== `${kind}/${String(id)}`) {
    problems.push(problem('document-place', { document: name, pointer: '/id' }, { kind, id: String(id), expected: `${kind}/${String(id)}.json` }))
    return undefined
  }
  return value as AnyDocument
}

function addViolations(document: string, schema: Parameters<typeof validate>[0], value: unknown, problems: Problem[]): boolean {
  const violations = validate(schema, value)
  for (const { pointer, detail } of violations) {
    const node = /^\/nodes\/([^/]+)/.exec(pointer)?.[1]
    problems.push(problem('schema', { document, pointer, ...(node === undefined ? {} : { node }) }, { where: pointer || '/', detail }))
  }
  return violations.length === 0
}
