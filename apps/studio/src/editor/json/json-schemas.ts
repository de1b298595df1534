import { documentSchemas } from '@madoguchi/schemas'
import { type JsonObject, isObject } from '../../draft/json.ts'
import type { Language } from '../../i18n/language.ts'
import { localise } from '../../schema/localise.ts'
import { nodeTypes } from '../node-types.ts'

/**
 * The schema that the JSON view completes and marks by: the document's, with the config of each node by its type. It is made from the very
 * definitions that the published files in `schemas/json/` are emitted from, so it can never lag behind them.
 */
export function flowJsonSchema(language: Language): JsonObject {
  const flow = localise(documentSchemas.call, language)
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

function part(schema: JsonObject, ...keys: string[]): JsonObject {
  const [key, ...rest] = keys
  if (key === undefined) return schema
  const inner = schema[key]
  return isObject(inner) ? part(inner, ...rest) : {}
}
