import { canonicalJson, contentHash, migrateDocuments, sha256Hex } from '@madoguchi/engine'
import { type BothLanguages, type CallFlow, type LocalisedText, currentSchemaVersion } from '@madoguchi/schemas'
import { client } from '../app/server.ts'
import { type Json, isObject, parse, toJson } from '../draft/json.ts'
import { type Documents, flowOf, flowPath } from '../editor/commands/index.ts'
import { neededBy } from '../import/needed-by.ts'
import { kindName } from './kind-name.ts'

/** Something a flow can be made from. */
export interface GalleryTemplate {
  id: string
  /** Made from a flow of this contact center, and part of its bundle. */
  own: boolean
  title: LocalisedText
  description: BothLanguages
  flow: CallFlow
  /** The flow with everything that it brings along, in the current shape. */
  files: Documents
  /** Of what it means: two versions of a template differ in it. */
  hash: string
}

/** The templates that came with the product. They change only with it, so they are asked for once. */
export async function shippedTemplates(): Promise<GalleryTemplate[]> {
  return (await client.templates.list.query()).flatMap(({ id, files }) => {
    const documents = current(Object.fromEntries(Object.entries(files).flatMap(([path, text]) => [[path, parse(text)]])))
    const head = documents['bundle.json']
    const [ja = '', en = ja] = isObject(head) && typeof head.description === 'string' ? head.description.split('\n\n') : []
    return template(id, false, id, neededBy(documents, flowPath(id)), { ja, en })
  })
}

/** The templates that this contact center made itself. */
export function ownTemplates(documents: Documents): GalleryTemplate[] {
  return Object.entries(documents).flatMap(([path, document]) => {
    if (!path.startsWith('template/') || !isObject(document) || !isObject(document.files) || typeof document.flow !== 'string' || typeof document.id !== 'string') return []
    const files = current(document.files, typeof document.schemaVersion === 'number' ? document.schemaVersion : 1)
    const description = typeof document.description === 'string' ? document.description : ''
    return template(document.id, true, document.flow, files, { ja: description, en: description }, isObject(document.title) ? document.title : undefined)
  })
}

function template(id: string, own: boolean, flowId: string, files: Documents, description: BothLanguages, title?: Json): GalleryTemplate[] {
  const flow = flowOf(files, flowPath(flowId))
  if (!flow) return []
  const named = isObject(title) && typeof title.ja === 'string' ? { ja: title.ja, ...(typeof title.en === 'string' ? { en: title.en } : {}) } : flow.title
  return [{ id, own, title: named, description, flow, files, hash: templateHash(files) }]
}

function current(files: Readonly<Record<string, unknown>>, from?: number): Documents {
  const { documents } = migrateDocuments(new Map(Object.entries(files)), from)
  return Object.fromEntries([...documents].flatMap(([path, value]) => (value === undefined ? [] : [[path, toJson(value)]])))
}

export function templateHash(files: Documents): string {
  return sha256Hex(canonicalJson(Object.fromEntries(Object.entries(files).flatMap(([path, document]) => (path === 'bundle.json' || !isObject(document) ? [] : [[path, contentHash(document)]])))))
}

/** What a template brings besides its flow, counted for people: 「音声案内 12、営業時間 1」. */
export function brings({ files, flow }: Pick<GalleryTemplate, 'files' | 'flow'>): { name: BothLanguages; count: number }[] {
  const counts = new Map<string, number>()
  for (const [path, document] of Object.entries(files)) {
    const kind = path.split('/')[0] ?? ''
    if (path === 'bundle.json' || path === flowPath(flow.id)) continue
    const count = kind === 'prompts' && isObject(document) && isObject(document.prompts) ? Object.keys(document.prompts).length : 1
    counts.set(kind, (counts.get(kind) ?? 0) + count)
  }
  return [...counts].map(([kind, count]) => ({ name: kindName(kind), count }))
}

/** A template made of a flow of the draft, as a document of the bundle. Where it came from itself does not go with it. */
export function templateDocument(documents: Documents, flow: CallFlow, about: { id: string; title: string; description: string }): Json {
  const files = neededBy(documents, flowPath(flow.id))
  const { template: _template, ...rest } = flow
  return toJson({
    $schema: '../../../schemas/json/template.schema.json', kind: 'template', id: about.id, title: { ja: about.title }, ...(about.description === '' ? {} : { description: about.description }),
    schemaVersion: currentSchemaVersion, flow: flow.id, files: { ...files, [flowPath(flow.id)]: rest },
  })
}
