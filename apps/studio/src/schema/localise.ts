import type { TSchema } from 'typebox'
import { type Json, type JsonObject, isObject, toJson } from '../draft/json.ts'
import type { Language } from '../i18n/language.ts'

/**
 * A schema in one language: `title` and `description` hold Japanese, `x-en` the English of both. The one place where forms, JSON completion
 * and pickers get their words from. The result is plain JSON Schema.
 */
export function localise(schema: TSchema, language: Language): JsonObject {
  return translate(toJson(schema), language) as JsonObject
}

function translate(part: Json, language: Language): Json {
  if (Array.isArray(part)) return part.map((item) => translate(item, language))
  if (!isObject(part)) return part
  const { 'x-en': english, ...rest } = part
  const inner = mapValues(rest, (value, key) => {
    if (literals.has(key)) return value
    return schemasByName.has(key) && isObject(value) ? mapValues(value, (named) => translate(named, language)) : translate(value, language)
  })
  return language === 'en' && isObject(english) ? { ...inner, ...english } : inner
}

/** What a schema says about values is data, not schema. */
const literals: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples', 'required'])
/** Below these the next keys are names that somebody chose, and may read like any keyword. */
const schemasByName: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'])

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}
