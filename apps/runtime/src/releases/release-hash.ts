import type { ReleasedPlugin } from '../plugins/released-plugins.ts'
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
  authorId: string | null
  approver: string | null
  approverId: string | null
  rollbackOf: number | null
  effectiveAt: Date
  productVersion: string
  /** Packages of third parties that it uses; their code is no document, so their hashes stand for it. */
  plugins?: readonly ReleasedPlugin[]
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
  const { number, previousHash, author, authorId, approver, approverId, rollbackOf, message, effectiveAt, productVersion, plugins = [] } = content
  const told = [number, previousHash, author, authorId, approver, approverId, rollbackOf, message, effectiveAt.toISOString(), productVersion, ...contentOf(content)]
  // The third shape tells of plugins; a release without them keeps the second.
  if (plugins.length === 0) return sha256(JSON.stringify(['madoguchi release 2', ...told]))
  return sha256(JSON.stringify(['madoguchi release 3', ...told, plugins.map(({ name, version, contentHash: hash }) => [name, version, hash])]))
}

/** Whether a stored hash is that of a release, in the shape of its time: the first one knew neither ids nor roll-backs. */
export function isReleaseHash(hash: string, content: ReleaseContent): boolean {
  if (hash === releaseHash(content)) return true
  const { number, previousHash, author, authorId, approver, approverId, rollbackOf, message, effectiveAt, productVersion } = content
  if (authorId !== null || approverId !== null || rollbackOf !== null || (content.plugins ?? []).length > 0) return false
  return hash === sha256(JSON.stringify(['madoguchi release 1', number, previousHash, author, approver, message, effectiveAt.toISOString(), productVersion, ...contentOf(content)]))
}

function contentOf({ documents, audio }: ReleaseContent) {
  return [byPath(documents).map((document) => [document.path, document.contentHash, document.layoutHash]), audio.toSorted()] as const
}

function byPath(documents: readonly ReleasedDocument[]): ReleasedDocument[] {
  return documents.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
