import type { DocumentKind } from '@madoguchi/schemas'
import { type Command, type Documents, applyPatches, rewrite } from '../commands/index.ts'
import { replaceReferences } from '../rename/rename.ts'
import { type AnnotatedPlace, usesOf } from './uses.ts'

/** The places that would break if a document went; what it says of itself goes with it. */
export function outsideUses(documents: Documents, kind: DocumentKind, id: string): AnnotatedPlace[] {
  return usesOf(documents, kind, id).filter(({ path }) => path !== `${kind}/${id}.json`)
}

/** Removes a document; whatever used it uses another from then on. Does nothing while something uses it and no other is named. */
export function deleteDocument(kind: DocumentKind, id: string, instead?: string): Command {
  return {
    label: { ja: '設定の削除', en: 'deleting a document' },
    patches(documents) {
      const path = `${kind}/${id}.json`
      if (documents[path] === undefined || (instead === undefined && outsideUses(documents, kind, id).length > 0)) return []
      const followed = instead === undefined ? [] : replaceReferences(documents, kind, id, instead)
      return [...followed, ...rewrite(applyPatches(documents, followed), path, undefined)]
    },
  }
}
