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
  [mark: `x-${string}`]: unknown
}

/** A value whose schema carries the mark that was asked for. */
export interface Marked {
  pointer: string
  value: unknown
  mark: unknown
}

/**
 * Finds every annotated string of a valid value, in document order. This is the one place that knows how schemas mark meaning
 * (`x-ref`, `x-template`, `format: "jsonata"`), so compiling, checking, renaming and completing agree on what refers to what.
 */
export function annotated(schema: TSchema, value: unknown, pointer = ''): Annotated[] {
  const found: Annotated[] = []
  walk(schema as AnySchema, value, pointer, (part, at, where) => {
    if (typeof at !== 'string') return
    const expression = part.format === 'jsonata'
    const template = part['x-template'] === true
    if (expression || template || part['x-ref']) found.push({ pointer: where, value: at, ...(part['x-ref'] ? { ref: part['x-ref'] } : {}), expression, template })
  })
  return found
}

/** Every part of a valid value whose schema has the keyword (`x-number`, `x-audience`, … as plugins/sdk/src/fields.ts lists them), in document order. */
export function marked(schema: TSchema, value: unknown, keyword: `x-${string}`, pointer = ''): Marked[] {
  const found: Marked[] = []
  walk(schema as AnySchema, value, pointer, (part, at, where) => {
    if (part[keyword] !== undefined) found.push({ pointer: where, value: at, mark: part[keyword] })
  })
  return found
}

function walk(schema: AnySchema, value: unknown, pointer: string, visit: (schema: AnySchema, value: unknown, pointer: string) => void): void {
  visit(schema, value, pointer)
  for (const variant of schema.anyOf ?? schema.oneOf ?? []) if (Value.Check(variant as TSchema, value)) walk(variant, value, pointer, visit)
  if (Array.isArray(value)) {
    const { items } = schema
    value.forEach((item, index) => {
      const itemSchema = Array.isArray(items) ? items[index] : items
      if (itemSchema) walk(itemSchema, item, `${pointer}/${index}`, visit)
    })
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      const inner = schema.properties?.[key] ?? Object.values(schema.patternProperties ?? {})[0]
      if (inner) walk(inner, part, `${pointer}/${escapePointer(key)}`, visit)
    }
  }
}
