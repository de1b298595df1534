import { type AnyDocument, Bundle, type DocumentKind, type DocumentOf, type Problem, currentSchemaVersion, documentKinds, documentSchemas } from '@madoguchi/schemas'
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
}

/**
 * Reads the JSON files of a bundle, path → text. Never throws for bad content: every finding is a problem at its place.
 * @param files e.g. `['call/main.json', '{…}']`; other files are ignored
 */
export function readBundle(files: Iterable<readonly [path: string, text: string]>): ReadBundle {
  const problems: Problem[] = []
  const documents = Object.fromEntries(documentKinds.map((kind) => [kind, new Map()])) as unknown as Record<DocumentKind, Map<string, AnyDocument>>
  let bundle: Bundle | undefined
  let found = false
  for (const [path, text] of files) {
    if (path === 'bundle.json') {
      found = true
      bundle = readBundleHead(text, problems)
    } else if (path.endsWith('.json') && path.split('/').length === 2 && !path.startsWith('audio/')) {
      const document = readDocument(path, text, problems)
      if (document) documents[document.kind].set(document.id, document)
    }
  }
  if (!found) problems.push(problem('bundle-missing', { document: 'bundle', pointer: '' }))
  return { bundle, documents: documents as unknown as Documents, problems }
}

function readBundleHead(text: string, problems: Problem[]): Bundle | undefined {
  const parsed = parseJson('bundle', text, problems)
  if (parsed === undefined) return undefined
  const value = withDefaults(Bundle, parsed)
  const version = (value as { schemaVersion?: unknown }).schemaVersion
  if (typeof version === 'number' && version > currentSchemaVersion) {
    problems.push(problem('bundle-version', { document: 'bundle', pointer: '/schemaVersion' }, { version, supported: currentSchemaVersion }))
    return undefined
  }
  return addViolations('bundle', Bundle, value, problems) ? (value as Bundle) : undefined
}

function readDocument(path: string, text: string, problems: Problem[]): AnyDocument | undefined {
  const name = path.replace(/\.json$/, '')
  const parsed = parseJson(name, text, problems)
  if (parsed === undefined) return undefined
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
