import Type, { type TSchema } from 'typebox'

type Plain = Record<string, unknown>

/**
 * A JSON Schema as TypeBox would have written it: what fills in defaults goes by marks that JSON does not carry. Objects and lists are walked; all
 * else holds as it stands.
 */
export function toTypeBox(schema: unknown): TSchema {
  if (!isPlain(schema)) return Type.Unknown()
  const { type, properties, required, items, ...rest } = schema
  if (type === 'object' && isPlain(properties)) {
    const needed = new Set(Array.isArray(required) ? required : [])
    return Type.Object(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, needed.has(name) ? toTypeBox(property) : Type.Optional(toTypeBox(property))])), rest)
  }
  if (type === 'array' && isPlain(items)) return Type.Array(toTypeBox(items), rest)
  return Type.Unsafe(schema)
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
