import { type Violation, validate } from '@madoguchi/engine'
import type { NodeType } from '@madoguchi/sdk'
import { ErrorSchemaBuilder, type RJSFSchema, type RJSFValidationError, type ValidationData, type ValidatorType } from '@rjsf/utils'
import type { TSchema } from 'typebox'
import { isObject } from '../draft/json.ts'
import { type Language, inLanguage } from '../i18n/language.ts'

interface Words {
  missing: string
  choose: string
}

/** A node type, or whatever else has a schema. */
type Checked = Pick<NodeType, 'config' | 'problems'>

interface Finding {
  path: string[]
  message: string
}

/**
 * The engine's interpreting validator as rjsf wants one, with what the node type itself finds beside its schema. Nothing is compiled at
 * run time, so it works under a policy without eval. Absent required values are reported at the field that is empty, not at its parent.
 */
export function makeFormValidator(type: Checked, language: Language, words: Words): ValidatorType {
  return {
    validateFormData(formData): ValidationData<unknown> {
      const findings = findingsOf(type, formData, language, words)
      const builder = new ErrorSchemaBuilder()
      for (const { path, message } of findings) builder.addErrors(message, path)
      return { errors: findings.map(toListed), errorSchema: builder.ErrorSchema }
    },
    isValid: (schema, formData) => validate(schema as TSchema, formData ?? null).length === 0,
    rawValidation: (schema: RJSFSchema, formData) => ({ errors: validate(schema as TSchema, formData ?? null) as never[] }),
  }
}

export function findingsOf(type: Checked, config: unknown, language: Language, words: Words): Finding[] {
  const absent = absentFields(type.config as AnySchema, config, [])
  const violations = validate(type.config, config).filter((violation) => !tellsOfAbsence(violation, absent))
  const own = violations.length + absent.length === 0 ? (type.problems?.(config) ?? []) : []
  return [
    ...absent.map(({ path, choice }) => ({ path, message: choice ? words.choose : words.missing })),
    ...violations.map(({ pointer, detail }) => ({ path: segments(pointer), message: inLanguage(detail, language) })),
    ...own.map(({ pointer, message }) => ({ path: segments(pointer), message: inLanguage(message, language) })),
  ]
}

interface AnySchema {
  type?: string
  properties?: Record<string, AnySchema>
  required?: string[]
  items?: AnySchema
  oneOf?: unknown
  'x-ref'?: string
}

interface Absent {
  path: string[]
  /** The outermost part that is absent; the validator tells of this one. */
  root: string[]
  /** It is chosen, not typed. */
  choice: boolean
}

function absentFields(schema: AnySchema, value: unknown, path: string[]): Absent[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => (schema.items ? absentFields(schema.items, item, [...path, String(index)]) : []))
  if (!isObject(value)) return []
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const root = [...path, name]
    if (value[name] !== undefined) return absentFields(inner, value[name], root)
    if (!schema.required?.includes(name)) return []
    // A group that is absent as a whole is told of at the fields in it: a group itself cannot be filled in.
    const within = inner.type === 'object' ? absentFields(inner, {}, root).map((absent) => ({ ...absent, root })) : []
    return within.length > 0 ? within : [{ path: root, root, choice: inner.oneOf !== undefined || inner['x-ref'] !== undefined }]
  })
}

/** The validator names absent properties at the object that lacks them; the field itself says it better. */
function tellsOfAbsence({ pointer, detail }: Violation, absent: readonly Absent[]): boolean {
  const names = absent.filter(({ root }) => `/${root.slice(0, -1).join('/')}` === (pointer || '/')).map(({ root }) => root.at(-1) ?? '')
  return names.length > 0 && detail.en.endsWith([...new Set(names)].join(', '))
}

export function segments(pointer: string): string[] {
  return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function toListed({ path, message }: Finding): RJSFValidationError {
  return { property: `.${path.join('.')}`, message, stack: message }
}
