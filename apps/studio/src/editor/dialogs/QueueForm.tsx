import { Queue } from '@madoguchi/schemas'
import Type from 'typebox'
import { draft, useDraft } from '../../draft/draft.ts'
import { type JsonObject, isObject, sameJson } from '../../draft/json.ts'
import { editDocument } from '../commands/index.ts'
import { DocumentForm } from '../inspector/DocumentForm.tsx'

// What makes it this document stays as it is; an id is changed by its own dialog, which changes every place that uses it.
const { $schema: _schema, kind: _kind, id: _id, ...properties } = Queue.properties
const shape = { config: Type.Object(properties, { additionalProperties: false }) }
const keys = Object.keys(properties)

/** The settings of a queue: what is announced, how long callers wait, which skills are needed. */
export default function QueueForm({ path }: { path: string }) {
  const document = useDraft(({ documents }) => documents[path])
  if (!isObject(document)) return null
  return <DocumentForm id={path} of={shape} value={settingsOf(document)} onChange={(after) => change(path, document, after)} />
}

function settingsOf(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([key]) => keys.includes(key)))
}

/** A field that was emptied is taken out of the document. Each setting is a step of undo of its own. */
function change(path: string, before: JsonObject, after: JsonObject): void {
  for (const key of keys) {
    if (!sameJson(before[key] ?? null, after[key] ?? null)) draft.getState().run(editDocument(path, [key], after[key]))
  }
}
