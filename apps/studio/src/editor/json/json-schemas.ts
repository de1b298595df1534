import { type DocumentKind, documentKinds, documentSchemas } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'
import { type JsonObject, type Json, isObject } from '../../draft/json.ts'
import type { Language } from '../../i18n/language.ts'
import { localise } from '../../schema/localise.ts'

/** What people call the things that an id can name, by `kind id`. */
type Titles = ReadonlyMap<string, string>

/**
 * The schema of each kind of document that the JSON view completes by: for flows with the config of each node by its type, and wherever an id is
 * wanted the ids there are. Made from the very definitions that the published files in `schemas/json/` are emitted from, so it cannot lag behind.
 */
export function jsonSchemas(nodeTypes: ReadonlyMap<string, NodeType>, titles: Titles, language: Language): { kind: DocumentKind; schema: JsonObject }[] {
  return documentKinds.map((kind) => {
    const schema = localise(documentSchemas[kind], language)
    return { kind, schema: offerIds(kind === 'call' ? withConfigs(schema, nodeTypes, language) : schema, titles) }
  })
}

function withConfigs(flow: JsonObject, nodeTypes: ReadonlyMap<string, NodeType>, language: Language): JsonObject {
  const nodes = part(flow, 'properties', 'nodes')
  const node = Object.values(part(nodes, 'patternProperties'))[0]
  if (!isObject(node)) return flow
  const type = part(node, 'properties', 'type')
  const known = [...nodeTypes.values()].map(({ type: name, title, description }) => ({ const: name, title: title[language], description: description[language] }))
  const detailed = {
    ...node,
    properties: { ...part(node, 'properties'), type: { ...type, anyOf: known } },
    allOf: [...nodeTypes.values()].map(({ type: name, config }) => ({
      if: { properties: { type: { const: name } }, required: ['type'] },
      // oxlint-disable-next-line unicorn/no-thenable -- "then" is the JSON Schema keyword
      then: { properties: { config: localise(config, language) } },
    })),
  }
  const patterns = Object.fromEntries(Object.keys(part(nodes, 'patternProperties')).map((pattern) => [pattern, detailed]))
  return { ...flow, properties: { ...part(flow, 'properties'), nodes: { ...nodes, patternProperties: patterns } } }
}

/** Adds the ids that exist, with what people call them, wherever the schema says that an id names something. */
function offerIds(schema: JsonObject, titles: Titles): JsonObject {
  const byKind = new Map<string, JsonObject[]>()
  for (const [key, title] of titles) {
    const [kind = '', id = ''] = key.split(' ')
    byKind.set(kind, [...(byKind.get(kind) ?? []), { label: `${id}（${title}）`, body: id, description: title }])
  }
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isObject(value)) return value
    const inner = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, visit(child)]))
    const ids = typeof value['x-ref'] === 'string' ? byKind.get(value['x-ref']) : undefined
    return ids ? { ...inner, defaultSnippets: ids } : inner
  }
  const offered = visit(schema)
  return isObject(offered) ? offered : schema
}

function part(schema: JsonObject, ...keys: string[]): JsonObject {
  const [key, ...rest] = keys
  if (key === undefined) return schema
  const inner = schema[key]
  return isObject(inner) ? part(inner, ...rest) : {}
}
