import { type ReadBundle, marked, readBundle } from '@madoguchi/engine'
import { documentKinds, documentSchemas } from '@madoguchi/schemas'
import { nodeTypes } from '../node-types.ts'
import type { Texts } from './snapshot.ts'

/** Where a text stands that citizens hear or read. */
export interface CitizenPlace {
  /** `kind/id`, or `bundle` */
  document: string
  pointer: string
}

/**
 * The texts that citizens hear or read and that a change touches; with one of them the prefecture must approve (R75). They are:
 * - what a schema, of a document or of a node, marks as said to citizens (`x-audience: "citizen"`): guidance texts in every language;
 * - the audio of a guidance, by its hash: a new recording says something else although the text stays;
 * - the bundle's variables, since they are filled into such texts.
 * Hours are not among them, although `{{hours}}` is spoken: the words around them were approved, and hours are changed in daily work. Nor is
 * which guidance is played when: that is the flow. A document that cannot be read on one side counts as touched.
 */
export function changedCitizenTexts(before: Texts, after: Texts): CitizenPlace[] {
  const [was, is] = [citizenTexts(before), citizenTexts(after)]
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key)).map(toPlace)
}

/** By document and pointer. */
function citizenTexts(files: Texts): Map<string, string> {
  const read = readBundle(files)
  const texts = new Map<string, string>()
  for (const { document } of read.problems) texts.set(toKey(document, ''), files.get(`${document}.json`) ?? '')
  for (const [name, value] of Object.entries(read.bundle?.variables ?? {})) texts.set(toKey('bundle', `/variables/${name}`), value)
  addDocuments(read, texts)
  addNodes(read, texts)
  addAudio(read, texts)
  return texts
}

function addDocuments({ documents }: ReadBundle, texts: Map<string, string>): void {
  for (const kind of documentKinds) {
    for (const [id, document] of documents[kind]) {
      for (const { pointer, value } of marked(documentSchemas[kind], document, 'x-audience')) texts.set(toKey(`${kind}/${id}`, pointer), JSON.stringify(value))
    }
  }
}

function addNodes({ documents }: ReadBundle, texts: Map<string, string>): void {
  for (const [id, { nodes }] of documents.call) {
    for (const [node, { type, config }] of Object.entries(nodes)) {
      const schema = nodeTypes.get(type)?.config
      if (schema === undefined) continue
      for (const { pointer, value } of marked(schema, config, 'x-audience', `/nodes/${node}/config`)) texts.set(toKey(`call/${id}`, pointer), JSON.stringify(value))
    }
  }
}

function addAudio({ documents }: ReadBundle, texts: Map<string, string>): void {
  for (const [id, { prompts }] of documents.prompts) {
    for (const [prompt, { audio }] of Object.entries(prompts)) {
      for (const [language, recording] of Object.entries(audio ?? {})) if (recording !== undefined) texts.set(toKey(`prompts/${id}`, `/prompts/${prompt}/audio/${language}`), recording.sha256)
    }
  }
}

const toKey = (document: string, pointer: string): string => JSON.stringify([document, pointer])

function toPlace(key: string): CitizenPlace {
  const [document, pointer]: [string, string] = JSON.parse(key)
  return { document, pointer }
}
