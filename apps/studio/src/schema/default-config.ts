import type { TSchema } from 'typebox'
import type { Json, JsonObject } from '../draft/json.ts'

interface AnySchema {
  type?: string
  default?: Json
  required?: string[]
  properties?: Record<string, AnySchema>
}

/**
 * What a new node starts with: the defaults that its schema names, and empty lists. What only its author can know stays absent and
 * is shown as missing; nothing is made up.
 */
export function defaultConfig(schema: TSchema): JsonObject {
  return fill(schema as AnySchema)
}

function fill({ properties = {}, required = [] }: AnySchema): JsonObject {
  const config: JsonObject = {}
  for (const [name, property] of Object.entries(properties)) {
    if (!required.includes(name)) continue
    if (property.default !== undefined) config[name] = property.default
    else if (property.type === 'array') config[name] = []
    else if (property.type === 'object') config[name] = fill(property)
  }
  return config
}
