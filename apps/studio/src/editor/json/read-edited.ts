import { parseJson, validate } from '@madoguchi/engine'
import { type BothLanguages, type DocumentKind, type Problem, documentKinds, documentSchemas } from '@madoguchi/schemas'
import { type Json, isObject } from '../../draft/json.ts'

/** `pointer` says where in the text it is; absent where the text is no JSON at all. */
export type Edited = { value: Json } | { reason: BothLanguages; pointer?: string }

/**
 * Reads an edited JSON text as the document at a path. Only what the schema of its kind accepts goes into the draft; what a node type thinks
 * of its config is a problem of the draft, as it is in the form.
 */
export function readEdited(path: string, text: string): Edited {
  const problems: Problem[] = []
  const name = path.replace(/\.json$/, '')
  const value = parseJson(name, text, problems)
  const [first] = problems
  if (first || value === undefined) return { reason: first?.message ?? { ja: 'JSONとして読めません。', en: 'Not readable as JSON.' }, pointer: first?.pointer || undefined }
  const [kind = '', id = ''] = name.split('/')
  const known = documentKinds.find((candidate): candidate is DocumentKind => candidate === kind)
  const [violation] = known ? validate(documentSchemas[known], value) : []
  if (violation) return { reason: { ja: `${violation.pointer || '/'} ${violation.detail.ja}`, en: `${violation.pointer || '/'} ${violation.detail.en}` }, pointer: violation.pointer }
  if (known && (!isObject(value) || value.id !== id)) return { reason: { ja: `IDは「${id}」から変えられません。`, en: `The ID must stay "${id}".` }, pointer: '/id' }
  return { value: value as Json }
}
