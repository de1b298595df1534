import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { escapePointer } from './json-pointer.ts'

/** A place in a document whose schema says more than its type: an expression, a text with `{{ }}`, or an id of something else. */
export interface Annotated {
  pointer: string
  value: string
  ref?: string
  expression: boolean
  template: boolean
}

interface AnySchema {
  properties?: Record<string, AnySchema>
  patternProperties?: Record<string, AnySchema>
  items?: AnySchema | AnySchema[]
  anyOf?: AnySchema[]
  oneOf?: AnySchema[]
  format?: string
  'x-ref'?: string
  'x-template'?: boolean
}

/**
 * Finds every annotated string of a valid value, in document order. This is the one place that knows how schemas mark meaning
 * (`x-ref`, `x-template`, `format: "jsonata"`), so compiling, checking, renaming and completing agree on what refers to what.
 */
export function annotated(schema: TSchema, value: unknown, pointer = ''): Annotated[] {
  const found: Annotated[] = []
  walk(schema as AnySchema, value, pointer, found)
  return found
}

function walk(schema: AnySchema, value: unknown, pointer: string, found: Annotated[]): void {
  if (typeof value === 'string') {
    const expression = schema.format === 'jsonata'
    const template = schema['x-template'] === true
    if (expression || template || schema['x-ref']) found.push({ pointer, value, ...(schema['x-ref'] ? { ref: schema['x-ref'] } : {}), expression, template })
  }
  for (const variant of schema.anyOf ?? schema.oneOf ?? []) if (Value.Check(variant as TSchema, value)) walk(variant, value, pointer, found)
  if (Array.isArray(value)) {
    const { items } = schema
    value.forEach((item, index) => {
      const itemSchema = Array.isArray(items) ? items[index] : items
      if (itemSchema) walk(itemSchema, item, `${pointer}/${index}`, found)
    })
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      const inner = schema.properties?.[key] ?? Object.values(schema.patternProperties ?? {})[0]
      if (inner) walk(inner, part, `${pointer}/${escapePointer(key)}`, found)
    }
  }
}
