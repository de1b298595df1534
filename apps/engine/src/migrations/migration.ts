import type { BothLanguages } from '@madoguchi/schemas'

/** What JSON holds at the top of a document. */
export type DocumentValue = Readonly<Record<string, unknown>>

/**
 * One change of the shape of documents between two schema versions. It acts on read: stored bytes never change (architecture.md §5).
 *
 * Rules that the tests hold: it looks at the shape and not at the version alone, so doing it twice is doing it once, and a draft in which only
 * some documents were saved since stays readable; it never changes what a call does; a document it has nothing to do with stays the same object.
 */
export interface Migration {
  /** The version that documents have after it; versions rise by one. */
  to: number
  /** Stable, for reports and tests. */
  name: string
  /** What it did, for people. */
  title: BothLanguages
  /** @param path e.g. `call/main.json` or `bundle.json` @returns the document in the new shape, or the very same object */
  migrate(path: string, document: DocumentValue): DocumentValue
}
