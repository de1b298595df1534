import type { Json } from '../../draft/json.ts'
import type { Command } from './command.ts'
import { change } from './patch.ts'

/** Puts a whole document in place of another: from the JSON view. */
export function replaceDocument(path: string, value: Json): Command {
  return {
    label: { ja: 'JSONの編集', en: 'editing JSON' },
    mergeKey: `json ${path}`,
    patches: (documents) => change(documents, path, [], value),
  }
}

/** What a person chose where two people's work met; undefined takes the document away. One step, and never part of another. */
export function bringTogether(path: string, value: Json | undefined): Command {
  return { label: { ja: '変更の統合', en: 'bringing changes together' }, patches: (documents) => change(documents, path, [], value) }
}

/** Sets one place of a document; an absent value takes it away. For forms over whole documents. */
export function editDocument(path: string, at: readonly string[], value: Json | undefined): Command {
  return {
    label: { ja: '設定の変更', en: 'changing settings' },
    mergeKey: `edit ${path} ${at.join('/')}`,
    patches: (documents) => (documents[path] === undefined ? [] : change(documents, path, at, value)),
  }
}
