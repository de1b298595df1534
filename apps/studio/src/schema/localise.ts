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
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, isLiteral(key) ? value : translate(value, language)]))
  return language === 'en' && isObject(english) ? { ...inner, ...english } : inner
}

/** What a schema says about values is data, not schema. */
function isLiteral(key: string): boolean {
  return key === 'default' || key === 'const' || key === 'enum' || key === 'examples' || key === 'required'
}
