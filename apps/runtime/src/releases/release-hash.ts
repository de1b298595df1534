import { contentHash, layoutHash, sha256 } from './hashes.ts'

/** One document as a release lists it. */
export interface ReleasedDocument {
  path: string
  /** SHA-256 of the stored text, byte for byte. */
  sha: string
  contentHash: string
  layoutHash: string
}

/** What the release hash covers (architecture.md §5). */
export interface ReleaseContent {
  number: number
  previousHash: string | null
  message: string
  author: string
  approver: string | null
  effectiveAt: Date
  productVersion: string
  documents: readonly ReleasedDocument[]
  audio: readonly string[]
}

/** @throws SyntaxError for a text that is not JSON; a release is made of checked documents only. */
export function releasedDocument(path: string, text: string): ReleasedDocument {
  const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  if (typeof document !== 'object' || document === null) throw new SyntaxError(`${path} holds no object`)
  return { path, sha: sha256(text), contentHash: contentHash(document), layoutHash: layoutHash(document) }
}

/** Hash over the meaning of a bundle: two releases with the same hash behave alike under one product version. */
export function bundleContentHash(documents: readonly ReleasedDocument[]): string {
  return sha256(JSON.stringify(byPath(documents).map((document) => [document.path, document.contentHash])))
}

/**
 * The hash that chains releases. An array in a fixed order, written by JSON.stringify, has one form only; the leading name keeps this hash
 * apart from any other over similar values and lets a later shape have its own.
 */
export function releaseHash(content: ReleaseContent): string {
  const documents = byPath(content.documents).map((document) => [document.path, document.contentHash, document.layoutHash])
  const { number, previousHash, message, author, approver, productVersion } = content
  const audio = content.audio.toSorted()
  return sha256(JSON.stringify(['madoguchi release 1', number, previousHash, author, approver, message, content.effectiveAt.toISOString(), productVersion, documents, audio]))
}

function byPath(documents: readonly ReleasedDocument[]): ReleasedDocument[] {
  return documents.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
