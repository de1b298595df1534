import { type Annotated, annotated, marked } from '@madoguchi/engine'
import { Bundle, documentSchemas } from '@madoguchi/schemas'
import { isObject } from '../../draft/json.ts'
import { segments } from '../../schema/form-validator.ts'
import type { Documents } from '../commands/patch.ts'
import { nodeTypes } from '../node-types.ts'

/** A place of the draft whose schema says that it names something, or holds an expression. */
export interface AnnotatedPlace extends Annotated {
  /** The file, e.g. `call/main.json`. */
  path: string
  /** The keys that lead there. */
  at: readonly string[]
  node?: string
}

/** A schema with what its marks say; those of documents are known by their kind, which is their folder. */
const schemas: Readonly<Record<string, (typeof documentSchemas)[keyof typeof documentSchemas]>> = documentSchemas

/** Every annotated place of the draft, valid or not: of the bundle, the documents, and the settings of nodes inside flows. */
export function annotatedPlaces(documents: Documents): AnnotatedPlace[] {
  return Object.entries(documents).flatMap(([path, document]) => {
    const own = (path === 'bundle.json' ? annotated(Bundle, document) : annotated(schemas[path.split('/')[0] ?? ''] ?? {}, document)).map((found) => place(path, found))
    return [...own, ...configsOf(documents, path).flatMap(({ node, schema, config, pointer }) => annotated(schema, config, pointer).map((found) => ({ ...place(path, found), node })))]
  })
}

/** Values that carry a mark, in the settings of nodes. */
export function markedPlaces(documents: Documents, mark: `x-${string}`): { path: string; at: readonly string[]; node: string; value: unknown; mark: unknown }[] {
  return Object.keys(documents).flatMap((path) => configsOf(documents, path).flatMap(({ node, schema, config, pointer }) => marked(schema, config, mark, pointer).map((found) => ({ path, node, at: segments(found.pointer), value: found.value, mark: found.mark }))))
}

function configsOf(documents: Documents, path: string) {
  const document = documents[path]
  if (!path.startsWith('call/') || !isObject(document) || !isObject(document.nodes)) return []
  return Object.entries(document.nodes).flatMap(([node, value]) => {
    const schema = isObject(value) && typeof value.type === 'string' ? nodeTypes.get(value.type)?.config : undefined
    return schema && isObject(value) ? [{ node, schema, config: value.config, pointer: `/nodes/${node}/config` }] : []
  })
}

function place(path: string, found: Annotated): AnnotatedPlace {
  return { ...found, path, at: segments(found.pointer) }
}

/** The places that name a thing: a prompt, or a document of a kind. */
export function usesOf(documents: Documents, kind: string, id: string): AnnotatedPlace[] {
  return annotatedPlaces(documents).filter(({ ref, value }) => ref === kind && value === id)
}

/** Whether there is a thing of this name: a prompt in any document of prompts, or a document of the kind. */
export function exists(documents: Documents, kind: string, id: string): boolean {
  const bundle = documents['bundle.json']
  if (kind === 'milestone') return isObject(bundle) && isObject(bundle.milestones) && Object.hasOwn(bundle.milestones, id)
  if (kind !== 'prompt') return documents[`${kind}/${id}.json`] !== undefined
  return Object.values(documents).some((document) => isObject(document) && document.kind === 'prompts' && isObject(document.prompts) && Object.hasOwn(document.prompts, id))
}
