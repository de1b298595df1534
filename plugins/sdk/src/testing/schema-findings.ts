import Value from 'typebox/value'
import type { TSchema } from 'typebox'
import type { Finding } from './fixture.ts'

type Schema = Record<string, unknown>
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)
const schemasIn = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : isSchema(value) ? [value] : [])
const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u

/** What is wrong with a config schema: an object that lets unknown properties in, a part without its names, a default or choice that is not right. */
export function schemaFindings(config: TSchema): Finding[] {
  // The schema as it is published: what JSON does not show is not there for a form or an editor either.
  const schema: unknown = JSON.parse(JSON.stringify(config))
  if (!isSchema(schema)) return [{ rule: 'schema', message: 'the config schema is no object' }]
  const messages = schema.type === 'object' ? walk(schema, '') : ['the config is not described as an object', ...walk(schema, '')]
  return messages.map((message) => ({ rule: 'schema', message }))
}

function walk(schema: Schema, pointer: string): string[] {
  const here = pointer === '' ? 'the config' : pointer
  const messages: string[] = []
  if (schema.type === 'object' && schema.additionalProperties !== false) messages.push(`${here} lets unknown properties in`)
  if (pointer !== '') messages.push(...unnamed(schema, pointer))
  if ('default' in schema && !Value.Check(schema, schema.default)) messages.push(`the default of ${here} is not allowed by its own schema`)
  const properties = isSchema(schema.properties) ? schema.properties : {}
  for (const [name, property] of Object.entries(properties)) messages.push(...schemasIn(property).flatMap((part) => walk(part, `${pointer}/${name}`)))
  for (const part of [...schemasIn(schema.items), ...schemasIn(schema.prefixItems)]) messages.push(...walk(part, `${pointer}/-`))
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    for (const [index, part] of schemasIn(schema[keyword]).entries()) messages.push(...('const' in part ? unnamedChoice(part, pointer) : walk(part, `${pointer}/${keyword}/${index}`)))
  }
  return messages
}

function unnamed(schema: Schema, pointer: string): string[] {
  const english = isSchema(schema['x-en']) ? schema['x-en'] : {}
  const messages = []
  if (!said(schema.title)) messages.push(`${pointer} has no Japanese title`)
  if (!said(schema.description) || !japanese.test(String(schema.description))) messages.push(`${pointer} has no Japanese description`)
  if (!said(english.title)) messages.push(`${pointer} has no English title`)
  if (!said(english.description)) messages.push(`${pointer} has no English description`)
  return messages
}

function unnamedChoice(choice: Schema, pointer: string): string[] {
  const english = isSchema(choice['x-en']) ? choice['x-en'] : {}
  return said(choice.title) && said(english.title) ? [] : [`the choice ${JSON.stringify(choice.const)} of ${pointer} is not named in both languages`]
}

function said(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== ''
}
