import type { BothLanguages } from '@madoguchi/schemas'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

export interface Violation {
  pointer: string
  /** The Japanese and English name of the property where the schema gives one. */
  detail: BothLanguages
}

type Params = Record<string, unknown>
const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))

/** What each JSON Schema keyword means when it is broken, told to a person. */
const explanations: Record<string, (params: Params) => BothLanguages> = {
  type: ({ type }) => ({ ja: `値の型が違います（必要な型: ${list(type)}）。`, en: `wrong type of value (needs ${list(type)}).` }),
  required: ({ requiredProperties }) => ({ ja: `必須の項目がありません: ${list(requiredProperties)}`, en: `required but missing: ${list(requiredProperties)}` }),
  additionalProperties: ({ additionalProperties }) => ({ ja: `知らない項目があります: ${list(additionalProperties)}`, en: `unknown: ${list(additionalProperties)}` }),
  const: ({ allowedValue }) => ({ ja: `「${list(allowedValue)}」でなければなりません。`, en: `must be "${list(allowedValue)}".` }),
  enum: ({ allowedValues }) => ({ ja: `次のどれかでなければなりません: ${list(allowedValues)}`, en: `must be one of: ${list(allowedValues)}` }),
  oneOf: () => ({ ja: '選べる値のどれでもありません。', en: 'not one of the possible values.' }),
  anyOf: () => ({ ja: '選べる形のどれでもありません。', en: 'none of the possible shapes.' }),
  pattern: ({ pattern }) => ({ ja: `書き方が違います（${list(pattern)}）。`, en: `does not have the form ${list(pattern)}.` }),
  format: ({ format }) => ({ ja: `書き方が違います（${list(format)}）。`, en: `does not have the form ${list(format)}.` }),
  minLength: ({ limit }) => ({ ja: `${list(limit)}文字以上にしてください。`, en: `needs at least ${list(limit)} characters.` }),
  maxLength: ({ limit }) => ({ ja: `${list(limit)}文字以内にしてください。`, en: `at most ${list(limit)} characters.` }),
  minItems: ({ limit }) => ({ ja: `${list(limit)}個以上必要です。`, en: `needs at least ${list(limit)}.` }),
  maxItems: ({ limit }) => ({ ja: `${list(limit)}個までです。`, en: `at most ${list(limit)}.` }),
  minimum: ({ limit }) => ({ ja: `${list(limit)}以上にしてください。`, en: `must be ${list(limit)} or more.` }),
  maximum: ({ limit }) => ({ ja: `${list(limit)}以下にしてください。`, en: `must be ${list(limit)} or less.` }),
}

/** Broken inside a `oneOf` or as the shadow of another finding; the finding beside them says it better. */
const shadows = new Set(['boolean'])

/**
 * Checks a value with the one interpreting validator of this product (the same in server and browser; it never compiles code).
 * @returns findings in document order, each with an RFC 6901 pointer; empty when the value is valid
 */
export function validate(schema: TSchema, value: unknown): Violation[] {
  if (Value.Check(schema, value)) return []
  const errors = [...Value.Errors(schema, value)]
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf').map(({ schemaPath }) => schemaPath)
  return errors
    .filter(({ keyword, schemaPath }) => !shadows.has(keyword) && !choices.some((path) => schemaPath.startsWith(`${path}/oneOf`)))
    .map(({ keyword, instancePath, params, message }) => ({
      pointer: instancePath,
      detail: explanations[keyword]?.(params as Params) ?? { ja: message, en: message },
    }))
}

/** A copy of the value with what the schema gives by default; what is there stays. The value may be of any shape. */
export function withDefaults<T>(schema: TSchema, value: T): T {
  const copy = structuredClone(value)
  try {
    return Value.Default(schema, copy) as T
  } catch {
    // TypeBox stops at a key that the pattern of a record refuses. `validate` finds that key, so no value without its defaults is used.
    return copy
  }
}
