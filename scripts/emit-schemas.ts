import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Bundle, CallFlow, FlowNode, documentKinds, documentSchemas } from '@madoguchi/schemas'
import type { NodeType, Plugin } from '@madoguchi/sdk'
import type { TSchema } from 'typebox'

/**
 * Writes the published JSON Schemas (draft 2020-12) to `schemas/json/`: one for each kind of document and one for each node type of the
 * plugins in this repository. Editors complete and check bundle files with them; the product itself reads the TypeBox definitions.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export const jsonFolder = join(root, 'schemas', 'json')

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

/** The order of keywords in a file: what a person asks first comes first. Keywords that are not listed follow by name. */
const keywordOrder = [
  '$schema', '$id', '$ref', 'title', 'description', 'x-en', 'type', 'const', 'enum', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'exclusiveMinimum', 'maximum',
  'default', 'required', 'properties', 'patternProperties', 'additionalProperties', 'prefixItems', 'items', 'minItems', 'maxItems', 'anyOf', 'oneOf', 'allOf', 'if', 'then', '$defs',
]
/** Keywords whose keys are names that an author chose, so their order is kept: a form shows properties in it. */
const namedParts = new Set(['properties', 'patternProperties', '$defs'])
/** Keywords whose value is data, not a schema. */
const data = new Set(['default', 'const', 'enum', 'required', 'x-en', 'examples'])

/** Every schema by its file under `schemas/json/`, as text. @throws when two plugins define one node type. */
export async function emittedSchemas(): Promise<Map<string, string>> {
  const nodeTypes = await shippedNodeTypes()
  const files = new Map<string, string>()
  const add = (file: string, id: string, schema: Json) => files.set(file, textOf(published(id, schema)))
  add('bundle.schema.json', 'bundle', plain(Bundle))
  for (const kind of documentKinds) add(`${kind}.schema.json`, kind, kind === 'call' ? callSchema(nodeTypes) : plain(documentSchemas[kind]))
  for (const nodeType of nodeTypes) add(`nodes/${nodeType.type}.schema.json`, `node:${nodeType.type}`, nodeSchema(nodeType))
  return files
}

/** The node types of every plugin folder, by name. A folder whose entry exports no `plugin` (the SDK, speech) defines none. */
async function shippedNodeTypes(): Promise<NodeType[]> {
  const entries = readdirSync(join(root, 'plugins')).map((name) => join(root, 'plugins', name, 'src', 'index.ts')).filter((file) => existsSync(file))
  const modules = await Promise.all(entries.map(async (file) => (await import(pathToFileURL(file).href)) as { plugin?: Plugin }))
  const nodeTypes = modules.flatMap(({ plugin }) => plugin?.nodeTypes ?? []).sort((a, b) => (a.type < b.type ? -1 : 1))
  const twice = nodeTypes.find(({ type }, index) => nodeTypes[index + 1]?.type === type)
  if (twice) throw new Error(`two plugins define the node type ${twice.type}`)
  return nodeTypes
}

/** The config schema under the names of its node type. */
function nodeSchema({ title, description, config }: NodeType): JsonObject {
  return { ...plain(config), title: title.ja, description: description.ja, 'x-en': { title: title.en, description: description.en } }
}

/**
 * The schema of call flows, in which an editor completes the type of a node and then the config of that type. The configs stand in `$defs`,
 * because a reference to another file is followed by few editors and by none without a network. A type of another plugin stays allowed.
 */
function callSchema(nodeTypes: readonly NodeType[]): JsonObject {
  const schema = plain(CallFlow)
  const known = nodeTypes.filter(({ kinds }) => kinds.includes('call'))
  const node = plain(FlowNode)
  const types = known.map(({ type, title, description }) => ({ const: type, title: title.ja, description: description.ja, 'x-en': { title: title.en, description: description.en } }))
  part(node, 'properties').type = { ...part(part(node, 'properties'), 'type'), anyOf: [{ oneOf: types }, { type: 'string' }] }
  node.allOf = known.map(({ type }) => ({ if: { properties: { type: { const: type } }, required: ['type'] }, then: { properties: { config: { $ref: `#/$defs/${type}` } } } }))
  const nodes = part(part(schema, 'properties'), 'nodes')
  nodes.patternProperties = Object.fromEntries(Object.keys(part(nodes, 'patternProperties')).map((pattern) => [pattern, { $ref: '#/$defs/node' }]))
  schema.$defs = { node, ...Object.fromEntries(known.map((nodeType) => [nodeType.type, nodeSchema(nodeType)])) }
  return schema
}

function part(schema: JsonObject, name: string): JsonObject {
  const value = schema[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`the schema has no ${name}`)
  return value
}

/** A TypeBox schema as JSON: its own marks are not enumerable, so nothing but JSON Schema is left. */
function plain(schema: TSchema): JsonObject {
  return withoutDefaulted(JSON.parse(JSON.stringify(schema)) as JsonObject) as JsonObject
}

/** What has a default may be left out of a file: the product fills it in before it validates. */
function withoutDefaulted(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map(withoutDefaulted)
  const walked = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, data.has(key) ? value : withoutDefaulted(value)]))
  const { required, properties } = walked
  if (!Array.isArray(required) || typeof properties !== 'object' || properties === null || Array.isArray(properties)) return walked
  const needed = required.filter((name) => !(typeof name === 'string' && 'default' in (properties[name] as JsonObject)))
  return { ...walked, required: needed }
}

function published(id: string, schema: Json): Json {
  return ordered({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `urn:madoguchi:schema:${id}`, ...(modern(schema) as JsonObject) })
}

/** TypeBox writes tuples as drafts before 2020-12 did (`items: [a, b]`, `additionalItems`); 2020-12 says `prefixItems` and `items`. */
function modern(value: Json): Json {
  return mapSchema(value, modern, (schema) => {
    const { items, additionalItems, ...rest } = schema
    if (!Array.isArray(items)) return schema
    return { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) }
  })
}

function ordered(value: Json): Json {
  const rank = (keyword: string) => (keywordOrder.includes(keyword) ? keywordOrder.indexOf(keyword) : keywordOrder.length)
  return mapSchema(value, ordered, (schema) => Object.fromEntries(Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))))
}

/** Applies `change` to a schema after `deeper` went into the schemas within it; data and the names of properties are left alone. */
function mapSchema(value: Json, deeper: (value: Json) => Json, change: (schema: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map(deeper)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([keyword, inner]): [string, Json] => {
    if (data.has(keyword)) return [keyword, inner]
    if (namedParts.has(keyword)) return [keyword, Object.fromEntries(Object.entries(inner as JsonObject).map(([name, schema]) => [name, deeper(schema)]))]
    return [keyword, deeper(inner)]
  })
  return change(Object.fromEntries(entries))
}

function textOf(schema: Json): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}

/** Files in `schemas/json/`, by their path under it. */
export function committedSchemas(): Map<string, string> {
  const names = readdirSync(jsonFolder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  return new Map(names.filter((name) => name.endsWith('.json')).map((name) => [name, readFileSync(join(jsonFolder, name), 'utf8')]))
}

async function emit(): Promise<void> {
  const files = await emittedSchemas()
  for (const name of existsSync(jsonFolder) ? committedSchemas().keys() : []) if (!files.has(name)) rmSync(join(jsonFolder, name))
  for (const [name, text] of files) {
    mkdirSync(dirname(join(jsonFolder, name)), { recursive: true })
    writeFileSync(join(jsonFolder, name), text)
  }
  console.log(`${files.size} schemas → schemas/json`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await emit()
